// Lexis: the same expressions as ../../TarifaLexer.g4; the longest match decides.
// ASCII letters, `_`, and any code point beyond ASCII.
const WORD = '[^\\x00-@\\[-\\^`{-\\x7f][^\\x00-/:-@\\[-\\^`{-\\x7f]*';
const NUM = '[0-9]+(_[0-9]+)*(\\.[0-9]+(_[0-9]+)*)?';

module.exports = {
  datetime: ($) => /[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}/,
  date: ($) => /[0-9]{4}-[0-9]{2}-[0-9]{2}/,
  month: ($) => /[0-9]{4}-[0-9]{2}/,
  month_day: ($) => /[0-9]{2}-[0-9]{2}/,
  time: ($) => /[0-9]{2}:[0-9]{2}/,
  rate: ($) => new RegExp(NUM + '[ \\t\\r\\n]*' + WORD + '(/' + WORD + ')+'),  // one token, no blank around `/`
  percent: ($) => new RegExp(NUM + '%'),
  number: ($) => new RegExp(NUM),
  string: ($) => /"([^"\\\r\n]|\\["\\nt])*"/,
  identifier: ($) => new RegExp(WORD),
  quoted: ($) => new RegExp('`' + WORD + '`'),
  doc_comment: ($) => token(prec(1, /\/\/\/[^\/\r\n][^\r\n]*/)),
  comment: ($) => token(/\/\/[^\r\n]*/),
};
