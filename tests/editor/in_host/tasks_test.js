// The tasks of the extension, and the problem matcher on what they print.
const { assert, extension, find, open, replace, rules, until, vscode, withDocument } = require('./editor.js');

async function run(name) {
  const tasks = await vscode.tasks.fetchTasks({ type: 'tarifa' });
  const task = tasks.find((one) => one.name === name);
  assert.ok(task, `no task ${name} among ${tasks.map((one) => one.name)}`);
  const ended = new Promise((resolve) => {
    const listener = vscode.tasks.onDidEndTaskProcess((event) => {
      if (event.execution.task.name !== name) return;
      listener.dispose();
      resolve(event.exitCode);
    });
  });
  await vscode.tasks.executeTask(task);
  return ended;
}

describe('tasks', () => {
  it('check a package', async () => {
    await extension().activate();
    assert.strictEqual(await run('check'), 0);
  });
  it('test a package', async () => {
    assert.strictEqual(await run('test'), 0);
  });
  it('put what `tarifa check` finds among the problems', () => withDocument(rules, async (document) => {
    await open();
    await replace(document, find(document, '@ unit_cost\n'), '@ unit_cst\n');
    await document.save();
    assert.strictEqual(await run('check'), 1);
    const problem = await until('a problem of the task', () =>
      vscode.languages.getDiagnostics(document.uri).find((one) => one.code === 'E0201'));
    assert.strictEqual(problem.range.start.line, find(document, 'unit_cst').start.line);
  }));
});
