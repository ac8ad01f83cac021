// 7.7 Relief measures.
const { name, braces } = require('../sequences.js');

module.exports = {
  relief_decl: ($) => seq(
    'relief', name($), optional($.string), 'for', field('subject', $._name), braces(repeat($._relief_item))),
  _relief_item: ($) => choice(
    $.window, $.when, $.because, $.judged, $.relief_tax, $.on_lines, $.after, $.instead_of, $.waive, $.discount, $.cap,
    $.replace, $.credit, $.extend_due, $.defer, $.suspend, $.reconnect),
  judged: ($) => seq(choice('offered', 'accepted', 'refused'), $.when),
  relief_tax: ($) => seq('tax', choice('follows', 'stays')),
  on_lines: ($) => seq('on', $.names),
  after: ($) => seq('after', $.names),
  instead_of: ($) => seq('instead', 'of', $.names, 'if', 'larger'),
  waive: ($) => seq('waive', $.line_list),
  discount: ($) => seq('discount', $.line_list, 'by', $._expr),
  cap: ($) => seq('cap', $._name, 'at', $._expr),
  replace: ($) => seq('replace', $._name, 'with', $._expr),
  credit: ($) => seq(choice('credit', 'refund'), $._expr),
  extend_due: ($) => seq('extend', 'due', 'by', $._expr),
  defer: ($) => seq(
    choice('defer', 'refinance'), $._expr, optional($.line_tail), 'over', $._expr, 'installments',
    choice('monthly', seq('each', 'bill')), optional($.starting), optional($.down), $.interest, optional($.grace),
    'equal', choice('payments', 'principal'), 'round', $.to_step, optional(seq('closing', 'plans'))),
  starting: ($) => seq('starting', $._expr),
  down: ($) => seq('down', $._expr),
  interest: ($) => seq('interest', $._expr),
  grace: ($) => seq('grace', $._expr),
  suspend: ($) => seq('suspend', $._name, 'of', $._name),
  reconnect: ($) => 'reconnect',
};
