// The exception tree of a rule and the timeline of a parameter, which the server draws.
import * as vscode from 'vscode';
import { RequestType } from 'vscode-languageclient/node';
import { escapeHtml } from './explanation';
import { packageOf } from './package_folder';
import { Panels } from './panels';
import { exceptionTree, Picture, timeline } from './protocol';
import { Server } from './server';

type PictureRequest = RequestType<{ textDocument: { uri: string }; position: LensPlace['position'] }, Picture | null, void>;

/** Where a code lens stands; without one the cursor's place is meant. */
export interface LensPlace {
  uri: string;
  position: { line: number; character: number };
}

function cursor(): LensPlace | undefined {
  const editor = vscode.window.activeTextEditor;
  if (editor === undefined || editor.document.languageId !== 'tarifa') return undefined;
  return { uri: editor.document.uri.toString(), position: editor.selection.active };
}

async function showPicture(server: Server, panels: Panels, kind: 'exceptionTree' | 'timeline', lens: LensPlace | undefined, nothing: string): Promise<void> {
  const place = lens ?? cursor();
  if (place === undefined) return;
  const type = (kind === 'exceptionTree' ? exceptionTree : timeline) as PictureRequest;
  const { line, character } = place.position;
  const picture = await server.request(type, { textDocument: { uri: place.uri }, position: { line, character } });
  if (picture === undefined || picture === null) {
    void vscode.window.showInformationMessage(nothing);
    return;
  }
  const text = `<details><summary>${escapeHtml(vscode.l10n.t('as text'))}</summary><pre>${escapeHtml(picture.text)}</pre></details>`;
  panels.show(kind, {
    title: picture.title,
    subtitle: vscode.workspace.asRelativePath(vscode.Uri.parse(place.uri)),
    body: `<figure role="img" aria-label="${escapeHtml(picture.text)}">${picture.svg}</figure>${text}`,
    buttons: [],
  }, packageOf(vscode.Uri.parse(place.uri)) ?? '', true, () => undefined);
}

export const showExceptionTree = (server: Server, panels: Panels, lens?: LensPlace): Promise<void> =>
  showPicture(server, panels, 'exceptionTree', lens, vscode.l10n.t('Put the cursor on a rule with exceptions.'));

export const showTimeline = (server: Server, panels: Panels, lens?: LensPlace): Promise<void> =>
  showPicture(server, panels, 'timeline', lens, vscode.l10n.t('Put the cursor on a parameter.'));
