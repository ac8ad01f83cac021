// Folding, selection, links: what the shape of a file gives.
const { assert, find, itOffered, open, replace, rules, until, vscode, withDocument } = require('./editor.js');

describe('structure', () => {
  itOffered('foldingRangeProvider', 'folds declarations', async () => {
    const document = await open();
    const folds = await until('folds', () => vscode.commands.executeCommand('vscode.executeFoldingRangeProvider', document.uri), (list) => (list ?? []).length > 5);
    const tariff = find(document, 'tariff Residential').start.line;
    assert.ok(folds.some((one) => one.start === tariff && one.end >= tariff + 10));
  });
  itOffered('selectionRangeProvider', 'widens a selection from a name to its declaration', async () => {
    const document = await open();
    const [innermost] = await until('a selection range', () => vscode.commands.executeCommand('vscode.executeSelectionRangeProvider', document.uri,
      [find(document, 'unit_cost *').start]), (list) => list[0]?.parent !== undefined);
    const texts = [];
    for (let at = innermost; at !== undefined; at = at.parent) texts.push(document.getText(at.range));
    assert.ok(texts.includes('unit_cost'));
    assert.ok(texts.some((text) => text.startsWith('line subsidy')) && texts.some((text) => text.startsWith('tariff Residential')));
  });
  itOffered('documentLinkProvider', 'links the files that a parameter or table names', () => withDocument(rules, async (document) => {
    await replace(document, find(document, '\nparam fixed_charge'), '\nparam late_fee: COP(2) from "late-fee.csv"\n\nparam fixed_charge');
    await until('links', () => vscode.commands.executeCommand('vscode.executeLinkProvider', document.uri, 10),
      (list) => list.some((one) => /late-fee\.csv$/.test(one.target?.path ?? '')));
  }));
});
