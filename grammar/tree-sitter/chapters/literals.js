// 6. Literals, quantities and how they are rounded.
module.exports = {
  _literal: ($) => choice($.literal, $.quantity),
  literal: ($) => choice(
    'true', 'false', $.string, $.percent, $.datetime, $.date, $.month, $.month_day, $.time),
  quantity: ($) => choice($.rate, seq($.number, optional($._unit))),
  _unit: ($) => choice(alias($.identifier, $.unit), alias('days', $.unit)),
  round_mode: ($) => choice('half_up', 'half_even', 'half_down', 'up', 'down', 'floor', 'ceiling'),
  to_step: ($) => seq('to', $._literal, optional($.round_mode)),
};
