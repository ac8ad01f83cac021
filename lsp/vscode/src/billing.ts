// The commands `Bill sample account` and `Explain`: what the server says of the sample account from the newest texts, as a bill or as a tree.
// The page follows the sample account and the rules that are saved. Where no server runs, the command `tarifa` is asked.
import * as vscode from 'vscode';
import { billHtml, Explanation, explanationHtml, FailedBill, failureHtml, isExplanation, isFailedBill } from './explanation';
import { currentPackage, packageOf } from './package_folder';
import { Page } from './page';
import { Panels } from './panels';
import { runTarifa } from './programs';
import { explain, ExplainAnswer, SampleChoice } from './protocol';
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

/** The answer of the command, from the files as saved, of a failed bill too; undefined if there is none, which has then been said. */
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

async function uriOf(folder: string): Promise<vscode.Uri | undefined> {
  const active = vscode.window.activeTextEditor?.document.uri;
  if (active !== undefined && packageOf(active) === folder) return active;
  // The server names a package by any of its files of rules.
  return (await vscode.workspace.findFiles(new vscode.RelativePattern(folder, '**/*.rule'), null, 1))[0];
}

async function ask(server: Server, folder: string, choice: SampleChoice): Promise<ExplainAnswer | undefined> {
  const uri = await uriOf(folder);
  const answer = uri === undefined ? undefined : await server.request(explain, { textDocument: { uri: uri.toString() }, choice });
  if (answer !== undefined && answer !== null) return answer;
  if (choice.sample === undefined) return { explanation: await askCommand(folder, choice) };
  void vscode.window.showErrorMessage(vscode.l10n.t('The server cannot explain this sample account; choose an account of a file.'));
  return undefined;
}

type Form = 'bill' | 'explanation';

function pageOf(answer: Explanation | FailedBill, said: ExplainAnswer, choice: SampleChoice, form: Form): Page {
  const account = said.account?.label ?? choice.account ?? choice.sample ?? (isFailedBill(answer) ? answer.account : '');
  // A test has dates of its own.
  const dates = choice.period ?? (said.dates === undefined ? undefined : `${said.dates.from} – ${said.dates.through}`);
  const subtitle = [account, dates].filter((text) => text !== undefined && text !== '').join(' · ');
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
    buttons: [{ id: 'bill', label: vscode.l10n.t('Bill') }, { id: 'expand', label: vscode.l10n.t('Open all') }, { id: 'collapse', label: vscode.l10n.t('Close all') }, another] };
}

export class Billing implements vscode.Disposable {
  private shown: { form: Form; folder: string } | undefined;
  private readonly subscriptions: vscode.Disposable[];

  constructor(private readonly server: Server, private readonly panels: Panels) {
    this.subscriptions = [
      vscode.workspace.onDidChangeConfiguration((change) => change.affectsConfiguration('tarifa.sampleAccount') && void this.again()),
      vscode.workspace.onDidSaveTextDocument((document) => packageOf(document.uri) === this.shown?.folder && void this.again()),
    ];
  }

  /** Shows the bill or its explanation; asks for a sample account where none was chosen. */
  async show(form: Form, of?: string): Promise<void> {
    const folder = of ?? (await currentPackage());
    if (folder === undefined) return;
    let choice = chosenSample(vscode.Uri.file(folder));
    if (!isComplete(choice)) {
      const chosen = await chooseSample(this.server, folder);
      if (chosen === undefined) return;
      choice = chosen;
    }
    await this.fill(form, folder, choice, true);
  }

  /** What stands on an open page, of the account that is now chosen and the rules as they are now. */
  private async again(): Promise<void> {
    if (this.shown === undefined || !this.panels.isOpen('explanation')) return;
    const { form, folder } = this.shown;
    const choice = chosenSample(vscode.Uri.file(folder));
    if (isComplete(choice)) await this.fill(form, folder, choice, false);
  }

  private async fill(form: Form, folder: string, choice: SampleChoice, focus: boolean): Promise<void> {
    const answer = await ask(this.server, folder, choice);
    if (answer === undefined || (!isExplanation(answer.explanation) && !isFailedBill(answer.explanation))) return;
    if (!focus && !this.panels.isOpen('explanation')) return;  // closed meanwhile
    this.shown = { form, folder };
    const page = pageOf(answer.explanation, answer, choice, form);
    this.panels.show('explanation', page, folder, focus, (action) => {
      if (action === 'explain' || action === 'bill') void this.show(action === 'bill' ? 'bill' : 'explanation', folder);
      if (action === 'choose') void this.chooseAgain(form, folder);
    });
  }

  private async chooseAgain(form: Form, folder: string): Promise<void> {
    if ((await chooseSample(this.server, folder)) !== undefined) await this.show(form, folder);
  }

  dispose(): void {
    for (const subscription of this.subscriptions) subscription.dispose();
  }
}
