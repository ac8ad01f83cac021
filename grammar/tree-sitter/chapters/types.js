// 3. Types.
module.exports = {
  type: ($) => seq(
    choice($.list_type, $.series_type, $.readings_type, $.tiers_type, $.labelled_type, $.item_type),
    optional('?')),
  list_type: ($) => seq('list', 'of', $.item_type, optional(seq('max', $.number))),
  series_type: ($) => seq('series', 'of', $.item_type, 'every', $.quantity, optional(seq('stamped', 'at', $._name))),
  readings_type: ($) => seq('readings', 'of', $.item_type, 'max', $.number),
  tiers_type: ($) => seq('tiers', $.unit_expr, '@', $.item_type),
  labelled_type: ($) => seq($.item_type, 'by', $._name),
  item_type: ($) => seq($.unit_expr, optional(seq('(', $.number, ')'))),
  unit_expr: ($) => seq(
    $._type_word,
    optional(choice(repeat1(seq('/', $._type_word)), repeat1(seq('.', $._type_word))))),
  _type_word: ($) => choice($.identifier, alias(choice('days', 'month', 'time'), $.identifier)),
};
