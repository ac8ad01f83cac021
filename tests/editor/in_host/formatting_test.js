const { assert, find, replace, rules, until, vscode, withDocument } = require('./editor.js');

const options = { tabSize: 2, insertSpaces: true };

async function apply(document, edits) {
  const edit = new vscode.WorkspaceEdit();
  edit.set(document.uri, edits);
  assert.ok(await vscode.workspace.applyEdit(edit));
}

describe('formatting', () => {
  it('a document is as `tarifa fmt` has it', () => withDocument(rules, async (document) => {
    const good = document.getText();
    await replace(document, find(document, 'enum Class { Residential, Commercial }'), 'enum   Class{Residential,Commercial}');
    const edits = await until('edits', () => vscode.commands.executeCommand('vscode.executeFormatDocumentProvider', document.uri, options), (list) => (list ?? []).length > 0);
    await apply(document, edits);
    assert.strictEqual(document.getText(), good);
  }));
});
