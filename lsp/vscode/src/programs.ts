// The two programs the extension starts: the command `tarifa` and the server `tarifa-lsp`. Both come from settings, so that a
// workspace that is not trusted cannot name them (package.json, restrictedConfigurations).
import { execFile } from 'node:child_process';
import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import * as vscode from 'vscode';

export interface Output {
  status: number;
  stdout: string;
  stderr: string;
}

function isExecutable(file: string): boolean {
  try {
    fs.accessSync(file, fs.constants.X_OK);
    return fs.statSync(file).isFile();
  } catch {
    return false;
  }
}

/** The file that a setting names: an absolute path, one from the workspace's folder, or a name on the PATH. */
export function findProgram(setting: 'command' | 'server.command'): string | undefined {
  const named = vscode.workspace.getConfiguration('tarifa').get<string>(setting, '').trim();
  if (named === '') return undefined;
  const written = named.startsWith('~/') ? path.join(os.homedir(), named.slice(2)) : named;
  if (path.isAbsolute(written)) return isExecutable(written) ? written : undefined;
  const suffixes = process.platform === 'win32' ? ['.exe', ''] : [''];
  const isPath = written.includes('/') || written.includes(path.sep);
  const folders = isPath
    ? (vscode.workspace.workspaceFolders ?? []).filter((f) => f.uri.scheme === 'file').map((f) => f.uri.fsPath)
    : (process.env['PATH'] ?? '').split(path.delimiter).filter((folder) => folder !== '');
  for (const folder of folders) {
    for (const suffix of suffixes) {
      const file = path.join(folder, written + suffix);
      if (isExecutable(file)) return file;
    }
  }
  // The server lies beside the command.
  const command = setting === 'server.command' && !isPath ? findProgram('command') : undefined;
  const beside = command === undefined ? '' : path.join(path.dirname(command), written);
  return isExecutable(beside) ? beside : undefined;
}

/** Says that a program is missing and offers the setting that names it. */
export async function reportMissing(setting: 'command' | 'server.command'): Promise<void> {
  const named = vscode.workspace.getConfiguration('tarifa').get<string>(setting, '');
  const open = vscode.l10n.t('Open Settings');
  const answer = await vscode.window.showErrorMessage(
    vscode.l10n.t('The program `{0}` was not found. Install Tarifa, or say in the settings where it is.', named), open);
  if (answer === open) {
    await vscode.commands.executeCommand('workbench.action.openSettings', `tarifa.${setting}`);
  }
}

export function languageArguments(): string[] {
  return vscode.env.language.toLowerCase().startsWith('es') ? ['--lang', 'es'] : [];
}

/** Runs `tarifa` with the arguments; undefined if it is not there, which has then been said. */
export async function runTarifa(args: string[], cwd: string, token?: vscode.CancellationToken): Promise<Output | undefined> {
  const program = findProgram('command');
  if (program === undefined) {
    void reportMissing('command');
    return undefined;
  }
  return new Promise((resolve) => {
    const child = execFile(program, [...languageArguments(), ...args], { cwd, maxBuffer: 256 * 1024 * 1024 }, (error, stdout, stderr) => {
      const status = error === null ? 0 : typeof error.code === 'number' ? error.code : 70;
      resolve({ status, stdout, stderr: stderr === '' && status === 70 && error !== null ? error.message : stderr });
    });
    token?.onCancellationRequested(() => child.kill());
  });
}
