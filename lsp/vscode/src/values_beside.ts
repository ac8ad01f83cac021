// Values of the sample account beside the code, at the ends of lines; the server computes them with the reference interpreter.
import * as vscode from 'vscode';
import { evaluate } from './protocol';
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
  /** What was last shown, by document; for tests. */
  readonly shown = new Map<string, string[]>();

  constructor(private readonly server: Server) {
    const later = (): void => this.refreshSoon();
    this.subscriptions.push(
      server.onStarted(later),
      vscode.window.onDidChangeActiveTextEditor(later),
      vscode.workspace.onDidChangeTextDocument((change) => change.document.languageId === 'tarifa' && this.refreshSoon()),
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
    const answer = wanted
      ? await this.server.request(evaluate, { textDocument: { uri: document.uri.toString() }, choice }, token).catch(() => undefined)
      : undefined;
    if (token.isCancellationRequested || document.version !== version) return;
    const options = (answer?.values ?? []).map((value): vscode.DecorationOptions => {
      const end = document.lineAt(Math.min(value.range.end.line, document.lineCount - 1)).range.end;
      const shown: vscode.DecorationOptions = { range: new vscode.Range(end, end), renderOptions: { after: { contentText: value.text } } };
      if (value.tooltip !== undefined) shown.hoverMessage = value.tooltip;
      return shown;
    });
    editor.setDecorations(this.decoration, options);
    this.shown.set(document.uri.toString(), (answer?.values ?? []).map((value) => value.text));
  }

  dispose(): void {
    clearTimeout(this.timer);
    this.running?.cancel();
    this.decoration.dispose();
    for (const subscription of this.subscriptions) subscription.dispose();
  }
}
