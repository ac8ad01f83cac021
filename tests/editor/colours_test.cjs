// The TextMate grammar, read by the tokenizer of the VS Code that the other tests use (vscode-textmate and its regular expressions).
const assert = require('node:assert');
const fs = require('node:fs');
const path = require('node:path');
const { describe, it } = require('node:test');
const { build, root } = require('./harness/scratch.cjs');

const modules = path.join(build, 'server/node_modules');
const textmate = require(path.join(modules, 'vscode-textmate'));
const oniguruma = require(path.join(modules, 'vscode-oniguruma'));

const registry = fs.readFileSync(path.join(root, 'compiler/syntax/token_kind.def'), 'utf8');

async function loadGrammar() {
  await oniguruma.loadWASM(fs.readFileSync(path.join(modules, 'vscode-oniguruma/release/onig.wasm')).buffer);
  const file = path.join(root, 'lsp/vscode/syntaxes/tarifa.tmLanguage.json');
  return new textmate.Registry({
    onigLib: Promise.resolve({ createOnigScanner: (patterns) => new oniguruma.OnigScanner(patterns), createOnigString: (text) => new oniguruma.OnigString(text) }),
    loadGrammar: async () => textmate.parseRawGrammar(fs.readFileSync(file, 'utf8'), file),
  }).loadGrammar('source.tarifa');
}
const loaded = loadGrammar();

/** [text, its innermost scope] for every token that is not blank. */
async function tokens(text) {
  const grammar = await loaded;
  const found = [];
  let state = textmate.INITIAL;
  for (const line of text.split('\n')) {
    const result = grammar.tokenizeLine(line, state);
    state = result.ruleStack;
    for (const { startIndex, endIndex, scopes } of result.tokens) found.push([line.slice(startIndex, endIndex).trim(), scopes.at(-1)]);
  }
  return found.filter(([word]) => word !== '');
}

const scopesOf = async (text) => Object.fromEntries(await tokens(text));

describe('colours', () => {
  it('paint every reserved word as one', async () => {
    const words = [...registry.matchAll(/^TARIFA_RESERVED\(\w+, "(\w+)"\)/gm)].map((one) => one[1]);
    assert.ok(words.length > 30);
    const found = await scopesOf(words.map((word) => `x ${word} y`).join('\n'));
    assert.deepStrictEqual(words.filter((word) => !/^(keyword|constant\.language)/.test(found[word] ?? '')), []);
  });
  it('paint every contextual word at the head of an item, and not where it is a name', async () => {
    const words = [...registry.matchAll(/^TARIFA_CONTEXTUAL\(\w+, "(\w+)"\)/gm)].map((one) => one[1]);
    assert.ok(words.length > 100);
    const heads = await tokens(words.map((word) => `  ${word} thing = 1`).join('\n'));
    const painted = new Set(heads.filter(([, scope]) => /^(keyword\.other|storage|constant\.language)/.test(scope)).map(([text]) => text));
    assert.deepStrictEqual(words.filter((word) => !painted.has(word)), []);
    const modes = /^(half_|floor|ceiling|to_|strict)/;
    const fields = await tokens(words.filter((word) => !modes.test(word)).map((word) => `  ${word}: date,\n  x.${word}`).join('\n'));
    assert.deepStrictEqual(fields.filter(([text, scope]) => words.includes(text) && /^(keyword|storage)/.test(scope)), []);
  });
  it('tell numbers, units, dates, texts, comments and quoted names apart', async () => {
    const found = await scopesOf([
      '/// documentation', '// a comment', 'module co.retailer', 'rule `if` for Account: kWh(3) = 1_000.50 kWh',
      '  x = 532.17 COP/kWh + 19% of 2020-03-25', '  y = 2020-03 and 12-01 or 17:30 at 2020-03-25T17:31', '  z = "a\\n" + 10 days', '  w = 5 when 7',
    ].join('\n'));
    assert.strictEqual(found['/// documentation'], 'comment.line.documentation.tarifa');
    assert.strictEqual(found['// a comment'], 'comment.line.double-slash.tarifa');
    assert.strictEqual(found['`if`'], 'entity.name.function.tarifa');
    assert.strictEqual(found['1_000.50'], 'constant.numeric.tarifa');
    for (const unit of ['COP/kWh', 'days']) assert.match(found[unit], /unit/, unit);
    assert.strictEqual(found['kWh'] === undefined ? '' : found['kWh'].split('.')[0], 'keyword');
    assert.strictEqual(found['19%'], 'constant.numeric.percent.tarifa');
    for (const date of ['2020-03-25', '2020-03', '12-01', '2020-03-25T17:31']) assert.strictEqual(found[date], 'constant.numeric.date.tarifa', date);
    assert.strictEqual(found['17:30'], 'constant.numeric.time.tarifa');
    assert.strictEqual(found['\\n'], 'constant.character.escape.tarifa');
    assert.strictEqual(found['5'], 'constant.numeric.tarifa');
    assert.strictEqual(found['when'], 'keyword.control.tarifa');
  });
  it('end an unfinished text at the end of its line', async () => {
    const found = await scopesOf('x = "unfinished\nrule y for Account');
    assert.strictEqual(found['rule'], 'storage.type.tarifa');
  });
});
