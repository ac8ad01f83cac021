// Files of the standard library: they live in the server, and go to definition opens them read-only.
import * as vscode from 'vscode';
import { standardText } from './protocol';
import { Server } from './server';

export class StandardLibrary implements vscode.TextDocumentContentProvider {
  constructor(private readonly server: Server) {}

  async provideTextDocumentContent(uri: vscode.Uri, token: vscode.CancellationToken): Promise<string | undefined> {
    return (await this.server.request(standardText, { uri: uri.toString() }, token))?.text;
  }
}
