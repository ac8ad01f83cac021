// The sample account: whose bill is shown, and whose values stand beside the code. It is kept in the setting `tarifa.sampleAccount` of
// the workspace, where the server reads it too.
import * as path from 'node:path';
import * as vscode from 'vscode';
import { packageOf } from './package_folder';
import { runTarifa } from './programs';
import { SampleChoice, sampleAccounts } from './protocol';
import { Server } from './server';

/** Chosen a moment ago, while the settings are being written: the next command must not see the account before it. */
let beingKept: SampleChoice | undefined;

/** The choice of the nearest level of the settings, whole: the editor would mix an account of one level with a test of another. */
export function chosenSample(scope: vscode.Uri | undefined): SampleChoice {
  if (beingKept !== undefined) return beingKept;
  const levels = vscode.workspace.getConfiguration('tarifa', scope ?? null).inspect<SampleChoice>('sampleAccount');
  return levels?.workspaceFolderValue ?? levels?.workspaceValue ?? levels?.globalValue ?? {};
}

/** `file` as the settings hold it: from the package's folder if it is inside. */
export function fromPackage(folder: string, file: string): string {
  const relative = path.relative(folder, file);
  return relative.startsWith('..') ? file : relative;
}

export async function keepSample(folder: string, choice: SampleChoice): Promise<void> {
  const settings = vscode.workspace.getConfiguration('tarifa', vscode.Uri.file(folder));
  const target = vscode.workspace.workspaceFolders === undefined
    ? vscode.ConfigurationTarget.Global : vscode.ConfigurationTarget.Workspace;
  beingKept = choice;
  try {
    await settings.update('sampleAccount', choice, target);
  } finally {
    beingKept = undefined;
  }
}

interface Choice extends vscode.QuickPickItem {
  sample?: string;
  hasDates?: boolean;
  file?: string;
}

async function offered(server: Server, folder: string, uri: vscode.Uri | undefined): Promise<Choice[]> {
  const choices: Choice[] = [];
  if (uri !== undefined) {
    const samples = (await server.request(sampleAccounts, { textDocument: { uri: uri.toString() } })) ?? [];
    for (const sample of samples) {
      choices.push({ label: sample.label, description: sample.detail ?? '', sample: sample.id, hasDates: sample.kind === 'test' });
    }
  }
  // Files whose accounts the server lists one by one need no entry of their own.
  const listed = new Set(choices.map((choice) => choice.description));
  const files = await vscode.workspace.findFiles(new vscode.RelativePattern(folder, '**/*.{json,jsonl,ndjson,csv}'), '**/{build,node_modules,expected}/**', 100);
  for (const file of files.map((one) => one.fsPath).sort()) {
    if (listed.has(fromPackage(folder, file))) continue;
    choices.push({ label: fromPackage(folder, file), iconPath: new vscode.ThemeIcon('file'), description: vscode.l10n.t('accounts of a file'), file });
  }
  return choices;
}

async function askPeriod(before: string | undefined): Promise<string | undefined> {
  const now = new Date();
  const month = `${now.getFullYear()}-${String(now.getMonth() + 1).padStart(2, '0')}`;
  return vscode.window.showInputBox({
    title: vscode.l10n.t('Month to bill'),
    value: before ?? month,
    validateInput: (text) => (/^\d{4}-(0[1-9]|1[0-2])$/.test(text) ? undefined : vscode.l10n.t('A month, as 2026-04')),
  });
}

/** The accounts of a file with their totals, as `tarifa bill` says them. */
async function askAccount(folder: string, file: string, period: string): Promise<{ account: string; bill?: string } | undefined> {
  const output = await vscode.window.withProgress(
    { location: vscode.ProgressLocation.Window, title: vscode.l10n.t('billing the accounts of {0}', path.basename(file)) },
    () => runTarifa(['bill', folder, '--accounts', file, '--period', period, '--format', 'jsonl'], folder));
  if (output === undefined) return undefined;
  if (output.status !== 0 && output.status !== 3) {
    void vscode.window.showErrorMessage(output.stderr.trim().split('\n')[0] ?? 'tarifa bill');
    return undefined;
  }
  const items = output.stdout.split('\n').filter((line) => line !== '').slice(0, 5000).map((line) => {
    const bill = JSON.parse(line) as { account: string; bill: string; total?: string; currency?: string; error?: { code: string; message: string } };
    const result = bill.error === undefined ? `${bill.total ?? ''} ${bill.currency ?? ''}` : `${bill.error.code} ${bill.error.message}`;
    return { label: bill.account, description: `${bill.bill}: ${result}`, account: bill.account, bill: bill.bill };
  });
  return vscode.window.showQuickPick(items, { title: vscode.l10n.t('Which account?'), matchOnDescription: true });
}

/** Asks for a sample account of the package and keeps it; undefined if the user gave up. */
export async function chooseSample(server: Server, folder: string): Promise<SampleChoice | undefined> {
  const active = vscode.window.activeTextEditor?.document.uri;
  const uri = active !== undefined && packageOf(active) === folder ? active : undefined;
  const choices = await offered(server, folder, uri);
  if (choices.length === 0) {
    void vscode.window.showErrorMessage(vscode.l10n.t('The package has no test, no account and no file of accounts (.json, .jsonl, .csv).'));
    return undefined;
  }
  const picked = await vscode.window.showQuickPick(choices, { title: vscode.l10n.t('Choose the sample account'), matchOnDescription: true });
  if (picked === undefined) return undefined;
  let choice: SampleChoice;
  if (picked.sample !== undefined) {
    choice = { sample: picked.sample };
    if (picked.hasDates !== true) {
      const period = await askPeriod(chosenSample(vscode.Uri.file(folder)).period);
      if (period === undefined) return undefined;
      choice.period = period;
    }
  } else if (picked.file !== undefined) {
    const period = await askPeriod(chosenSample(vscode.Uri.file(folder)).period);
    if (period === undefined) return undefined;
    const account = await askAccount(folder, picked.file, period);
    if (account === undefined) return undefined;
    choice = { accounts: fromPackage(folder, picked.file), account: account.account, period };
    if (account.bill !== undefined) choice.bill = account.bill;
  } else {
    return undefined;
  }
  await keepSample(folder, choice);
  return choice;
}
