// The webviews: one panel a kind of page, which is shown again rather than opened twice.
import * as vscode from 'vscode';
import { Page, pageHtml } from './page';
import { openPlace, readPlace } from './places';

interface FromPage {
  open?: string;
  action?: string;
  shown?: number;
}

export class Panels implements vscode.Disposable {
  private readonly open = new Map<string, vscode.WebviewPanel>();
  /** How many trees, tables and pictures the page of a kind said it shows; for tests. */
  readonly shown = new Map<string, number>();

  constructor(private readonly extension: vscode.Uri) {}

  isOpen(kind: string): boolean {
    return this.open.has(kind);
  }

  /** Without `focus` a page that is open changes where it is. */
  show(kind: string, page: Page, folder: string, focus: boolean, act: (action: string) => void): void {
    const media = vscode.Uri.joinPath(this.extension, 'media');
    let panel = this.open.get(kind);
    if (panel === undefined) {
      panel = vscode.window.createWebviewPanel(`tarifa.${kind}`, page.title, { viewColumn: vscode.ViewColumn.Beside, preserveFocus: false },
        { enableScripts: true, localResourceRoots: [media], enableFindWidget: true });
      panel.iconPath = vscode.Uri.joinPath(media, 'icon.png');
      panel.onDidDispose(() => {
        this.open.delete(kind);
        this.shown.delete(kind);
      });
      this.open.set(kind, panel);
    } else if (focus) {
      panel.reveal(undefined, false);
    }
    this.listen(kind, panel, folder, act);
    panel.title = page.title;
    this.shown.delete(kind);
    panel.webview.html = pageHtml(panel.webview, media, page, focus);
  }

  private readonly listeners = new Map<string, vscode.Disposable>();

  private listen(kind: string, panel: vscode.WebviewPanel, folder: string, act: (action: string) => void): void {
    this.listeners.get(kind)?.dispose();
    this.listeners.set(kind, panel.webview.onDidReceiveMessage((message: FromPage) => {
      if (typeof message.shown === 'number') this.shown.set(kind, message.shown);
      if (typeof message.action === 'string') act(message.action);
      const place = typeof message.open === 'string' ? readPlace(message.open, folder) : undefined;
      if (place !== undefined) void openPlace(place, true);
    }));
  }

  dispose(): void {
    for (const panel of this.open.values()) panel.dispose();
    for (const listener of this.listeners.values()) listener.dispose();
  }
}
