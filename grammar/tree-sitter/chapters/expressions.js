// 6. Expressions, low to high: each level is itself or the next higher one.
const { braces } = require('../sequences.js');

module.exports = {
  _expr: ($) => choice($.if_expr, $._implies),
  if_expr: ($) => seq(
    'if', field('condition', $._expr), 'then', field('consequence', $._expr), 'else', field('alternative', $._expr)),
  _implies: ($) => choice($.implies, $._or),
  implies: ($) => seq($._or, 'implies', $._expr),
  _or: ($) => choice($.or, $._and),
  or: ($) => seq($._and, repeat1(seq('or', $._and))),
  _and: ($) => choice($.and, $._not),
  and: ($) => seq($._not, repeat1(seq('and', $._not))),
  _not: ($) => choice($.not, $._comparison),
  not: ($) => seq('not', $._not),
  _comparison: ($) => choice($.comparison, $._interval),
  comparison: ($) => seq(
    $._interval, choice(seq($.cmp_op, $._interval), seq('in', $._interval), seq('is', optional('not'), 'known'))),
  cmp_op: ($) => choice('=', '!=', '<', '<=', '>', '>='),
  _interval: ($) => choice($.interval, $._sum),
  interval: ($) => seq($._sum, choice('..', '..<'), $._sum),
  _sum: ($) => choice($.sum, $._product),
  sum: ($) => seq($._product, repeat1(seq(choice('+', '-'), $._product, optional($.month_end)))),
  month_end: ($) => choice('to_month_end', 'to_next_month', 'strict'),
  _product: ($) => choice($.product, $._coalesce),
  product: ($) => seq($._coalesce, repeat1(seq(choice('*', '/', '@'), $._coalesce))),
  _coalesce: ($) => choice($.coalesce, $._unary),
  coalesce: ($) => seq($._unary, '??', $._coalesce),
  _unary: ($) => choice($.negate, $.percent_of, $.tiers_expr, $._scaled),
  negate: ($) => seq('-', $._unary),
  percent_of: ($) => seq($.percent, 'of', $._unary),
  tiers_expr: ($) => seq(
    'tiers', $._expr, optional(choice('marginal', 'whole', 'table')),
    choice(braces(repeat1($.tier)), seq('from', $._postfix))),
  _scaled: ($) => choice($.scaled, $._postfix),
  scaled: ($) => seq($._postfix, repeat1($.per_op)),
  per_op: ($) => seq('per', choice(
    seq($._per_unit, optional(seq(
      'prorated', choice('calendar', seq($._count, optional(seq('/', $._count)), 'days')),
      optional(seq('full', $.range))))),
    seq($._count, $._per_unit),
    seq($._per_unit, 'of', $._postfix))),
  // `30 x/y` is a rate here too, as it is everywhere: the second choice never ends, so it makes the lexer take the rate
  // and the parser refuse it; without it the lexer would take the number alone.
  _count: ($) => choice($.number, $._never),
  _never: ($) => seq($.rate, $._never),
  _per_unit: ($) => choice(alias($.identifier, $.per_unit), alias(choice('days', 'month'), $.per_unit)),
};
