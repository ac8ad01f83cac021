#include "lsp/syntax/word_checks.h"

#include "compiler/syntax/keyword.h"

namespace tarifa::lsp {
namespace {

using syntax::TokenKind;

// What may stand in a leaf of that type beside identifiers and quoted names.
enum class Words : uint8_t { Any, Contextual, Days, DaysMonth, DaysMonthTime, None };

bool is_type(TSNode node, std::string_view type) { return ts_node_type(node) == type; }

Words allowed_in(TSNode leaf, TSNode parent, bool after_dot) {
  if (!ts_node_is_named(leaf)) return Words::Any;  // a keyword or sign that the grammar asked for
  const std::string_view type = ts_node_type(leaf);
  // `std.tiers`: after the dot of a path any word is a name.
  const bool in_path = after_dot && (is_type(parent, "path") || is_type(parent, "use"));
  if (type == "name") return in_path ? Words::Any : Words::Contextual;
  if (type == "ident") return Words::None;
  if (type == "unit") return Words::Days;
  if (type == "per_unit") return Words::DaysMonth;
  if (type == "identifier") return is_type(parent, "unit_expr") ? Words::DaysMonthTime : Words::None;
  return Words::Any;  // no word
}

bool may_stand(TokenKind word, Words allowed) {
  if (word == TokenKind::IDENT) return true;
  switch (allowed) {
    case Words::Any: return true;
    case Words::Contextual: return !syntax::is_reserved(word);
    case Words::Days: return word == TokenKind::DAYS;
    case Words::DaysMonth: return word == TokenKind::DAYS || word == TokenKind::MONTH_WORD;
    case Words::DaysMonthTime:
      return word == TokenKind::DAYS || word == TokenKind::MONTH_WORD || word == TokenKind::TIME_WORD;
    case Words::None: return false;
  }
  return false;
}

}  // namespace

std::vector<MisplacedWord> misplaced_words(TSNode node, std::string_view text) {
  std::vector<MisplacedWord> misplaced;
  std::vector<TSNode> parents;  // of the node the cursor is at
  bool after_dot = false;
  TSTreeCursor cursor = ts_tree_cursor_new(node);
  const auto look_at = [&](TSNode leaf) {
    if (parents.empty() || ts_node_is_extra(leaf)) return;
    const uint32_t begin = ts_node_start_byte(leaf);
    const uint32_t end = ts_node_end_byte(leaf);
    const TokenKind word = syntax::keyword_kind(text.substr(begin, end - begin));
    if (!may_stand(word, allowed_in(leaf, parents.back(), after_dot))) misplaced.push_back({begin, end});
    after_dot = is_type(leaf, ".");
  };
  for (bool more = true; more;) {
    const TSNode here = ts_tree_cursor_current_node(&cursor);
    if (ts_tree_cursor_goto_first_child(&cursor)) {
      parents.push_back(here);
      continue;
    }
    look_at(here);
    while (!(more = ts_tree_cursor_goto_next_sibling(&cursor)) && ts_tree_cursor_goto_parent(&cursor)) {
      parents.pop_back();
    }
  }
  ts_tree_cursor_delete(&cursor);
  return misplaced;
}

}  // namespace tarifa::lsp
