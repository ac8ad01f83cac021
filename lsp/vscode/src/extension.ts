// Wires the parts. Everything of substance is in `tarifa-lsp` and `tarifa`; what is here shows it.
import * as vscode from 'vscode';
import { Billing } from './billing';
import { currentPackage, packageOf } from './package_folder';
import { Panels } from './panels';
import { LensPlace, showExceptionTree, showTimeline } from './pictures';
import * as protocol from './protocol';
import { chooseSample, chosenSample } from './sample_account';
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
  protocol: typeof protocol;
}

export async function activate(context: vscode.ExtensionContext): Promise<Exports> {
  const server = new Server(context.extensionUri);
  const panels = new Panels(context.extensionUri);
  const tests = new TestExplorer(server);
  const values = new ValuesBeside(server);
  const billing = new Billing(server, panels);
  const command = (name: string, run: (place?: LensPlace) => unknown): vscode.Disposable =>
    vscode.commands.registerCommand(`tarifa.${name}`, (uri?: unknown, position?: LensPlace['position']) =>
      run(typeof uri === 'string' && position !== undefined ? { uri, position } : undefined));
  context.subscriptions.push(
    server, panels, tests, values, billing,
    vscode.tasks.registerTaskProvider('tarifa', new Tasks()),
    vscode.workspace.registerTextDocumentContentProvider(protocol.standardScheme, new StandardLibrary(server)),
    command('bill', () => billing.show('bill')),
    command('explain', () => billing.show('explanation')),
    command('showExceptionTree', (place) => showExceptionTree(server, panels, place)),
    command('showTimeline', (place) => showTimeline(server, panels, place)),
    command('runTests', () => tests.runAll()),
    command('chooseSampleAccount', async () => {
      const folder = await currentPackage();
      if (folder !== undefined) await chooseSample(server, folder);
    }),
    command('restartServer', () => server.restart()),
    command('showOutput', () => server.showOutput()),
    ...lensCommands(server, tests, values),
    vscode.workspace.onDidChangeConfiguration((change) => {
      if (change.affectsConfiguration('tarifa.command') || change.affectsConfiguration('tarifa.server.command')) void server.restart();
    }),
  );
  await server.start();
  return { server, panels, tests, values, protocol };
}

interface PlainLocation {
  uri: string;
  range: { start: { line: number; character: number }; end: { line: number; character: number } };
}

/** What the server's code lenses name; their arguments are those of the protocol. */
function lensCommands(server: Server, tests: TestExplorer, values: ValuesBeside): vscode.Disposable[] {
  return [
    vscode.commands.registerCommand('tarifa.runTest', (uri: string, name: string) => tests.runByName(vscode.Uri.parse(uri), name)),
    vscode.commands.registerCommand('tarifa.evaluate', async (uri: string) => {
      const folder = packageOf(vscode.Uri.parse(uri));
      if (folder === undefined) return;
      if (Object.keys(chosenSample(vscode.Uri.file(folder))).length === 0) await chooseSample(server, folder);
      values.refreshSoon();
    }),
    vscode.commands.registerCommand('tarifa.showReferences', (uri: string, position: { line: number; character: number }, found: PlainLocation[]) => {
      const places = found.map(({ uri: file, range: { start, end } }) =>
        new vscode.Location(vscode.Uri.parse(file), new vscode.Range(start.line, start.character, end.line, end.character)));
      return vscode.commands.executeCommand('editor.action.showReferences', vscode.Uri.parse(uri),
        new vscode.Position(position.line, position.character), places);
    }),
  ];
}
