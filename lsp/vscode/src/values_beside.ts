// Values of the sample account beside the code, at the ends of lines; the server computes them with the reference interpreter.
import * as vscode from 'vscode';
import { packageOf } from './package_folder';
import { chooseAccount, evaluate, SampleChoice, ValueBeside } from './protocol';
import { chosenSample } from './sample_account';
import { Server } from './server';

const delayMs = 250;

export class ValuesBeside implements vscode.Disposable {
  private readonly decoration = vscode.window.createTextEditorDecorationType({
    after: { color: new vscode.ThemeColor('editorInlayHint.foreground'), margin: '0 0 0 2em', fontStyle: 'italic' },
    rangeBehavior: vscode.DecorationRangeBehavior.ClosedOpen,
  });
  private readonly subscriptions: vscode.Disposable[] = [];
  private timer: NodeJS.Timeout | undefined;
  private running: vscode.CancellationTokenSource | undefined;
  /** Which choice the server keeps for a package: its pictures are of that account. */
  private readonly told = new Map<string, string>();
  private readonly beside = new Map<string, { line: number; value: ValueBeside }[]>();
  /** What was last shown, by document; for tests. */
  readonly shown = new Map<string, string[]>();

  constructor(private readonly server: Server) {
    const later = (): void => this.refreshSoon();
    this.subscriptions.push(
      server.onStarted(() => {
        this.told.clear();
        later();
      }),
      vscode.window.onDidChangeActiveTextEditor(later),
      vscode.workspace.onDidChangeTextDocument((change) => {
        if (change.document.languageId !== 'tarifa') return;
        this.dropChanged(change);
        this.refreshSoon();
      }),
      vscode.workspace.onDidChangeConfiguration((change) => change.affectsConfiguration('tarifa') && this.refreshSoon()),
    );
  }

  refreshSoon(): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => void this.refresh(), delayMs);
  }

  private async refresh(): Promise<void> {
    this.running?.cancel();
    const source = (this.running = new vscode.CancellationTokenSource());
    for (const editor of vscode.window.visibleTextEditors) {
      if (editor.document.languageId === 'tarifa') await this.refreshEditor(editor, source.token);
    }
  }

  private async refreshEditor(editor: vscode.TextEditor, token: vscode.CancellationToken): Promise<void> {
    const { document } = editor;
    const settings = vscode.workspace.getConfiguration('tarifa', document);
    const choice = chosenSample(document.uri);
    const wanted = settings.get('evaluation.enabled', true) && Object.keys(choice).length > 0;
    const version = document.version;
    const answer = await this.ask(document, wanted ? choice : undefined, token).catch(() => undefined);
    if (token.isCancellationRequested || document.version !== version) return;
    this.beside.set(document.uri.toString(), (answer?.values ?? []).map((value) => ({ line: value.range.end.line, value })));
    this.show(editor);
  }

  private show(editor: vscode.TextEditor): void {
    const { document } = editor;
    const beside = this.beside.get(document.uri.toString()) ?? [];
    editor.setDecorations(this.decoration, beside.map(({ line, value }): vscode.DecorationOptions => {
      const end = document.lineAt(Math.min(line, document.lineCount - 1)).range.end;
      const shown: vscode.DecorationOptions = { range: new vscode.Range(end, end), renderOptions: { after: { contentText: value.text } } };
      if (value.tooltip !== undefined) shown.hoverMessage = value.tooltip;
      return shown;
    }));
    this.shown.set(document.uri.toString(), beside.map(({ value }) => value.text));
  }

  /** Lines that were changed lose their values at once, and a value stays with its line: the editor would move it to a new line below. */
  private dropChanged({ document, contentChanges }: vscode.TextDocumentChangeEvent): void {
    let beside = this.beside.get(document.uri.toString()) ?? [];
    if (beside.length === 0) return;
    for (const { range, text } of contentChanges) {
      const added = text.split('\n').length - 1 - (range.end.line - range.start.line);
      beside = beside.filter(({ line }) => line < range.start.line || line > range.end.line)
        .map(({ line, value }) => ({ line: line > range.end.line ? line + added : line, value }));
    }
    this.beside.set(document.uri.toString(), beside);
    for (const editor of vscode.window.visibleTextEditors) if (editor.document === document) this.show(editor);
  }

  private async ask(document: vscode.TextDocument, choice: SampleChoice | undefined, token: vscode.CancellationToken):
    Promise<{ values: ValueBeside[] } | undefined> {
    const textDocument = { uri: document.uri.toString() };
    const folder = packageOf(document.uri) ?? textDocument.uri;
    const key = JSON.stringify(choice ?? {});
    if ((this.told.get(folder) ?? '{}') === key) return choice && this.server.request(evaluate, { textDocument, choice }, token);
    const answer = await this.server.request(chooseAccount, choice === undefined ? { textDocument } : { textDocument, choice });
    if (answer?.ok === true) this.told.set(folder, key);
    return choice && answer;
  }

  dispose(): void {
    clearTimeout(this.timer);
    this.running?.cancel();
    this.decoration.dispose();
    for (const subscription of this.subscriptions) subscription.dispose();
  }
}
