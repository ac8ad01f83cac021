const { assert, find, itOffered, open, replace, rules, until, vscode, withDocument } = require('./editor.js');

const labelOf = (hint) => (typeof hint.label === 'string' ? hint.label : hint.label.map((part) => part.value).join(''));

async function hints(document) {
  const whole = new vscode.Range(0, 0, document.lineCount, 0);
  return vscode.commands.executeCommand('vscode.executeInlayHintProvider', document.uri, whole);
}

describe('inlay hints', () => {
  const settings = () => vscode.workspace.getConfiguration('tarifa');
  after(() => settings().update('inlayHints.enabled', undefined, vscode.ConfigurationTarget.Workspace));

  itOffered('inlayHintProvider', 'stand in the code, and go with the setting', async () => {
    const document = await open();
    const shown = await until('hints', () => hints(document), (list) => list.length > 0);
    assert.ok(shown.every((one) => labelOf(one).trim() !== ''));
    await settings().update('inlayHints.enabled', false, vscode.ConfigurationTarget.Workspace);
    await until('no hints', () => hints(document), (list) => list.length === 0);
    await settings().update('inlayHints.enabled', undefined, vscode.ConfigurationTarget.Workspace);
  });
  itOffered('inlayHintProvider', 'say scales, widths, units, and the next value of a timeline', () => withDocument(rules, async (document) => {
    await replace(document, find(document, '  from 2020-04-01: 540.0250\n'), '  from 2020-04-01: 540.0250\n  from 2999-01-01: 600.5000\n');
    const behind = (list, text) => list.filter((one) => one.position.isEqual(find(document, text).end)).map(labelOf).join('');
    const shown = await until('the next value', () => hints(document), (list) => /next/.test(behind(list, '600.5000')));
    assert.match(behind(shown, 'from 2020-03-01: 536.4475'), /COP\/kWh/);
    assert.match(behind(shown, 'from 2020-04-01: 540.0250'), /today/);
    assert.match(behind(shown, 'rule subsistence for Account: kWh'), /\(0\)/);
    assert.match(behind(shown, '  line energy'), /COP\(2\) \(\d+ digits, \d+ bits\)/);
  }));
});
