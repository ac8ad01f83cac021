// Tasks `tarifa: check`, `test` and `format` for every package of the workspace.
import * as path from 'node:path';
import * as vscode from 'vscode';
import { packagesOfWorkspace } from './package_folder';
import { findProgram } from './programs';

interface TarifaTask extends vscode.TaskDefinition {
  task: 'check' | 'test' | 'format';
  package?: string;
}

const kinds: TarifaTask['task'][] = ['check', 'test', 'format'];

function makeTask(definition: TarifaTask, folder: string, scope: vscode.WorkspaceFolder | vscode.TaskScope): vscode.Task {
  const program = findProgram('command') ?? vscode.workspace.getConfiguration('tarifa').get('command', 'tarifa');
  const word = definition.task === 'format' ? 'fmt' : definition.task;
  const name = definition.package === undefined ? definition.task : `${definition.task} ${definition.package}`;
  // The command names files from the package's folder.
  const matcher = definition.package === undefined ? '$tarifa' : '$tarifa-below';
  const task = new vscode.Task(definition, scope, name, 'tarifa', new vscode.ProcessExecution(program, [word, folder], { cwd: folder }), matcher);
  if (definition.task === 'check') task.group = vscode.TaskGroup.Build;
  if (definition.task === 'test') task.group = vscode.TaskGroup.Test;
  task.presentationOptions = { reveal: vscode.TaskRevealKind.Always, clear: true };
  return task;
}

export class Tasks implements vscode.TaskProvider {
  async provideTasks(): Promise<vscode.Task[]> {
    const tasks: vscode.Task[] = [];
    for (const folder of await packagesOfWorkspace()) {
      const scope = vscode.workspace.getWorkspaceFolder(vscode.Uri.file(folder));
      if (scope === undefined) continue;
      const inside = path.relative(scope.uri.fsPath, folder);
      for (const task of kinds) {
        tasks.push(makeTask(inside === '' ? { type: 'tarifa', task } : { type: 'tarifa', task, package: inside }, folder, scope));
      }
    }
    return tasks;
  }

  resolveTask(task: vscode.Task): vscode.Task | undefined {
    const definition = task.definition as TarifaTask;
    const scope = task.scope ?? vscode.TaskScope.Workspace;
    const root = typeof scope === 'object' ? scope : vscode.workspace.workspaceFolders?.[0];
    if (!kinds.includes(definition.task) || root === undefined) return undefined;
    return makeTask(definition, path.resolve(root.uri.fsPath, definition.package ?? '.'), scope);
  }
}
