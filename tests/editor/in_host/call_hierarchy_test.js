const { assert, find, itOffered, open, until, vscode } = require('./editor.js');

describe('call hierarchy', () => {
  itOffered('callHierarchyProvider', 'says who uses a rule', async () => {
    const document = await open();
    const at = find(document, 'subsistence for').start;
    const [item] = await until('an item', () => vscode.commands.executeCommand('vscode.prepareCallHierarchy', document.uri, at), (list) => (list ?? []).length > 0);
    assert.strictEqual(item.name, 'subsistence');
    const calls = await vscode.commands.executeCommand('vscode.provideIncomingCalls', item);
    const tariff = calls.find((one) => one.from.name === 'Residential');
    assert.deepStrictEqual(tariff?.fromRanges.map((range) => range.start.line), [find(document, 'line subsidy').start.line]);
  });
});
