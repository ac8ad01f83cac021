// Names. A word that may begin something where a name may stand too is a keyword there for the lexer, so it must be
// listed; other words are identifiers wherever no rule asks for them. tests/grammar/word_places_test.cpp tries the
// words in the places of names.
const keywords_where_names_stand = [
  'all', 'as_of', 'days', 'error', 'expect', 'fail', 'issued', 'key', 'known', 'later', 'list', 'month', 'none', 'over',
  'readings', 'reliefs', 'series', 'time',
];

module.exports = {
  _ident: ($) => choice(alias($.identifier, $.ident), alias($.quoted, $.ident)),
  _name: ($) => choice(
    alias($.identifier, $.name), alias($.quoted, $.name), alias(choice(...keywords_where_names_stand), $.name)),
};
