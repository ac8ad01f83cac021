// What the extension makes of the answers of the command `tarifa`: pages of an explanation, cases of a test report.
const assert = require('node:assert');
const { execFileSync, spawnSync } = require('node:child_process');
const fs = require('node:fs');
const os = require('node:os');
const path = require('node:path');
const { describe, it } = require('node:test');
const { build, programs, root } = require('./harness/scratch.cjs');

const esbuild = require(path.join(build, 'extension/node_modules/esbuild'));
const tarifa = path.join(programs, 'tarifa');
const example = path.join(root, 'examples/01-colombia-energy');

/** A source of the extension that does not need the editor. */
function load(name) {
  const { outputFiles } = esbuild.buildSync({ entryPoints: [path.join(root, 'lsp/vscode/src', name)], bundle: true, write: false, format: 'cjs', platform: 'node',
    nodePaths: [path.join(build, 'extension/node_modules')] });
  const module = { exports: {} };
  new Function('module', 'exports', 'require', outputFiles[0].text)(module, module.exports, require);
  return module.exports;
}

const texts = (text, ...args) => text.replace(/\{(\d)\}/g, (_whole, index) => args[Number(index)]);

describe('pages of an explanation', () => {
  const pages = load('explanation.ts');
  const explain = (file, account) => JSON.parse(spawnSync(tarifa, ['explain', example, '--accounts', path.join(example, file), '--period', '2020-04',
    '--account', account, '--format', 'json'], { encoding: 'utf8' }).stdout);

  it('show every place, every value and the total', () => {
    const answer = explain('data/sample.jsonl', 'H-1002');
    assert.ok(pages.isExplanation(answer) && !pages.isFailedBill(answer));
    const html = pages.explanationHtml(answer, 2, texts);
    const places = (node) => [node.at, ...(node.children ?? []).flatMap(places)].filter((at) => at !== undefined);
    assert.ok(places(answer).length > 20);
    for (const at of places(answer)) assert.ok(html.includes(`data-at="${at}"`), at);
    assert.match(html, /before rounding/);
    assert.match(html, /from 2020-01-01 until 2020-04-11 \(excluded\)/);
    const bill = pages.billHtml(answer, texts);
    assert.strictEqual(bill.match(/<tr>/g).length, 1 + 5 + 1);
    assert.match(bill, /<span class="group">72<\/span><span class="group">250<\/span>\.00<span class="unit"> COP<\/span>/);
  });
  it('show why there is no bill', () => {
    const answer = explain('data/accounts.jsonl', 'B000001');
    assert.ok(pages.isFailedBill(answer));
    assert.match(pages.failureHtml(answer, texts), /R0201.*usage/s);
  });
  it('make no markup of texts', () => {
    const evil = '<img src=x onerror="alert(1)">&\'';
    const node = { kind: evil, name: evil, label: evil, value: `12 ${evil}`, formula: evil, before_rounding: evil, rounding: evil, from: evil, until: evil,
      published: evil, read_on: evil, source: evil, note: evil, because: evil, failure: evil, at: evil, applies: true };
    const all = pages.explanationHtml({ ...node, children: [{ ...node, kind: 'line' }] }, 9, texts) + pages.billHtml({ ...node, children: [{ ...node, kind: 'line' }] }, texts) +
      pages.failureHtml({ account: evil, bill: evil, error: { code: evil, message: evil, at: evil, field: evil, value: evil, inputs: { [evil]: evil } } }, texts);
    assert.ok(!all.includes('<img') && !/"\s*onerror/.test(all));
    assert.ok(all.includes('&lt;img'));
  });
  it('group digits and keep the others', () => {
    assert.strictEqual(pages.grouped('-1234567.891 COP').replace(/<[^>]*>/g, '|'), '−|1||234||567|.891| COP|');
    assert.strictEqual(pages.grouped('3578.266666666666… COP').replace(/<[^>]*>/g, ''), '3578.266666666666… COP');
    assert.strictEqual(pages.grouped('Remote'), 'Remote');
  });
});

describe('test reports', () => {
  it('are read with their failures', () => {
    const { readReport } = load('junit.ts');
    const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'tarifa-report-'));
    try {
      fs.cpSync(example, path.join(folder, 'p'), { recursive: true });
      const rules = path.join(folder, 'p/rules/energy.rule');
      fs.writeFileSync(rules, fs.readFileSync(rules, 'utf8').replace('101_925.03', '101_925.04').replace('"blocks"', '"blocks & <tiers>"'));
      const report = path.join(folder, 'report.xml');
      assert.throws(() => execFileSync(tarifa, ['test', path.join(folder, 'p'), '--junit', report], { stdio: 'ignore' }));
      const cases = readReport(fs.readFileSync(report, 'utf8'));
      assert.strictEqual(cases.length, 5);
      assert.strictEqual(cases[1].name, 'blocks & <tiers>, row 1: kwh 0.000 kWh, amount 0.00 COP');
      assert.deepStrictEqual(cases.map((one) => one.failure !== undefined), [true, false, false, false, false]);
      assert.match(cases[0].failure.message, /expected Monthly\.energy/);
      assert.match(cases[0].failure.details, /^rules\/energy\.rule:99:3: expected/m);
      assert.match(cases[0].failure.details, /\n\s+101925\.03 COP  false/);
    } finally {
      fs.rmSync(folder, { recursive: true });
    }
  });
});
