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
  it('of a range leaves the rest alone', () => withDocument(rules, async (document) => {
    const before = document.getText();
    await replace(document, find(document, 'enum Class { Residential, Commercial }\nenum Stratum {'), 'enum   Class{Residential,Commercial}\nenum   Stratum{');
    const range = find(document, 'enum   Class{Residential,Commercial}');
    const edits = await until('edits', () => vscode.commands.executeCommand('vscode.executeFormatRangeProvider', document.uri, range, options), (list) => (list ?? []).length > 0);
    await apply(document, edits);
    assert.strictEqual(document.getText(), before.replace('enum Stratum {', 'enum   Stratum{'));
  }));
  it('goes on with a closing brace as one types', () => withDocument(rules, async (document) => {
    const rule = find(document, '  except lowland = 173 kWh when altitude < 1_000 m\n}');
    await replace(document, rule, '      except lowland=173 kWh when altitude < 1_000 m\n}');
    const at = find(document, '1_000 m\n}').end;
    const edits = await until('edits', () => vscode.commands.executeCommand('vscode.executeFormatOnTypeProvider', document.uri, at, '}', options), (list) => (list ?? []).length > 0);
    await apply(document, edits);
    assert.ok(document.getText().includes('  except lowland = 173 kWh when'));
  }));
});
