// Brackets, comments and indentation, typed as a user does.
const { assert, fileUri, vscode } = require('./editor.js');

async function typed(before, keys) {
  const document = await vscode.workspace.openTextDocument({ language: 'tarifa', content: before });
  const editor = await vscode.window.showTextDocument(document);
  const end = document.positionAt(before.length);
  editor.selection = new vscode.Selection(end, end);
  for (const key of keys) await vscode.commands.executeCommand('type', { text: key });
  const text = document.getText();
  await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
  return text;
}

describe('language configuration', () => {
  it('is that of .rule files', async () => {
    const document = await vscode.workspace.openTextDocument(fileUri('rules/energy.rule'));
    assert.strictEqual(document.languageId, 'tarifa');
  });
  it('closes brackets and texts', async () => {
    assert.strictEqual(await typed('', ['{']), '{}');
    assert.strictEqual(await typed('', ['(', '[']), '([])');
    assert.strictEqual(await typed('label ', ['"']), 'label ""');
    assert.strictEqual(await typed('// no ', ['{']), '// no {');
  });
  it('goes on with a documentation comment', async () => {
    assert.strictEqual(await typed('  /// The unit cost.', ['\n', 'x']), '  /// The unit cost.\n  /// x');
  });
  it('indents inside braces', async () => {
    assert.strictEqual(await typed('rule a for B {', ['\n', 'x']), 'rule a for B {\n  x');
  });
  it('comments a line', async () => {
    const document = await vscode.workspace.openTextDocument({ language: 'tarifa', content: 'rounding half_up\n' });
    await vscode.window.showTextDocument(document);
    await vscode.commands.executeCommand('editor.action.commentLine');
    assert.strictEqual(document.getText(), '// rounding half_up\n');
    await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
  });
  it('takes dates and amounts as words', async () => {
    const document = await vscode.workspace.openTextDocument({ language: 'tarifa', content: 'from 2020-01-01: 3_500.00' });
    const words = [7, 20].map((at) => document.getText(document.getWordRangeAtPosition(new vscode.Position(0, at))));
    assert.deepStrictEqual(words, ['2020-01-01', '3_500.00']);
  });
});
