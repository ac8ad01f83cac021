// Wires the parts. Everything of substance is in `tarifa-lsp` and `tarifa`; what is here shows it.
import * as vscode from 'vscode';
import { showBill } from './billing';
import { currentPackage, packageOf } from './package_folder';
import { Panels } from './panels';
import { showExceptionTree, showTimeline } from './pictures';
import { standardScheme } from './protocol';
import { chooseSample } from './sample_account';
import { Server } from './server';
import { StandardLibrary } from './standard_library';
import { Tasks } from './tasks';
import { TestExplorer } from './test_explorer';
import { ValuesBeside } from './values_beside';

/** What the tests inside the editor ask for; no other extension should. */
export interface Exports {
  server: Server;
  panels: Panels;
  tests: TestExplorer;
  values: ValuesBeside;
}

export async function activate(context: vscode.ExtensionContext): Promise<Exports> {
  const server = new Server(context.extensionUri);
  const panels = new Panels(context.extensionUri);
  const tests = new TestExplorer(server);
  const values = new ValuesBeside(server);
  const command = (name: string, run: (...args: never[]) => unknown): vscode.Disposable => vscode.commands.registerCommand(`tarifa.${name}`, run);
  context.subscriptions.push(
    server, panels, tests, values,
    vscode.tasks.registerTaskProvider('tarifa', new Tasks()),
    vscode.workspace.registerTextDocumentContentProvider(standardScheme, new StandardLibrary(server)),
    command('bill', () => showBill(server, panels, 'bill')),
    command('explain', () => showBill(server, panels, 'explanation')),
    command('showExceptionTree', () => showExceptionTree(server, panels)),
    command('showTimeline', () => showTimeline(server, panels)),
    command('runTests', () => tests.runAll()),
    command('chooseSampleAccount', async () => {
      const folder = await currentPackage();
      if (folder !== undefined) await chooseSample(server, folder);
    }),
    command('restartServer', () => server.restart()),
    command('showOutput', () => server.showOutput()),
    ...lensCommands(tests, values),
  );
  await server.start();
  return { server, panels, tests, values };
}

interface PlainLocation {
  uri: string;
  range: { start: { line: number; character: number }; end: { line: number; character: number } };
}

/** What the server's code lenses name; their arguments are those of the protocol. */
function lensCommands(tests: TestExplorer, values: ValuesBeside): vscode.Disposable[] {
  return [
    vscode.commands.registerCommand('tarifa.runTest', async (uri: string, name: string) => {
      const folder = packageOf(vscode.Uri.parse(uri));
      if (folder !== undefined) await tests.runByName(folder, name);
    }),
    vscode.commands.registerCommand('tarifa.evaluate', () => values.refreshSoon()),
    vscode.commands.registerCommand('tarifa.showReferences', (uri: string, position: { line: number; character: number }, found: PlainLocation[]) => {
      const places = found.map(({ uri: file, range: { start, end } }) =>
        new vscode.Location(vscode.Uri.parse(file), new vscode.Range(start.line, start.character, end.line, end.character)));
      return vscode.commands.executeCommand('editor.action.showReferences', vscode.Uri.parse(uri),
        new vscode.Position(position.line, position.character), places);
    }),
  ];
}
