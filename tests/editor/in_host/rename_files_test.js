// A file that others name is renamed: its name in the rules follows.
const { assert, fileUri, find, itOffered, replace, rules, until, vscode, withDocument } = require('./editor.js');

describe('renaming files', () => {
  itOffered('workspace.fileOperations', 'changes the name in the rules', () => withDocument(rules, async (document) => {
    const [before, after] = [fileUri('rules/late-fee.csv'), fileUri('rules/fee.csv')];
    try {
      await replace(document, find(document, '\nparam fixed_charge'), '\nparam late_fee: COP(2) from "late-fee.csv"\n\nparam fixed_charge');
      await document.save();
      const edit = new vscode.WorkspaceEdit();
      edit.renameFile(before, after);
      assert.ok(await vscode.workspace.applyEdit(edit));
      await until('the new name', () => document.getText().includes('from "fee.csv"'));
    } finally {
      await vscode.workspace.fs.rename(after, before);
    }
  }));
});
