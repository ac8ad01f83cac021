const { assert, find, open, until, vscode } = require('./editor.js');

async function hover(document, text, nth = 0) {
  const at = find(document, text, nth).start;
  const hovers = await until(`hover over ${text}`, () => vscode.commands.executeCommand('vscode.executeHoverProvider', document.uri, at), (list) => list.length > 0);
  return hovers.flatMap((one) => one.contents.map((part) => part.value)).join('\n');
}

describe('hover', () => {
  it('says type, unit and scale of a parameter, and its documentation', async () => {
    const document = await open();
    const text = await hover(document, 'unit_cost', 1);
    assert.match(text, /COP\/kWh\(4\)/);
    assert.match(text, /Unit cost \(CU\), published monthly/);
  });
  it('says the range of a field', async () => {
    const document = await open();
    assert.match(await hover(document, 'usage @'), /1_?000_?000/);
  });
});
