// The exception tree of a rule and the timeline of a parameter, as pictures.
const { assert, extension, find, open, until, vscode } = require('./editor.js');

async function shows(command, kind, text) {
  const api = await extension().activate();
  const document = await open();
  const at = find(document, text).end;
  vscode.window.activeTextEditor.selection = new vscode.Selection(at, at);
  await until('the server has answered', () => vscode.commands.executeCommand('vscode.executeDocumentSymbolProvider', document.uri), (list) => (list ?? []).length > 0);
  await vscode.commands.executeCommand(command);
  const count = await until('the page', () => api.panels.shown.get(kind), (shown) => shown !== undefined);
  const label = vscode.window.tabGroups.activeTabGroup.activeTab.label;
  await vscode.commands.executeCommand('workbench.action.closeAllEditors');
  return { count, label };
}

describe('pictures', () => {
  it('the exceptions of a rule', async () => {
    const { count, label } = await shows('tarifa.showExceptionTree', 'exceptionTree', 'rule subsistence');
    assert.ok(count >= 2);  // the picture, and its text
    assert.match(label, /subsistence/);
  });
  it('the timeline of a parameter', async () => {
    const { count, label } = await shows('tarifa.showTimeline', 'timeline', 'param unit_cost');
    assert.ok(count >= 2);
    assert.match(label, /unit_cost/);
  });
});
