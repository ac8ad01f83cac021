// The exception tree of a rule and the timeline of a parameter, which the server draws.
import * as vscode from 'vscode';
import { RequestType } from 'vscode-languageclient/node';
import { escapeHtml } from './explanation';
import { packageOf } from './package_folder';
import { Panels } from './panels';
import { exceptionTree, Picture, timeline } from './protocol';
import { Server } from './server';

type PictureRequest = RequestType<{ textDocument: { uri: string }; position: vscode.Position }, Picture | null, void>;

async function showPicture(server: Server, panels: Panels, kind: 'exceptionTree' | 'timeline', nothing: string): Promise<void> {
  const editor = vscode.window.activeTextEditor;
  if (editor === undefined || editor.document.languageId !== 'tarifa') return;
  const { document, selection } = editor;
  const type = (kind === 'exceptionTree' ? exceptionTree : timeline) as PictureRequest;
  const picture = await server.request(type, { textDocument: { uri: document.uri.toString() }, position: selection.active });
  if (picture === undefined || picture === null) {
    void vscode.window.showInformationMessage(nothing);
    return;
  }
  const text = `<details><summary>${escapeHtml(vscode.l10n.t('as text'))}</summary><pre>${escapeHtml(picture.text)}</pre></details>`;
  panels.show(kind, {
    title: picture.title,
    subtitle: vscode.workspace.asRelativePath(document.uri),
    body: `<figure role="img" aria-label="${escapeHtml(picture.text)}">${picture.svg}</figure>${text}`,
    buttons: [],
  }, packageOf(document.uri) ?? '', () => undefined);
}

export const showExceptionTree = (server: Server, panels: Panels): Promise<void> =>
  showPicture(server, panels, 'exceptionTree', vscode.l10n.t('Put the cursor on a rule with exceptions.'));

export const showTimeline = (server: Server, panels: Panels): Promise<void> =>
  showPicture(server, panels, 'timeline', vscode.l10n.t('Put the cursor on a parameter.'));
