// 7.13 Tests, properties, invariants.
const { comma_list, name, braces } = require('../sequences.js');

module.exports = {
  test_decl: ($) => seq('test', field('name', $.string), braces(repeat($._test_item), repeat($.test_row))),
  _test_item: ($) => choice($.test_for, $.context_item, $.reliefs_item, $.expect_error, $.expect),
  test_for: ($) => seq('for', $._expr),
  context_item: ($) => seq(choice('over', 'issued', 'as_of'), $._expr),
  expect_error: ($) => seq('expect', 'error', $._ident),
  expect: ($) => seq('expect', $._expr),
  test_row: ($) => seq('|', comma_list($.binding)),
  property_decl: ($) => seq(
    'property', field('name', $.string), 'for', field('subject', $._name), optional($.params),
    braces(repeat(choice($.context_item, $.reliefs_item)), 'holds', $._expr)),
  invariant_decl: ($) => seq('invariant', name($), 'for', field('subject', $._name), braces($._expr)),
};
