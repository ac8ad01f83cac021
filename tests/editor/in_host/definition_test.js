const { assert, find, open, until, vscode } = require('./editor.js');

async function targets(command, document, text, nth = 0) {
  const at = find(document, text, nth).start;
  const found = await until(`${command} of ${text}`, () => vscode.commands.executeCommand(command, document.uri, at), (list) => list.length > 0);
  return found.map((one) => ({ uri: one.uri ?? one.targetUri, range: one.targetSelectionRange ?? one.targetRange ?? one.range }));
}

describe('definition', () => {
  it('of a parameter is its declaration', async () => {
    const document = await open();
    const [target] = await targets('vscode.executeDefinitionProvider', document, 'unit_cost', 1);
    assert.strictEqual(target.uri.toString(), document.uri.toString());
    assert.strictEqual(target.range.start.line, find(document, 'param unit_cost').start.line);
  });
  it('of a unit is in the standard library, which opens read-only', async () => {
    const document = await open();
    const [target] = await targets('vscode.executeDefinitionProvider', document, 'kWh, m}');
    assert.strictEqual(target.uri.scheme, 'tarifa-std');
    const library = await vscode.workspace.openTextDocument(target.uri);
    assert.strictEqual(library.getText(target.range), 'kWh');
    assert.strictEqual(library.languageId, 'tarifa');
  });
  it('of its type: the enum of a field', async () => {
    const document = await open();
    const [target] = await targets('vscode.executeTypeDefinitionProvider', document, 'stratum: Stratum,');
    assert.strictEqual(target.range.start.line, find(document, 'enum Stratum').start.line);
  });
  it('implementations of a rule are its exceptions', async () => {
    const document = await open();
    const found = await targets('vscode.executeImplementationProvider', document, 'subsistence for');
    assert.ok(found.some((one) => one.range.start.line === find(document, 'except lowland').start.line));
  });
});
