// 7.4 Rules, their exceptions, and functions.
const { name, braces } = require('../sequences.js');

module.exports = {
  rule_decl: ($) => seq(
    'rule', name($), 'for', field('subject', $._name), ':', $.type, '=', field('value', $._expr), optional($.because),
    optional(braces(repeat1($.except_item)))),
  except_item: ($) => seq(
    optional('cumulative'), 'except', name($), optional(seq('within', field('parent', $._name))), '=',
    field('value', $._expr), optional($.window), optional($.when), optional($.because)),
  // One kind of thing an `extend`: mixed, it would not be LR(1).
  extend_decl: ($) => seq('extend', name($), braces(choice(
    repeat(choice($.except_item, $.guard)), $.window, repeat1($.entry), repeat1($.keyed_entries),
    seq(repeat1($.dated_rows), optional($.timeline_end))))),
  window: ($) => seq(
    'from', $._expr, choice('open', seq(choice('until', 'through'), choice($.later_of, $._expr))),
    optional(choice(seq('at', $.path), seq('weighted', 'by', $._name)))),
  later_of: ($) => seq('later', 'of', $._expr, ',', $._expr),
  when: ($) => seq('when', $._expr),
  because: ($) => seq('because', $.string),
  let_decl: ($) => seq(
    'let', name($), optional($.params), optional(seq(':', $.type)), '=', field('value', $._expr)),
};
