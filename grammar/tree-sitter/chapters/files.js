// Files: the header, what it uses, and declarations.
const { comma_list, comma_list_open } = require('../sequences.js');

module.exports = {
  file: ($) => seq(optional($.header), repeat($._declaration)),
  header: ($) => seq('module', $.path, repeat($.use), optional(seq('rounding', $.round_mode))),
  use: ($) => seq('use', $._used_path, optional(seq('.', '{', comma_list_open($._name), '}'))),
  // The names of a path, without a node: in `use a.b.{C}` the path ends before a dot, and only what follows that tells.
  _used_path: ($) => choice($._name, seq($._used_path, '.', $._name)),
  path: ($) => seq($._name, repeat(seq('.', $._name))),
  names: ($) => comma_list($._name),

  _declaration: ($) => choice(
    $.enum_decl, $.record_decl, $.entity_decl, $.unit_decl, $.currency_decl, $.calendar_decl, $.season_decl,
    $.param_decl, $.table_decl, $.rule_decl, $.extend_decl, $.let_decl, $.bands_decl, $.tariff_decl, $.relief_decl,
    $.bill_decl, $.allocation_decl, $.model_decl, $.segment_decl, $.action_decl, $.dunning_decl, $.check_decl,
    $.approval_decl, $.test_decl, $.property_decl, $.invariant_decl),
};
