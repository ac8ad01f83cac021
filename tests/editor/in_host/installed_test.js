const fs = require('node:fs');
const path = require('node:path');
const { assert, extension, open, vscode, workspace } = require('./editor.js');

describe('the extension from its .vsix', () => {
  it('is installed, not run from its sources', () => {
    const installed = extension().extensionUri.fsPath;
    assert.strictEqual(path.dirname(installed), path.join(path.dirname(workspace), 'extensions'));
    assert.ok(!fs.existsSync(path.join(installed, 'src')) && !fs.existsSync(path.join(installed, 'node_modules')));
  });
  it('is active once a rule file is open', async () => {
    const document = await open();
    assert.strictEqual(document.languageId, 'tarifa');
    await extension().activate();
    assert.ok(extension().isActive);
  });
  it('registers every command that it declares', async () => {
    const known = new Set(await vscode.commands.getCommands(true));
    const declared = extension().packageJSON.contributes.commands.map((one) => one.command);
    assert.ok(declared.length > 5);
    assert.deepStrictEqual(declared.filter((name) => !known.has(name)), []);
  });
});
