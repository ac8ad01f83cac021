// The Test Explorer: the tests in the rules, found by the server and run by `tarifa test`. Every row of a test is a case of its own. Where the
// server does not list tests, they appear with their first run.
import * as fs from 'node:fs/promises';
import * as os from 'node:os';
import * as path from 'node:path';
import * as vscode from 'vscode';
import { readReport, ReportedCase } from './junit';
import { packageOf, packagesOfWorkspace } from './package_folder';
import { readPlace } from './places';
import { runTarifa } from './programs';
import { TestCase, tests } from './protocol';
import { Server } from './server';

const refreshDelayMs = 400;

/** `blocks, row 2: kwh 500.000 kWh` is row 2 of the test `blocks`. */
function testAndRow(name: string): { test: string; row?: string } {
  const match = /^(.*), row (\d+)(?::.*)?$/s.exec(name);
  return match === null ? { test: name } : { test: match[1] ?? name, row: match[2] ?? '' };
}

const testId = (module: string, name: string): string => `${module}/${name}`;

export class TestExplorer implements vscode.Disposable {
  readonly controller = vscode.tests.createTestController('tarifa', 'Tarifa');
  /** What came out of the last run; for tests, as the editor does not tell. */
  lastRun: { passed: number; failed: { name: string; message: string; line: number | undefined }[] } = { passed: 0, failed: [] };
  private readonly subscriptions: vscode.Disposable[] = [];
  private timer: NodeJS.Timeout | undefined;

  constructor(private readonly server: Server) {
    this.controller.refreshHandler = () => this.refresh();
    this.controller.createRunProfile(vscode.l10n.t('Run'), vscode.TestRunProfileKind.Run, (request, token) => this.run(request, token), true);
    const later = (document: vscode.TextDocument): void => {
      if (document.languageId === 'tarifa') this.refreshSoon();
    };
    this.subscriptions.push(
      server.onStarted(() => this.refreshSoon()),
      vscode.workspace.onDidOpenTextDocument(later),
      vscode.workspace.onDidChangeTextDocument((change) => later(change.document)),
    );
  }

  private refreshSoon(): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => void this.refresh().catch(() => undefined), refreshDelayMs);
  }

  private packageItem(folder: string): vscode.TestItem {
    const known = this.controller.items.get(folder);
    if (known !== undefined) return known;
    const item = this.controller.createTestItem(folder, path.basename(folder), vscode.Uri.file(folder));
    this.controller.items.add(item);
    return item;
  }

  /** Asks the server which tests there are. Without an answer the items stay as they are. */
  async refresh(): Promise<void> {
    const found = await this.server.request(tests, {});
    if (found === undefined) return;
    const byPackage = new Map<string, TestCase[]>();
    for (const test of found) {
      const folder = packageOf(vscode.Uri.parse(test.uri));
      if (folder === undefined) continue;
      const list = byPackage.get(folder) ?? [];
      byPackage.set(folder, list);
      list.push(test);
    }
    this.controller.items.forEach((item) => byPackage.has(item.id) || this.controller.items.delete(item.id));
    for (const [folder, list] of byPackage) {
      this.packageItem(folder).children.replace(list.map((test) => this.item(test, testId(test.module ?? '', test.name))));
    }
  }

  private item(test: TestCase, id: string): vscode.TestItem {
    const item = this.controller.createTestItem(id, test.name, vscode.Uri.parse(test.uri));
    item.range = this.server.toRange(test.range);
    const rows = (test.rows ?? []).map((row, index) => this.item(row, `${id}, row ${index + 1}`));
    item.children.replace(rows);
    return item;
  }

  /** The item of a reported case, made if the server has not named it. */
  private itemOf(folder: string, one: ReportedCase): vscode.TestItem {
    const { test, row } = testAndRow(one.name);
    const tests = this.packageItem(folder).children;
    const testItem = testId(one.module, test);
    let item = tests.get(testItem);
    if (item === undefined) {
      item = this.controller.createTestItem(testItem, test);
      tests.add(item);
    }
    if (row === undefined) return item;
    const id = `${testItem}, row ${row}`;
    let rowItem = item.children.get(id);
    if (rowItem === undefined) {
      rowItem = this.controller.createTestItem(id, one.name.slice(test.length + 2), item.uri);
      item.children.add(rowItem);
    }
    return rowItem;
  }

  /** Runs the test of that name in the file. */
  async runByName(file: vscode.Uri, name: string): Promise<void> {
    const folder = packageOf(file);
    if (folder === undefined) return;
    await this.refresh();
    const item = this.packageItem(folder);
    const named = [...item.children].map(([, test]) => test).filter((test) => test.label === name);
    const test = named.find((one) => one.uri?.toString() === file.toString()) ?? named[0] ?? item;
    await this.run(new vscode.TestRunRequest([test]), new vscode.CancellationTokenSource().token);
  }

  async runAll(): Promise<void> {
    await this.refresh();
    for (const folder of await packagesOfWorkspace()) this.packageItem(folder);
    await this.run(new vscode.TestRunRequest(), new vscode.CancellationTokenSource().token);
  }

  private async run(request: vscode.TestRunRequest, token: vscode.CancellationToken): Promise<void> {
    await vscode.workspace.saveAll(false);
    const wanted = new Map<string, vscode.TestItem[]>();
    const roots = request.include ?? [...this.controller.items].map(([, item]) => item);
    for (const item of roots) {
      let top = item;
      while (top.parent !== undefined) top = top.parent;
      const list = wanted.get(top.id) ?? [];
      wanted.set(top.id, list);
      list.push(item);
    }
    const run = this.controller.createTestRun(request);
    this.lastRun = { passed: 0, failed: [] };
    try {
      for (const [folder, items] of wanted) {
        if (!token.isCancellationRequested) await this.runPackage(run, folder, items, request.exclude ?? [], token);
      }
    } finally {
      run.end();
    }
  }

  private async runPackage(run: vscode.TestRun, folder: string, items: vscode.TestItem[], left_out: readonly vscode.TestItem[],
    token: vscode.CancellationToken): Promise<void> {
    for (const item of items) eachLeaf(item, (leaf) => run.started(leaf));
    const one = items.length === 1 ? items[0] : undefined;
    const only = one?.parent === undefined ? undefined : one.parent.parent === undefined ? one.label : one.parent.label;
    const report = await this.report(folder, only, token);
    if (report === undefined) {
      for (const item of items) eachLeaf(item, (leaf) => run.skipped(leaf));
      return;
    }
    run.appendOutput(report.printed.replace(/\r?\n/g, '\r\n'));
    if (report.cases === undefined) {
      for (const item of items) run.errored(item, new vscode.TestMessage(report.printed));
      return;
    }
    for (const one of report.cases) {
      const item = this.itemOf(folder, one);
      if (!isBelow(item, items) || isBelow(item, left_out)) continue;
      if (one.failure === undefined) {
        run.passed(item);
        ++this.lastRun.passed;
      } else {
        const message = failureMessage(one.failure, folder);
        run.failed(item, message);
        this.lastRun.failed.push({ name: one.name, message: one.failure.details, line: message.location?.range.start.line });
      }
    }
  }

  /** What `tarifa test` printed, and its cases if the package could be checked. */
  private async report(folder: string, filter: string | undefined, token: vscode.CancellationToken):
    Promise<{ printed: string; cases?: ReportedCase[] } | undefined> {
    const scratch = await fs.mkdtemp(path.join(os.tmpdir(), 'tarifa-tests-'));
    try {
      const file = path.join(scratch, 'report.xml');
      const output = await runTarifa(['test', folder, '--junit', file, ...(filter === undefined ? [] : ['--filter', filter])], folder, token);
      if (output === undefined) return undefined;
      const printed = `${output.stdout}${output.stderr}`;
      const xml = await fs.readFile(file, 'utf8').catch(() => undefined);
      return xml === undefined ? { printed } : { printed, cases: readReport(xml) };
    } finally {
      await fs.rm(scratch, { recursive: true, force: true });
    }
  }

  dispose(): void {
    clearTimeout(this.timer);
    for (const subscription of this.subscriptions) subscription.dispose();
    this.controller.dispose();
  }
}

function eachLeaf(item: vscode.TestItem, visit: (leaf: vscode.TestItem) => void): void {
  if (item.children.size === 0) visit(item);
  else item.children.forEach((child) => eachLeaf(child, visit));
}

/** The ids from the package down. Items are made anew when the server lists tests again; these stay. */
function pathOf(item: vscode.TestItem): string {
  return item.parent === undefined ? item.id : `${pathOf(item.parent)}\n${item.id}`;
}

function isBelow(item: vscode.TestItem, ancestors: readonly vscode.TestItem[]): boolean {
  const path = pathOf(item);
  return ancestors.some((one) => path === pathOf(one) || path.startsWith(`${pathOf(one)}\n`));
}

/** What was expected, then the assertion diagram; it stands at the expectation that failed. */
function failureMessage(failure: { message: string; details: string }, folder: string): vscode.TestMessage {
  // Where the test stands, where the expectation does, then the values; the message itself may begin with the place.
  const [, at = '', said = failure.message] = /^(\S+:\d+:\d+): (.*)$/m.exec(failure.details) ?? [];
  const below = failure.details.split('\n').filter((line) => !/^\S+:\d+:\d+(:|$)/.test(line)).join('\n');
  const message = new vscode.TestMessage(new vscode.MarkdownString().appendText(said).appendMarkdown('\n').appendCodeblock(below, 'text'));
  const place = readPlace(at, folder);
  if (place !== undefined) message.location = new vscode.Location(place.file, new vscode.Position(place.line, place.column));
  return message;
}
