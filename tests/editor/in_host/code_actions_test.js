const { assert, find, replace, rules, until, vscode, withDocument } = require('./editor.js');

describe('code actions', () => {
  it('mend a misspelt name', () => withDocument(rules, async (document) => {
    await replace(document, find(document, '@ unit_cost\n'), '@ unit_cst\n');
    const range = find(document, 'unit_cst');
    const actions = await until('a quick fix', () => vscode.commands.executeCommand('vscode.executeCodeActionProvider', document.uri, range, 'quickfix', 10),
      (list) => list.length > 0);
    const fix = actions.find((one) => /unit_cost/.test(one.title));
    assert.ok(fix?.edit, actions.map((one) => one.title).join());
    assert.ok(await vscode.workspace.applyEdit(fix.edit));
    assert.ok(!document.getText().includes('unit_cst'));
  }));
});
