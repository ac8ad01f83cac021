const { assert, find, open, replace, rules, until, vscode, withDocument } = require('./editor.js');

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
  it('says the timeline of a parameter, with the value today and the next', () => withDocument(rules, async (document) => {
    await replace(document, find(document, '  from 2020-04-01: 540.0250\n'), '  from 2020-04-01: 540.0250\n  from 2999-01-01: 600.5000\n');
    const text = await hover(document, 'unit_cost * 20%');
    assert.match(text, /\*\*540\.0250 COP\/kWh\*\*, since 2020-04-01/);
    assert.match(text, /next, from 2999-01-01: 600\.5000 COP\/kWh/);
  }));
  it('says which exceptions apply to a rule', async () => {
    const document = await open();
    assert.match(await hover(document, 'subsistence) @'), /- `except lowland = 173 kWh when altitude < 1000 m`/);
  });
});
