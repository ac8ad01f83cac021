// The commands `Bill sample account` and `Explain`: what `tarifa explain` says of the sample account, as a bill or as a tree.
import * as vscode from 'vscode';
import { billHtml, Explanation, explanationHtml, FailedBill, failureHtml, isExplanation, isFailedBill } from './explanation';
import { currentPackage, packageOf } from './package_folder';
import { Page } from './page';
import { Panels } from './panels';
import { runTarifa } from './programs';
import { explain, SampleChoice } from './protocol';
import { chooseSample, chosenSample } from './sample_account';
import { Server } from './server';

const texts = (text: string, ...args: string[]): string => vscode.l10n.t(text, ...args);

function isComplete(choice: SampleChoice): boolean {
  // A test says its dates; whether a sample does, the server answers.
  return choice.sample !== undefined || (choice.accounts !== undefined && choice.period !== undefined);
}

function explainArguments(folder: string, choice: SampleChoice): string[] {
  const args = ['explain', folder, '--accounts', choice.accounts ?? '', '--period', choice.period ?? '', '--format', 'json'];
  if (choice.account !== undefined) args.push('--account', choice.account);
  if (choice.bill !== undefined) args.push('--bill', choice.bill);
  return args;
}

/** The answer of the command, of a failed bill too; undefined if there is none, which has then been said. */
async function askCommand(folder: string, choice: SampleChoice): Promise<unknown> {
  const output = await vscode.window.withProgress({ location: vscode.ProgressLocation.Window, title: vscode.l10n.t('explaining the bill') },
    (_progress, token) => runTarifa(explainArguments(folder, choice), folder, token));
  if (output === undefined) return undefined;
  if (output.stdout.trim() === '') {
    void vscode.window.showErrorMessage(output.stderr.trim().split('\n').slice(0, 3).join(' '));
    return undefined;
  }
  return JSON.parse(output.stdout);
}

async function askServer(server: Server, choice: SampleChoice, uri: vscode.Uri | undefined): Promise<{ explanation: unknown; account?: { label: string } } | undefined> {
  const answer = uri === undefined ? undefined
    : await server.request(explain, { textDocument: { uri: uri.toString() }, choice });
  if (answer === undefined) {
    void vscode.window.showErrorMessage(vscode.l10n.t('The server cannot explain this sample account; choose an account of a file.'));
  }
  return answer;
}

function pageOf(answer: Explanation | FailedBill, choice: SampleChoice, label: string | undefined, form: 'bill' | 'explanation'): Page {
  const account = label ?? choice.account ?? choice.sample ?? (isFailedBill(answer) ? answer.account : '');
  const subtitle = [account, choice.period].filter((text) => text !== undefined && text !== '').join(' · ');
  const another = { id: 'choose', label: vscode.l10n.t('Another account') };
  if (isFailedBill(answer)) {
    return { title: vscode.l10n.t('No bill: {0}', answer.bill === '' ? answer.account : answer.bill), subtitle, body: failureHtml(answer, texts), buttons: [another] };
  }
  const name = answer.name ?? '';
  if (form === 'bill') {
    return { title: vscode.l10n.t('Bill {0}', name), subtitle, body: billHtml(answer, texts),
      buttons: [{ id: 'explain', label: vscode.l10n.t('Explain') }, another] };
  }
  return { title: vscode.l10n.t('Explanation of {0}', name), subtitle, body: explanationHtml(answer, 3, texts),
    buttons: [{ id: 'expand', label: vscode.l10n.t('Open all') }, { id: 'collapse', label: vscode.l10n.t('Close all') }, another] };
}

/** Shows the bill or its explanation; asks for a sample account where none was chosen. */
export async function showBill(server: Server, panels: Panels, form: 'bill' | 'explanation', again?: string): Promise<void> {
  const folder = again ?? (await currentPackage());
  if (folder === undefined) return;
  const active = vscode.window.activeTextEditor?.document.uri;
  // The server names a package by any of its files of rules.
  const uri = active !== undefined && packageOf(active) === folder ? active
    : (await vscode.workspace.findFiles(new vscode.RelativePattern(folder, '**/*.rule'), null, 1))[0];
  let choice = chosenSample(vscode.Uri.file(folder));
  if (!isComplete(choice)) {
    const chosen = await chooseSample(server, folder);
    if (chosen === undefined) return;
    choice = chosen;
  }
  const { explanation: answer, account } = choice.sample === undefined
    ? { explanation: await askCommand(folder, choice), account: undefined }
    : (await askServer(server, choice, uri)) ?? { explanation: undefined, account: undefined };
  if (!isExplanation(answer) && !isFailedBill(answer)) return;
  panels.show('explanation', pageOf(answer, choice, account?.label, form), folder, (action) => {
    if (action === 'explain') void showBill(server, panels, 'explanation', folder);
    if (action === 'choose') void chooseAgain(server, panels, form, folder);
  });
}

async function chooseAgain(server: Server, panels: Panels, form: 'bill' | 'explanation', folder: string): Promise<void> {
  if ((await chooseSample(server, folder)) !== undefined) await showBill(server, panels, form, folder);
}
