const { assert, find, open, replace, rules, until, vscode, withDocument } = require('./editor.js');

const errorsOf = (document) => vscode.languages.getDiagnostics(document.uri).filter((one) => one.severity === vscode.DiagnosticSeverity.Error);

describe('diagnostics', () => {
  it('there are none in a package without faults', async () => {
    const document = await open();
    await vscode.commands.executeCommand('vscode.executeHoverProvider', document.uri, new vscode.Position(0, 0));  // the server has answered
    assert.deepStrictEqual(errorsOf(document), []);
  });
  it('come with code, page and place as one types, and go when it is mended', () => withDocument(rules, async (document) => {
    await replace(document, find(document, '@ unit_cost\n'), '@ unit_cst\n');
    const [error] = await until('the error', () => errorsOf(document), (list) => list.length === 1);
    assert.strictEqual(error.code.value, 'E0201');
    assert.match(error.code.target.path, /\/diagnostics\/E0201\.md$/);
    assert.ok((await vscode.workspace.fs.stat(error.code.target)).size > 0);
    assert.strictEqual(document.getText(error.range), 'unit_cst');
    assert.match(error.message, /`unit_cst` is not known here/);
    assert.ok(document.isDirty);
    await replace(document, error.range, 'unit_cost');
    await until('no error', () => errorsOf(document), (list) => list.length === 0);
  }));
  it('say where else to look', () => withDocument(rules, async (document) => {
    await replace(document, find(document, 'enum Class'), 'enum Stratum { A }\nenum Class');
    const error = await until('a second Stratum', () => errorsOf(document).find((one) => (one.relatedInformation ?? []).length > 0));
    assert.strictEqual(error.relatedInformation[0].location.uri.toString(), document.uri.toString());
  }));
  it('gray out what is unused', () => withDocument(rules, async (document) => {
    await replace(document, find(document, 'param fixed_charge'), 'param nobody: ratio(4) {\n  from 2020-01-01: 1%\n  open\n}\n\nparam fixed_charge');
    await until('an unused parameter', () => vscode.languages.getDiagnostics(document.uri).find((one) =>
      (one.tags ?? []).includes(vscode.DiagnosticTag.Unnecessary)));
  }));
});
