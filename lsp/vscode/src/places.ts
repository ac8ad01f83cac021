// Places as the command writes them, `rules/energy.rule:64:8` from the package's folder, and opening them in an editor.
import * as path from 'node:path';
import * as vscode from 'vscode';

export interface Place {
  file: vscode.Uri;
  line: number;
  column: number;
}

export function readPlace(text: string, folder: string): Place | undefined {
  const match = /^(.+):(\d+):(\d+)$/.exec(text);
  if (match === null) return undefined;
  const [, file = '', line = '', column = ''] = match;
  return { file: vscode.Uri.file(path.resolve(folder, file)), line: Number(line) - 1, column: Number(column) - 1 };
}

export async function openPlace(place: Place, beside: boolean): Promise<void> {
  const document = await vscode.workspace.openTextDocument(place.file);
  const start = document.validatePosition(new vscode.Position(place.line, place.column));
  const word = document.getWordRangeAtPosition(start);
  const options: vscode.TextDocumentShowOptions = { selection: word ?? new vscode.Range(start, start) };
  options.viewColumn = beside ? vscode.ViewColumn.One : vscode.ViewColumn.Active;
  await vscode.window.showTextDocument(document, options);
}
