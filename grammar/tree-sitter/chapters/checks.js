// 7.12 Checks and approvals.
const { comma_list, name, braces } = require('../sequences.js');

module.exports = {
  check_decl: ($) => seq(
    'check', name($), 'for', field('subject', $._name), 'severity', $._name, braces(repeat($._check_item))),
  _check_item: ($) => choice($.let_decl, $.flag, $.order_item, $.hold_bill),
  flag: ($) => seq('flag', 'when', $._expr),
  order_item: ($) => seq('order', $.string, 'to', $.string),
  hold_bill: ($) => seq('hold', 'bill'),
  approval_decl: ($) => seq(
    'approval', name($), 'for', field('subject', $._name), 'when', $._expr, 'requires', comma_list($._expr),
    optional(seq('by', 'different', 'people'))),
};
