const { assert, extension, find, itOffered, open, until, vscode } = require('./editor.js');

describe('code lenses', () => {
  itOffered('codeLensProvider', 'run a test and count references', async () => {
    const api = await extension().activate();
    const document = await open();
    const lenses = await until('lenses', () => vscode.commands.executeCommand('vscode.executeCodeLensProvider', document.uri, 100),
      (list) => (list ?? []).some((one) => one.command?.command === 'tarifa.runTest'));
    const run = lenses.find((one) => one.command?.command === 'tarifa.runTest' && one.range.start.line === find(document, 'test "stratum').start.line);
    assert.ok(run, 'a lens on the test');
    await vscode.commands.executeCommand(run.command.command, ...run.command.arguments);
    assert.deepStrictEqual(api.tests.lastRun, { passed: 1, failed: [] });
    assert.ok(lenses.some((one) => one.command?.command === 'tarifa.showReferences'));
    const rule = find(document, 'rule subsistence').start.line;
    assert.deepStrictEqual(lenses.filter((one) => one.range.start.line === rule).map((one) => one.command?.title), ['1 use', 'Evaluate', 'Exception tree']);
  });
});
