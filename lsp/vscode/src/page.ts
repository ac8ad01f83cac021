// The frame of every webview: nothing is loaded but our own style and script, no inline code runs, nothing comes from the network.
import { randomBytes } from 'node:crypto';
import * as vscode from 'vscode';
import { escapeHtml } from './explanation';

export interface Page {
  title: string;
  subtitle: string;
  /** Markup of our own making, its texts escaped. */
  body: string;
  buttons: { id: string; label: string }[];
}

export function pageHtml(webview: vscode.Webview, media: vscode.Uri, page: Page, focus: boolean): string {
  const nonce = randomBytes(16).toString('base64');
  const style = webview.asWebviewUri(vscode.Uri.joinPath(media, 'page.css')).toString();
  const script = webview.asWebviewUri(vscode.Uri.joinPath(media, 'page.js')).toString();
  const policy = `default-src 'none'; style-src ${webview.cspSource}; script-src 'nonce-${nonce}'`;
  const buttons = page.buttons.map((b) => `<button type="button" data-action="${b.id}">${escapeHtml(b.label)}</button>`).join('');
  return `<!DOCTYPE html>
<html lang="${escapeHtml(vscode.env.language)}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<link rel="stylesheet" href="${style}">
<title>${escapeHtml(page.title)}</title>
</head>
<body${focus ? ' data-focus' : ''}>
<header><h1>${escapeHtml(page.title)}</h1><p>${escapeHtml(page.subtitle)}</p><nav>${buttons}</nav></header>
<main>${page.body}</main>
<script nonce="${nonce}" src="${script}"></script>
</body>
</html>`;
}
