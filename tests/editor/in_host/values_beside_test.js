// The values of the sample account beside the code.
const { assert, extension, fileUri, find, open, replace, rules, until, vscode, withDocument } = require('./editor.js');

async function choose(choice) {
  const settings = vscode.workspace.getConfiguration('tarifa', fileUri(rules));
  await settings.update('sampleAccount', choice, vscode.ConfigurationTarget.Workspace);
}

describe('values beside the code', () => {
  after(() => choose(undefined));

  it('are those of the chosen account, and follow what one types', () => withDocument(rules, async (document) => {
    const api = await extension().activate();
    await choose({ accounts: 'data/sample.jsonl', account: 'H-1002', period: '2020-04' });
    const shown = () => api.values.shown.get(document.uri.toString()) ?? [];
    const has = (text) => shown().some((one) => one.includes(text));
    await until('the total and the energy', () => has('72250') && has('114728.31'));
    await replace(document, find(document, 'from 2020-04-01: 540.0250'), 'from 2020-04-01: 640.0250');
    await until('another energy', () => !has('114728.31') && shown().length > 5);
    await vscode.workspace.getConfiguration('tarifa').update('evaluation.enabled', false, vscode.ConfigurationTarget.Workspace);
    await until('none', () => shown().length === 0);
    await vscode.workspace.getConfiguration('tarifa').update('evaluation.enabled', undefined, vscode.ConfigurationTarget.Workspace);
  }));
  it('the accounts of the package can be chosen from', async () => {
    const api = await extension().activate();
    const document = await open();
    const { sampleAccounts } = api.protocol;
    const samples = await until('samples', () => api.server.request(sampleAccounts, { textDocument: { uri: document.uri.toString() } }), (list) => (list ?? []).length > 0);
    for (const kind of ['test', 'data']) assert.ok(samples.some((one) => one.kind === kind), kind);
  });
  it('the bill of a test is explained by the server', async () => {
    const api = await extension().activate();
    const document = await open();
    const { sampleAccounts } = api.protocol;
    const samples = await until('samples', () => api.server.request(sampleAccounts, { textDocument: { uri: document.uri.toString() } }), (list) => (list ?? []).length > 0);
    await choose({ sample: samples.find((one) => one.kind === 'test').id });
    await vscode.commands.executeCommand('tarifa.explain');
    assert.ok((await until('the page', () => api.panels.shown.get('explanation'), (count) => count !== undefined)) > 10);
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
  });
});
