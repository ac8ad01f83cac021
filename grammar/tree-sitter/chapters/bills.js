// 7.8 Bills and 7.9 allocation.
const { comma_list, name, braces } = require('../sequences.js');

module.exports = {
  bill_decl: ($) => seq(
    'bill', name($), 'for', field('subject', $._name), braces(repeat(choice($._bill_item, $._amount_item)))),
  _bill_item: ($) => choice(
    $.in_calendar, $.currency_item, $.round_lines, $.values_clause, $.during, $.choice_item, $.each_item,
    $.reliefs_item, $.split_item, $.round_total, $.due_item),
  during: ($) => seq('during', $._name),
  choice_item: ($) => seq(choice('one', 'all'), 'of', $.names),
  each_item: ($) => seq('each', $._name, braces(repeat(choice($.during, $.choice_item)))),
  reliefs_item: ($) => seq('reliefs', choice('all', 'none', comma_list($._ident))),
  split_item: ($) => seq('split', 'at', 'changes', 'of', $.names),
  round_total: ($) => seq('round', 'total', $.to_step, optional(seq('carrying', 'difference'))),
  due_item: ($) => seq('due', $._expr),

  allocation_decl: ($) => seq(
    'allocation', name($), 'for', field('subject', $._name), 'of', $._name, braces(repeat($.allocation_row))),
  allocation_row: ($) => seq(
    '|', $._name, optional(seq(':', $._expr)), optional(choice(seq(choice('oldest', 'newest'), 'first'), 'prorata')),
    optional($.up_to), optional(choice('never', $.when))),
  up_to: ($) => seq('up', 'to', $._expr),
};
