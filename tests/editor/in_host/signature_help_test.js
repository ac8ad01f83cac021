const { assert, find, open, until, vscode } = require('./editor.js');

describe('signature help', () => {
  it('names the parameters of a table and which one is being written', async () => {
    const document = await open();
    const at = find(document, 'subsidy_rate(stratum))').start.translate(0, 'subsidy_rate('.length);
    const help = await until('a signature', () => vscode.commands.executeCommand('vscode.executeSignatureHelpProvider', document.uri, at, '('),
      (made) => (made?.signatures ?? []).length > 0);
    assert.match(help.signatures[0].label, /subsidy_rate\(stratum: Stratum\)/);
    assert.strictEqual(help.activeParameter, 0);
  });
});
