// 7.1 Data.
const { comma_list_open, name, braces } = require('../sequences.js');

module.exports = {
  enum_decl: ($) => seq('enum', name($), braces(comma_list_open($._name))),
  record_decl: ($) => seq('record', name($), braces(comma_list_open($.field))),
  entity_decl: ($) => seq('entity', name($), braces(comma_list_open($.field))),
  field: ($) => seq(
    optional('key'), name($), ':', $.type, optional(seq('in', $.range)), optional(seq('dated', 'max', $.number)),
    optional(seq('column', $.string))),
  range: ($) => seq($.bound, choice('..', '..<'), $.bound),
  bound: ($) => seq(optional('-'), $._literal),
  unit_decl: ($) => seq('unit', name($), optional(seq('=', $._literal))),
  currency_decl: ($) => seq('currency', name($), 'digits', $.number),
  calendar_decl: ($) => seq('calendar', name($), braces(repeat($.calendar_item))),
  calendar_item: ($) => choice(
    seq('zone', $.string), seq('weekend', $.names), seq('holidays', 'from', $.string),
    seq('days', $._name, 'from', $.string)),
  season_decl: ($) => seq('season', name($), 'from', $._literal, 'until', $._literal),
};
