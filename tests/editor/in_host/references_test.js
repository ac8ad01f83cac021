const { assert, find, open, until, vscode } = require('./editor.js');

describe('references', () => {
  it('of a parameter are its declaration and every use', async () => {
    const document = await open();
    const at = find(document, 'fixed_charge').start;
    const found = await until('references', () => vscode.commands.executeCommand('vscode.executeReferenceProvider', document.uri, at), (list) => list.length > 0);
    const expected = [0, 1, 2].map((nth) => find(document, 'fixed_charge', nth).start.line);
    assert.deepStrictEqual(found.map((one) => one.range.start.line).sort((a, b) => a - b), expected);
  });
  it('are highlighted in the file', async () => {
    const document = await open();
    const at = find(document, 'overdue =').start;
    const found = await until('highlights', () => vscode.commands.executeCommand('vscode.executeDocumentHighlights', document.uri, at), (list) => (list ?? []).length > 0);
    assert.ok(found.every((one) => document.getText(one.range) === 'overdue'));
    assert.ok(found.length >= 3);
  });
});
