// 7.5 Time bands.
const { comma_list, name, braces } = require('../sequences.js');

module.exports = {
  bands_decl: ($) => seq(
    'time', 'bands', name($), 'on', field('calendar', $._name), optional($.first_match), braces(repeat($.band_row))),
  band_row: ($) => seq(
    '|', name($), optional(seq('in', $._name)), optional(seq('on', $.names)),
    optional(choice('otherwise', comma_list($.time_range)))),
  time_range: ($) => seq($.time, '..', $.time),
};
