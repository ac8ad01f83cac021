// 7.6 Tariffs and their amounts.
const { name, braces } = require('../sequences.js');

const tail = ($) => [optional($.when), optional($.because)];

module.exports = {
  tariff_decl: ($) => seq(
    'tariff', name($), 'for', field('subject', $._name), braces(repeat(choice($._tariff_item, $._amount_item)))),
  _tariff_item: ($) => choice(
    $.currency_item, $.tariff_window, $.round_lines, $.values_clause, $.in_calendar, $.applies),
  _amount_item: ($) => choice(
    $.let_decl, $.line_decl, $.tax_decl, $.subtotal_decl, $.limit_decl, $.carry_decl),
  currency_item: ($) => seq('currency', $._name),
  tariff_window: ($) => seq('from', $._expr, choice('open', seq(choice('until', 'through'), $._expr))),
  round_lines: ($) => seq('round', 'lines', optional(seq('and', 'blocks')), $.to_step),
  values_clause: ($) => seq('values', choice(seq('at', $.path), seq('weighted', 'by', $._name))),
  in_calendar: ($) => seq('calendar', $._name),
  applies: ($) => seq('applies', 'when', $._expr),
  line_decl: ($) => seq(
    'line', name($), optional($.string), optional($.values_clause), '=', field('value', $._expr), ...tail($)),
  tax_decl: ($) => seq('tax', name($), optional($.string), '=', $.tax_base, optional($.rounded), ...tail($)),
  tax_base: ($) => choice(seq($._expr, optional($.line_tail)), seq($._chain, 'of', $.line_list)),
  line_tail: ($) => choice(repeat1(seq(',', $._name)), seq('except', $.names)),
  line_list: ($) => seq($.names, optional(seq('except', $.names))),
  rounded: ($) => seq('rounded', $.to_step),
  subtotal_decl: ($) => seq('subtotal', name($), optional($.string), '=', field('value', $._expr), ...tail($)),
  limit_decl: ($) => seq(
    choice('minimum', 'maximum'), name($), optional($.string), '=', field('value', $._expr), 'for', $.line_list,
    ...tail($)),
  carry_decl: ($) => seq(
    'carry', name($), ':', $.type, optional(seq('starting', $._postfix)), '=', field('value', $._expr)),
};
