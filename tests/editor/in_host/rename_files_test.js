// A file that others name is renamed: its name in the rules follows.
const { assert, fileUri, find, replace, rules, until, vscode, withDocument } = require('./editor.js');

describe('renaming files', () => {
  it('changes the name in the rules', () => withDocument(rules, async (document) => {
    const [before, after] = [fileUri('rules/late-fee.csv'), fileUri('rules/fee.csv')];
    await vscode.workspace.fs.writeFile(before, Buffer.from('from,value,until\n2020-01-01,100.00,open\n'));
    try {
      await replace(document, find(document, '\nparam fixed_charge'), '\nparam late_fee: COP(2) from "late-fee.csv"\n\nparam fixed_charge');
      await document.save();
      const edit = new vscode.WorkspaceEdit();
      edit.renameFile(before, after);
      assert.ok(await vscode.workspace.applyEdit(edit));
      await until('the new name', () => document.getText().includes('from "fee.csv"'));
    } finally {
      await vscode.workspace.fs.delete(after).then(undefined, () => vscode.workspace.fs.delete(before));
    }
  }));
});
