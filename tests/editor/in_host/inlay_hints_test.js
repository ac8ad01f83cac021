const { assert, open, until, vscode } = require('./editor.js');

const labelOf = (hint) => (typeof hint.label === 'string' ? hint.label : hint.label.map((part) => part.value).join(''));

async function hints(document) {
  const whole = new vscode.Range(0, 0, document.lineCount, 0);
  return vscode.commands.executeCommand('vscode.executeInlayHintProvider', document.uri, whole);
}

describe('inlay hints', () => {
  const settings = () => vscode.workspace.getConfiguration('tarifa');
  after(() => settings().update('inlayHints.enabled', undefined, vscode.ConfigurationTarget.Workspace));

  it('stand in the code, and go with the setting', async () => {
    const document = await open();
    const shown = await until('hints', () => hints(document), (list) => list.length > 0);
    assert.ok(shown.every((one) => labelOf(one).trim() !== ''));
    await settings().update('inlayHints.enabled', false, vscode.ConfigurationTarget.Workspace);
    await until('no hints', () => hints(document), (list) => list.length === 0);
  });
});
