// 7.10 Models and segments.
const { name, braces } = require('../sequences.js');

module.exports = {
  model_decl: ($) => seq(
    'model', name($), 'for', field('subject', $._name), ':', $.type, 'from', $.string, braces(repeat($.feature))),
  feature: ($) => seq('feature', name($), '=', field('value', $._expr)),
  segment_decl: ($) => seq(
    'segment', name($), 'for', field('subject', $._name), optional($.first_match), braces(repeat($.segment_row))),
  segment_row: ($) => seq('|', name($), choice($.when, 'otherwise')),
};
