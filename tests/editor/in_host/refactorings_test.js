// Refactorings: each is asked for where the cursor is, resolved, applied, and leaves a package without errors.
const { assert, find, itOffered, replace, rules, until, vscode, withDocument } = require('./editor.js');

const resolved = 30;  // as many of the offered actions are asked for their edits
const errorsOf = (document) => vscode.languages.getDiagnostics(document.uri).filter((one) => one.severity === vscode.DiagnosticSeverity.Error);

/** Does what the action whose title begins so says, and waits until the server has judged the new text. */
async function refactor(document, range, kind, title) {
  const actions = await until(`"${title}"`, () => vscode.commands.executeCommand('vscode.executeCodeActionProvider', document.uri, range, kind, resolved),
    (list) => list.some((one) => one.title.startsWith(title)));
  const action = actions.find((one) => one.title.startsWith(title));
  assert.ok(action.edit, `${action.title} has no edit`);
  assert.ok(await vscode.workspace.applyEdit(action.edit));
  await vscode.commands.executeCommand('vscode.executeHoverProvider', document.uri, new vscode.Position(0, 0));  // the server has the new text
  await until('no error', () => errorsOf(document), (list) => list.length === 0);
  return document.getText();
}

const itDoes = (what, body) => itOffered('codeActionProvider', what, () => withDocument(rules, body));

describe('refactorings', () => {
  itDoes('add the rows that a table misses', async (document) => {
    await replace(document, find(document, '  | S4, S5, S6 => 0%\n'), '');
    await until('the gap is reported', () => errorsOf(document), (list) => list.length > 0);
    const text = await refactor(document, find(document, 'subsidy_rate(stratum: '), 'quickfix', 'Add the missing rows to `subsidy_rate`');
    assert.ok(text.includes('  | S4, S5, S6 => fail "to be decided"\n}'), text);
  });
  itDoes('make the rows of a `first match` disjoint', async (document) => {
    const rows = '-> ratio(4) {\n  | S1         => 60%\n  | S2         => 50%\n';
    await replace(document, find(document, rows), '-> ratio(4) first match {\n  | S1 => 60%\n  | S1, S2 => 50%\n');
    const text = await refactor(document, find(document, 'subsidy_rate(stratum: '), 'refactor', 'Make the rows of `subsidy_rate` disjoint');
    assert.ok(text.includes('-> ratio(4) {\n  | S1 => 60%\n  | S2 => 50%\n'), text);
  });
  itDoes('keep an argument inside its range', async (document) => {
    await replace(document, find(document, '/// Consumption that is subsidised'), 'table heat(height: m(0) in 0..4_000) -> ratio(4) {\n  | any => 1%\n}\n\n'
      + 'rule heating for Account: ratio(4) = heat(altitude)\n\n/// Consumption that is subsidised');
    const call = find(document, 'heat(altitude)');
    const text = await refactor(document, new vscode.Range(call.end.translate(0, -2), call.end.translate(0, -2)), 'refactor', 'Keep it inside the range of `height`');
    assert.ok(text.includes('heat(clamp(altitude, 0 m, 4000 m))'), text);
  });
  itDoes('extract a dated parameter from an amount', async (document) => {
    const text = await refactor(document, find(document, '5_000 COP'), 'refactor.extract', 'Extract a dated parameter');
    const name = /^param (\w+): COP\(0\) \{\n {2}from [\d-]+: 5_000 COP\n {2}open\n\}$/m.exec(text)?.[1];
    assert.ok(name, text);
    assert.ok(text.includes(`= ${name} for energy, subsidy`), text);
  });
  itDoes('extract a `let` from an expression', async (document) => {
    const text = await refactor(document, find(document, 'min(usage, subsistence)'), 'refactor.extract', 'Extract `let');
    const name = /^ {2}let (\w+) = min\(usage, subsistence\)$/m.exec(text)?.[1];
    assert.ok(name, text);
    assert.match(text, new RegExp(`line subsidy .*-\\(\\(?${name}\\)? @`));
  });
  itDoes('inline a name', async (document) => {
    const name = find(document, 'let overdue').end;
    const text = await refactor(document, new vscode.Range(name, name), 'refactor.inline', 'Inline `overdue`');
    assert.match(text, /line late_interest .* = \(?sum\(i\.unpaid for i in invoices where i\.due < period\.start\)\)? \* late_rate/);
    assert.strictEqual(text.split('let overdue').length - 1, 1, 'that of the other tariff stays');
  });
});
