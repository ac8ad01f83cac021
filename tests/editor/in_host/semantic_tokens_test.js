const { assert, find, open, until, vscode } = require('./editor.js');

/** [text, type] of every token; the numbers are those of the protocol: five a token, places from the one before. */
async function tokens(document) {
  const legend = await until('the legend', () => vscode.commands.executeCommand('vscode.provideDocumentSemanticTokensLegend', document.uri));
  const { data } = await until('tokens', () => vscode.commands.executeCommand('vscode.provideDocumentSemanticTokens', document.uri), (made) => (made?.data.length ?? 0) > 0);
  const found = [];
  let line = 0;
  let start = 0;
  for (let i = 0; i < data.length; i += 5) {
    start = data[i] === 0 ? start + data[i + 1] : data[i + 1];
    line += data[i];
    found.push({ text: document.getText(new vscode.Range(line, start, line, start + data[i + 2])), type: legend.tokenTypes[data[i + 3]], line });
  }
  return found;
}

describe('semantic tokens', () => {
  it('tell a parameter, a field, a unit and a line apart', async () => {
    const document = await open();
    const row = find(document, 'line energy        "Energy"').start.line;
    const types = Object.fromEntries((await tokens(document)).filter((one) => one.line === row).map((one) => [one.text, one.type]));
    assert.strictEqual(types.usage, 'property');
    assert.strictEqual(types.unit_cost, 'parameter');
    assert.strictEqual(types.energy, 'line');
  });
  it('of a range are those of the document', async () => {
    const document = await open();
    const range = new vscode.Range(23, 0, 36, 0);
    const made = await until('tokens of a range', () => vscode.commands.executeCommand('vscode.provideDocumentRangeSemanticTokens', document.uri, range), (list) => (list?.data.length ?? 0) > 0);
    assert.ok(made.data[0] >= 23 && made.data.length % 5 === 0);
  });
});
