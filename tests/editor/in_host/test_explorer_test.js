// The Test Explorer: what `tarifa test` reports becomes test items, one a row.
const { assert, extension, find, open, replace, rules, until, vscode, withDocument } = require('./editor.js');

/** The tree of items as [label, children]. */
const tree = (items) => [...items].map(([, item]) => [item.label, tree(item.children)]);

describe('Test Explorer', () => {
  it('lists tests, and every row as a case', async () => {
    const api = await extension().activate();
    await open();
    await vscode.commands.executeCommand('tarifa.runTests');
    const [, tests] = await until('the package', () => tree(api.tests.controller.items)[0]);
    assert.deepStrictEqual(tests.map(([label]) => label), ['stratum 1 in the highlands', 'blocks']);
    assert.strictEqual(tests[1][1].length, 4);
  });
  it('runs what stands in the editor, saved or not', () => withDocument(rules, async (document) => {
    const api = await extension().activate();
    await replace(document, find(document, '101_925.03'), '101_925.04');
    await vscode.commands.executeCommand('tarifa.runTests');
    assert.ok(!document.isDirty);
    const failed = api.tests.lastRun.failed;
    assert.deepStrictEqual(failed.map((one) => one.name), ['stratum 1 in the highlands']);
    assert.match(failed[0].message, /Monthly\.energy = 101925\.04 COP\n.*\n\s+101925\.03 COP  false/);
    assert.strictEqual(failed[0].line, find(document, '101_925.04').start.line);
    assert.strictEqual(api.tests.lastRun.passed, 4);
  }));
});
