// 7.2 Parameters.
const { name, braces } = require('../sequences.js');

const entry_tail = ($) => [optional($.published), optional($.because), optional($.timeline_end)];

module.exports = {
  param_decl: ($) => seq(
    'param', name($), optional(seq('by', $.names)), ':', $.type, optional(seq('every', $.identifier)),
    choice(seq('from', $.string), braces(choice(repeat($.entry), repeat1($.keyed_entries))))),
  keyed_entries: ($) => seq('|', $.names, repeat1(alias($.keyed_entry, $.entry))),
  keyed_entry: ($) => seq('from', $._literal, ':', $._expr, ...entry_tail($)),
  entry: ($) => seq('from', $._literal, ':', choice($._expr, repeat1($.tier)), ...entry_tail($)),
  published: ($) => seq('published', $._literal),
  timeline_end: ($) => choice('open', seq(choice('until', 'through'), $._literal)),
};
