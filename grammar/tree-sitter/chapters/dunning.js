// 7.11 Dunning.
const { comma_list, name, braces } = require('../sequences.js');

module.exports = {
  action_decl: ($) => seq('action', name($), $.params),
  dunning_decl: ($) => seq(
    'dunning', name($), 'for', field('subject', $._name), braces(repeat($._dunning_item), repeat($.step))),
  _dunning_item: ($) => choice(
    $.in_calendar, $.start_when, $.clock, $.stop_item, $.pause, $.restart, $.guard),
  start_when: ($) => seq('start', 'when', $._expr),
  clock: ($) => seq('clock', $._expr),
  stop_item: ($) => seq(
    'stop', choice(seq('when', $._expr), seq('on', $.names, 'in', $._expr, optional(seq('for', $._expr))))),
  pause: ($) => seq('pause', 'during', $._expr),
  restart: ($) => seq('restart', 'at', $._name, 'when', $._expr),
  guard: ($) => seq('unless', name($), ':', $._expr, optional(seq('on', $.names))),
  step: ($) => seq(
    'step', name($), 'at', $._expr, optional(seq('on', $._name)), optional(choice($.between, $.before)),
    optional($.when), repeat($._step_clause)),
  between: ($) => seq('between', $.time_range),
  before: ($) => seq('before', $._expr),
  _step_clause: ($) => choice($.requirement, alias($.step_guard, $.guard), $.via, $.actions, $.because),
  requirement: ($) => seq(
    'requires', $._name, choice(seq(':', $._expr), seq('done', optional(seq('at', 'least')), $._expr, 'before'))),
  step_guard: ($) => seq('unless', name($), ':', $._expr),
  via: ($) => seq('via', $._expr),
  actions: ($) => seq(choice('do', 'undo'), comma_list($._expr)),
};
