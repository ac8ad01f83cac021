// 6. Expressions: members, calls and their arguments.
const { comma_list_open, braces } = require('../sequences.js');

module.exports = {
  _postfix: ($) => choice($._chain, $._primary, $.postfix),
  // A chain of names and calls is apart from other operands: `tax t = rate(r) of all` is told by the `of` after it.
  _chain: ($) => choice($._name, alias($.chain_postfix, $.postfix)),
  chain_postfix: ($) => seq($._name, $._chain_ops),
  _chain_ops: ($) => choice($._chain_op, seq($._chain_ops, $._chain_op)),
  _chain_op: ($) => alias($.chain_op, $.postfix_op),
  chain_op: ($) => choice(seq('.', $._name), $.arguments),
  postfix: ($) => choice(
    seq($._primary, repeat1($._postfix_op)),
    seq($._name, optional($._chain_ops), alias($.with_op, $.postfix_op), repeat($._postfix_op))),
  _postfix_op: ($) => choice($._chain_op, alias($.with_op, $.postfix_op)),
  with_op: ($) => seq('with', braces(optional(comma_list_open($.binding)))),
  arguments: ($) => seq('(', optional(comma_list_open($.argument)), ')'),
  argument: ($) => seq(
    optional(seq($.argument_name, ':')), $._expr, optional(choice('fixed', 'rolling')),
    optional($.for_clause), optional($.where_clause), optional($.by_clause)),
  argument_name: ($) => choice($._name, 'at', 'by', 'for', 'from', 'on', 'to', 'until'),
  for_clause: ($) => seq('for', $._name, 'in', $._expr),
  where_clause: ($) => seq('where', $._expr),
  by_clause: ($) => seq('by', $._expr),
  binding: ($) => seq(field('name', $._name), ':', $._expr),
};
