// The grammar of Tarifa for tree-sitter: the same language as ../TarifaParser.g4, in the same order, one file a
// chapter. docs/grammar.md says how the two are kept in step, and what to do after a change here.
//
// It is LR(1): no precedence, no declared conflicts, so what is generated is unambiguous. A node kind of the
// compiler's tree (compiler/syntax/node_kind.def) is a named node here; tests/grammar/node_mapping.def lists
// the few that differ. What it accepts beyond the ANTLR grammar (every keyword is one by context only) is refused by
// lsp/syntax/word_checks.h.
const chapters = [
  'files', 'types', 'expressions', 'calls', 'primaries', 'literals', 'data', 'parameters', 'tables', 'rules',
  'time_bands', 'tariffs', 'reliefs', 'bills', 'models', 'dunning', 'checks', 'tests', 'names', 'lexis',
].map((chapter) => require(`./chapters/${chapter}.js`));

module.exports = grammar({
  name: 'tarifa',
  word: ($) => $.identifier,
  extras: ($) => [/[ \t\r\n]/, $.comment, $.doc_comment],
  inline: ($) => [$._literal],
  rules: Object.assign({}, ...chapters),
});
