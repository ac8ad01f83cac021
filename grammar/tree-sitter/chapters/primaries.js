// 6. Expressions: the operands that are no chain of names.
const { comma_list_open, braces } = require('../sequences.js');

module.exports = {
  _primary: ($) => choice(
    $._literal, $.any_expr, $.fail_expr, $.paren, $.list_expr, $.set_expr, $.labels_expr, $.round_expr, $.match_expr,
    $.by_expr),
  any_expr: ($) => seq('any', $.arguments),
  fail_expr: ($) => seq('fail', $.string),
  paren: ($) => seq('(', $._expr, ')'),
  list_expr: ($) => seq('[', optional(comma_list_open($._expr)), ']'),
  set_expr: ($) => braces(comma_list_open($._expr)),
  labels_expr: ($) => braces(comma_list_open($.binding)),
  round_expr: ($) => seq('round', '(', $._expr, ',', $._expr, optional($.round_mode), ')'),
  match_expr: ($) => seq('match', $._expr, braces(repeat1($.match_row))),
  match_row: ($) => seq('|', choice('otherwise', $.cell), '=>', $._expr),
  by_expr: ($) => seq(
    'by', $._name, 'of', $._expr, optional(choice('each', 'prorata', 'chronological')), braces(repeat1($.tou_row))),
  tier: ($) => seq(
    '|', choice(seq('up', 'to', $._unary), 'above'),
    choice(seq('@', $._expr), seq(braces(repeat1($.tier)), optional(seq('plus', $._expr))))),
  tou_row: ($) => seq('|', choice('otherwise', $.names), choice(seq('@', $._expr), braces(repeat1($.tier)))),
};
