const { execFileSync } = require('node:child_process');
const fs = require('node:fs');
const path = require('node:path');
const { assert, find, replace, rules, until, vscode, withDocument } = require('./editor.js');

const options = { tabSize: 2, insertSpaces: true };

async function apply(document, edits) {
  const edit = new vscode.WorkspaceEdit();
  edit.set(document.uri, edits);
  assert.ok(await vscode.workspace.applyEdit(edit));
}

/** The text as the command `tarifa fmt` writes it. */
function formatted(text) {
  const file = path.join(path.dirname(process.env.TARIFA_TEST_WORKSPACE), 'formatted.rule');
  fs.writeFileSync(file, text);
  execFileSync(vscode.workspace.getConfiguration('tarifa').get('command'), ['fmt', file], { stdio: 'ignore' });
  return fs.readFileSync(file, 'utf8');
}

describe('formatting', () => {
  it('a document is as `tarifa fmt` has it', () => withDocument(rules, async (document) => {
    const good = formatted(document.getText());
    await replace(document, find(document, 'enum Class { Residential, Commercial }'), 'enum   Class{Residential,Commercial}');
    const edits = await until('edits', () => vscode.commands.executeCommand('vscode.executeFormatDocumentProvider', document.uri, options), (list) => (list ?? []).length > 0);
    await apply(document, edits);
    assert.strictEqual(document.getText(), good);
  }));
});
