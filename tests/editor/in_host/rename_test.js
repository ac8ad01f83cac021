const { assert, fileUri, find, open, replace, rules, until, vscode, withDocument } = require('./editor.js');
const fs = require('node:fs');

describe('rename', () => {
  it('goes over files', () => withDocument(rules, async (document) => {
    const other = fileUri('rules/charges.rule');
    fs.writeFileSync(other.fsPath, '/// Who uses it from elsewhere.\nmodule co.retailer.charges\nuse co.retailer.energy.{unit_cost, Account}\n' +
      'use std.money.{COP}\nuse std.units.{kWh}\nrounding half_up\n\nrule base for Account: COP/kWh(4) = unit_cost\n');
    try {
      await vscode.workspace.openTextDocument(other);
      const at = find(document, 'unit_cost').start;
      const edit = await until('an edit of two files', () => vscode.commands.executeCommand('vscode.executeDocumentRenameProvider', document.uri, at, 'energy_price'),
        (made) => made !== undefined && made.size === 2);
      assert.ok(await vscode.workspace.applyEdit(edit));
      const changed = await vscode.workspace.openTextDocument(other);
      assert.ok(!document.getText().includes('unit_cost') && !changed.getText().includes('unit_cost'));
      assert.strictEqual(changed.getText().match(/energy_price/g).length, 2);
      await changed.save();
    } finally {
      // The editor keeps what it has opened a while: without rules in it, that is no fault of the package.
      const left = await vscode.workspace.openTextDocument(other);
      await replace(left, new vscode.Range(0, 0, left.lineCount, 0), 'module co.retailer.charges\n');
      await left.save();
      fs.rmSync(other.fsPath);
    }
  }));
  it('is refused where there is no name', async () => {
    const document = await open();
    const at = find(document, 'rounding').start;
    await assert.rejects(async () => vscode.commands.executeCommand('vscode.prepareRename', document.uri, at));
  });
});
