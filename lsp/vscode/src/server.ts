// The language client: starts `tarifa-lsp`, and shows in the status bar of the language whether it runs.
import * as vscode from 'vscode';
import {
  CloseAction, ErrorAction, ErrorHandler, LanguageClient, LanguageClientOptions, RequestType, ResponseError, State, LSPErrorCodes, ErrorCodes,
} from 'vscode-languageclient/node';
import { standardScheme } from './protocol';
import { findProgram, reportMissing } from './programs';

export class Server implements vscode.Disposable {
  private client: LanguageClient | undefined;
  private whenItDies: ErrorHandler | undefined;
  private readonly status = vscode.languages.createLanguageStatusItem('tarifa.server', { language: 'tarifa' });
  private readonly output = vscode.window.createOutputChannel('Tarifa', { log: true });
  private readonly started = new vscode.EventEmitter<void>();
  private readonly unknown = new Set<string>();
  /** Fires each time the server has answered `initialize`, also after it died and the client started it again. */
  readonly onStarted = this.started.event;

  constructor(private readonly extension: vscode.Uri) {
    this.status.name = 'Tarifa';
    this.status.command = { command: 'tarifa.restartServer', title: vscode.l10n.t('Restart') };
  }

  get running(): boolean {
    return this.client?.state === State.Running;
  }

  /** Whether the server said in `initialize` that it does this: `hoverProvider`, `workspace.fileOperations`. */
  offers(capability: string): boolean {
    let at: unknown = this.client?.initializeResult?.capabilities;
    for (const part of capability.split('.')) at = (at as Record<string, unknown> | null | undefined)?.[part];
    return at !== undefined && at !== null && at !== false;
  }

  showOutput(): void {
    this.output.show(true);
  }

  async start(): Promise<void> {
    const program = findProgram('server.command');
    if (program === undefined) {
      this.show(vscode.l10n.t('server not found'), vscode.LanguageStatusSeverity.Error);
      void reportMissing('server.command');
      return;
    }
    this.show(vscode.l10n.t('server starting'), vscode.LanguageStatusSeverity.Information, true);
    this.unknown.clear();
    this.client = new LanguageClient('tarifa', 'Tarifa', { command: program, args: [] }, this.options());
    this.whenItDies = this.client.createDefaultErrorHandler();
    this.client.onDidChangeState((change) => this.showState(change.newState));
    try {
      await this.client.start();
    } catch (error) {
      this.show(vscode.l10n.t('server failed'), vscode.LanguageStatusSeverity.Error);
      this.output.error(error instanceof Error ? error : String(error));
    }
  }

  async stop(): Promise<void> {
    const client = this.client;
    this.client = undefined;
    if (client !== undefined && client.needsStop()) await client.stop(5000).catch((error: unknown) => this.output.warn(String(error)));
  }

  async restart(): Promise<void> {
    await this.stop();
    await this.start();
  }

  /** What the server answers; undefined if it does not run or does not know the request. Other errors are the caller's. */
  async request<P, R>(type: RequestType<P, R, void>, params: P, token?: vscode.CancellationToken): Promise<R | undefined> {
    if (this.client === undefined || !this.running || this.unknown.has(type.method)) return undefined;
    try {
      return await this.client.sendRequest(type, params, token);
    } catch (error) {
      if (!(error instanceof ResponseError)) throw error;
      if (error.code === ErrorCodes.MethodNotFound) {
        this.unknown.add(type.method);
        return undefined;
      }
      if (error.code === LSPErrorCodes.ContentModified || error.code === LSPErrorCodes.RequestCancelled) return undefined;
      throw error;
    }
  }

  toRange(range: { start: { line: number; character: number }; end: { line: number; character: number } }): vscode.Range {
    return new vscode.Range(range.start.line, range.start.character, range.end.line, range.end.character);
  }

  private options(): LanguageClientOptions {
    return {
      documentSelector: ['file', 'untitled', standardScheme].map((scheme) => ({ scheme, language: 'tarifa' })),
      initializationOptions: { diagnosticPages: vscode.Uri.joinPath(this.extension, 'diagnostics').toString() },
      outputChannel: this.output,
      // Several messages may fail before the end of a dead server is seen: they are no reason not to start it again.
      errorHandler: {
        error: () => ({ action: ErrorAction.Continue, handled: true }),
        closed: () => this.whenItDies?.closed() ?? { action: CloseAction.Restart },
      },
      synchronize: { configurationSection: 'tarifa' },
      middleware: {
        provideInlayHints: (document, range, token, next) =>
          vscode.workspace.getConfiguration('tarifa', document).get('inlayHints.enabled', true) ? next(document, range, token) : [],
      },
    };
  }

  private showState(state: State): void {
    if (state === State.Running) {
      this.show(vscode.l10n.t('server running'), vscode.LanguageStatusSeverity.Information);
      this.started.fire();
    } else if (state === State.Stopped) this.show(vscode.l10n.t('server stopped'), vscode.LanguageStatusSeverity.Warning);
  }

  private show(text: string, severity: vscode.LanguageStatusSeverity, busy = false): void {
    this.status.text = text;
    this.status.severity = severity;
    this.status.busy = busy;
  }

  dispose(): void {
    void this.stop();
    this.status.dispose();
    this.output.dispose();
    this.started.dispose();
  }
}
