const { assert, find, open, until, vscode } = require('./editor.js');

describe('call hierarchy', () => {
  it('says who uses a rule', async () => {
    const document = await open();
    const at = find(document, 'subsistence for').start;
    const [item] = await until('an item', () => vscode.commands.executeCommand('vscode.prepareCallHierarchy', document.uri, at), (list) => (list ?? []).length > 0);
    assert.strictEqual(item.name, 'subsistence');
    const calls = await vscode.commands.executeCommand('vscode.provideIncomingCalls', item);
    assert.ok(calls.some((one) => /subsidy/.test(one.from.name)), calls.map((one) => one.from.name).join());
  });
});
