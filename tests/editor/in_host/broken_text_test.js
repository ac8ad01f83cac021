// While a declaration is half written, what is known of the others is still shown.
const { assert, find, replace, rules, until, vscode, withDocument } = require('./editor.js');

const errorsOf = (document) => vscode.languages.getDiagnostics(document.uri).filter((one) => one.severity === vscode.DiagnosticSeverity.Error);

describe('broken text', () => {
  it('leaves the facts of the rest: symbols, hover, definition, references', () => withDocument(rules, async (document) => {
    await replace(document, find(document, 'rule subsistence for'), 'rule half for Account: kWh = (130 kWh +\n\nrule subsistence for');
    const errors = await until('the syntax error', () => errorsOf(document), (list) => list.length > 0);
    const half = find(document, 'rule half').start.line;
    assert.ok(errors.every((one) => one.range.start.line >= half && one.range.start.line <= half + 2), JSON.stringify(errors));
    const use = find(document, 'usage @ unit_cost').end.translate(0, -1);
    const [hover] = await vscode.commands.executeCommand('vscode.executeHoverProvider', document.uri, use);
    assert.match(hover.contents.map((one) => one.value).join('\n'), /COP\/kWh\(4\)/);
    const [definition] = await vscode.commands.executeCommand('vscode.executeDefinitionProvider', document.uri, use);
    assert.strictEqual((definition.targetRange ?? definition.range).start.line, find(document, 'param unit_cost').start.line);
    const uses = await vscode.commands.executeCommand('vscode.executeReferenceProvider', document.uri, use);
    assert.ok(uses.length >= 4, JSON.stringify(uses));
    const symbols = JSON.stringify(await vscode.commands.executeCommand('vscode.executeDocumentSymbolProvider', document.uri));
    for (const name of ['unit_cost', 'half', 'Residential', 'Monthly']) assert.ok(symbols.includes(`"${name}"`), name);
  }));
});
