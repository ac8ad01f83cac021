// The commands `Bill sample account` and `Explain`, through the command `tarifa` to the webview.
const { assert, extension, fileUri, open, until, vscode } = require('./editor.js');

async function choose(choice) {
  const settings = vscode.workspace.getConfiguration('tarifa', fileUri('rules/energy.rule'));
  await settings.update('sampleAccount', choice, vscode.ConfigurationTarget.Workspace);
}

const shownBy = (api) => until('the page says what it shows', () => api.panels.shown.get('explanation'), (count) => count !== undefined);

describe('explanation of a bill', () => {
  const sample = { accounts: 'data/sample.jsonl', account: 'H-1002', period: '2020-04' };
  after(() => choose(undefined));
  afterEach(() => vscode.commands.executeCommand('workbench.action.closeAllEditors'));

  it('shows the tree of the sample account', async () => {
    const api = await extension().activate();
    await open();
    await choose(sample);
    await vscode.commands.executeCommand('tarifa.explain');
    assert.ok((await shownBy(api)) > 15);
    assert.strictEqual(vscode.window.tabGroups.activeTabGroup.activeTab.label, 'Explanation of Monthly');
  });
  it('shows the bill as a table', async () => {
    const api = await extension().activate();
    await open();
    await choose(sample);
    await vscode.commands.executeCommand('tarifa.bill');
    assert.strictEqual(await shownBy(api), 1);
    assert.strictEqual(vscode.window.tabGroups.activeTabGroup.activeTab.label, 'Bill Monthly');
  });
  it('says why an account has no bill', async () => {
    const api = await extension().activate();
    await open();
    await choose({ accounts: 'data/accounts.jsonl', account: 'B000001', period: '2020-04' });
    await vscode.commands.executeCommand('tarifa.explain');
    assert.strictEqual(await shownBy(api), 0);
    assert.strictEqual(vscode.window.tabGroups.activeTabGroup.activeTab.label, 'No bill: Monthly');
  });
});
