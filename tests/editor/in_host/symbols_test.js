const { assert, open, until, vscode } = require('./editor.js');

describe('symbols', () => {
  it('of a document are a tree', async () => {
    const document = await open();
    const tree = await until('symbols', () => vscode.commands.executeCommand('vscode.executeDocumentSymbolProvider', document.uri), (list) => (list ?? []).length > 0);
    const tops = tree.flatMap((one) => (one.name.startsWith('co.') ? one.children : [one]));
    const residential = tops.find((one) => one.name === 'Residential');
    assert.ok(residential.children.some((one) => one.name === 'energy'));
    for (const name of ['Account', 'unit_cost', 'subsidy_rate', 'subsistence', 'Monthly']) assert.ok(tops.some((one) => one.name === name), name);
  });
  it('of the workspace are found by a part of their name', async () => {
    const found = await until('workspace symbols', () => vscode.commands.executeCommand('vscode.executeWorkspaceSymbolProvider', 'subsi'), (list) => list.length > 0);
    assert.ok(found.some((one) => one.name === 'subsidy_rate'));
  });
});
