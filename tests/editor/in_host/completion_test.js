const { assert, find, replace, rules, until, vscode, withDocument } = require('./editor.js');

async function complete(document, at, accept) {
  const list = await until('completion', () => vscode.commands.executeCommand('vscode.executeCompletionItemProvider', document.uri, at, undefined, 1000),
    (made) => made.items.some((item) => accept(labelOf(item))));
  return list.items;
}

const labelOf = (item) => (typeof item.label === 'string' ? item.label : item.label.label);

describe('completion', () => {
  it('offers what is declared, with its type', () => withDocument(rules, async (document) => {
    const line = find(document, '  line fixed ');
    await replace(document, new vscode.Range(line.start, line.start), '  line extra = usage @ un\n');
    const items = await complete(document, find(document, '@ un\n').end.translate(-1, 200), (label) => label === 'unit_cost');
    const item = items.find((one) => labelOf(one) === 'unit_cost');
    assert.match(JSON.stringify([item.detail, item.label, item.documentation]), /COP\/kWh/);
  }));
  it('offers the members of an enum', () => withDocument(rules, async (document) => {
    await replace(document, find(document, 'stratum in {S5, S6}'), 'stratum in {S5, }');
    const items = await complete(document, find(document, '{S5, ').end, (label) => label === 'S6');
    assert.ok(items.some((one) => labelOf(one) === 'S1'));
  }));
  it('offers snippets of declarations, and tells more of a word on demand', () => withDocument(rules, async (document) => {
    const bill = find(document, 'bill Monthly').start;
    await replace(document, new vscode.Range(bill, bill), '\n\n');
    const items = await complete(document, bill, (label) => label === 'rule …');
    const snippet = items.find((one) => labelOf(one) === 'rule …');
    assert.ok(snippet.insertText instanceof vscode.SnippetString, JSON.stringify(snippet));
    assert.match(snippet.insertText.value, /\$\{?1/);
    const word = items.find((one) => labelOf(one) === 'rule');
    assert.match(word.documentation.value, /exceptions/);  // only the answer to completionItem/resolve has it
    await vscode.window.activeTextEditor.insertSnippet(snippet.insertText, bill);
    assert.match(document.getText(), /^rule \w+ for /m);
  }));
  it('offers the fields after a dot', () => withDocument(rules, async (document) => {
    await replace(document, find(document, 'sum(i.unpaid'), 'sum(i.');
    const items = await complete(document, find(document, 'sum(i.').end, (label) => label === 'unpaid');
    assert.ok(items.some((one) => labelOf(one) === 'due'));
  }));
});
