// 7.3 Decision tables.
const { comma_list, comma_list_open, name, braces } = require('../sequences.js');

module.exports = {
  table_decl: ($) => seq(
    'table', name($), $.params, '->', comma_list($.result), optional($.policy),
    choice(
      seq('from', $.string),
      braces(choice(repeat($.row), seq(repeat1($.dated_rows), optional($.timeline_end)))))),
  dated_rows: ($) => seq('from', $._literal, optional($.published), braces(repeat($.row))),
  params: ($) => seq('(', optional(comma_list_open($.param)), ')'),
  param: ($) => seq(name($), ':', $.type, optional(seq('in', $.range))),
  result: ($) => seq(optional(seq(name($), ':')), $.type),
  policy: ($) => choice('unique', $.first_match, seq('collect', $._name)),
  first_match: ($) => seq('first', 'match'),
  row: ($) => seq('|', choice('otherwise', seq($.cell, repeat(seq('|', $.cell)))), '=>', comma_list($._expr)),
  cell: ($) => choice('any', comma_list(choice($.cell_compare, $._interval))),
  cell_compare: ($) => seq($.cmp_op, $._sum),
};
