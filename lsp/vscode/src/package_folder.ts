// Which package a file belongs to: the nearest folder upwards that has a `tarifa.toml`.
import * as fs from 'node:fs';
import * as path from 'node:path';
import * as vscode from 'vscode';

export function packageOf(file: vscode.Uri): string | undefined {
  if (file.scheme !== 'file') return undefined;
  for (let folder = path.dirname(file.fsPath); ; folder = path.dirname(folder)) {
    if (fs.existsSync(path.join(folder, 'tarifa.toml'))) return folder;
    if (folder === path.dirname(folder)) return undefined;
  }
}

export async function packagesOfWorkspace(): Promise<string[]> {
  const manifests = await vscode.workspace.findFiles('**/tarifa.toml', '**/{node_modules,build,.git}/**', 200);
  return manifests.map((manifest) => path.dirname(manifest.fsPath)).sort();
}

/** The package of the file being edited, else the only one of the workspace, else the one the user picks. */
export async function currentPackage(): Promise<string | undefined> {
  const active = vscode.window.activeTextEditor?.document.uri;
  const own = active === undefined ? undefined : packageOf(active);
  if (own !== undefined) return own;
  const folders = await packagesOfWorkspace();
  if (folders.length === 0) {
    void vscode.window.showErrorMessage(vscode.l10n.t('No folder of the workspace has a `tarifa.toml`; `tarifa new` makes a package.'));
    return undefined;
  }
  if (folders.length === 1) return folders[0];
  const picked = await vscode.window.showQuickPick(
    folders.map((folder) => ({ label: path.basename(folder), description: vscode.workspace.asRelativePath(folder), folder })),
    { placeHolder: vscode.l10n.t('Which package?') });
  return picked?.folder;
}
