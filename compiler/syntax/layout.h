// What stands between the tokens of a formatted file: made by layout_breaks.cpp, layout_spaces.cpp,
// fit_lines.cpp and align_columns.cpp, in this order, then printed by format.cpp.
#pragma once

#include <cstdint>
#include <vector>

#include "compiler/syntax/tree.h"

namespace tarifa::syntax {

// What comes before a token.
struct Gap {
  bool breaks = false;  // the token begins a line
  bool blank = false;   // an empty line before that, and before its comments
  bool closes = false;  // it closes braces: comments before it are indented as items
  bool tight = false;   // nothing stands between it and the token before
  uint32_t anchor = 0;  // a line's indentation is that of the anchor's line..
  uint32_t indent = 0;  // ..and this many blanks
  uint32_t pad = 0;     // more blanks, to align
};

// How a line that is too long is broken: the lowest first.
enum class BreakOrder : uint8_t { Clause, Block, Equals, Operator, List };

// Places that break together when a line is too long.
struct BreakGroup {
  BreakOrder order = BreakOrder::Clause;
  uint32_t depth = 0;        // of its node in the tree
  std::vector<uint32_t> at;  // tokens that begin lines then
  uint32_t open = 0;         // of a block: its brace,
  uint32_t close = 0;        // and the brace that closes it; a break between them breaks the block
};

struct Layout {
  explicit Layout(const Tree& t) : tree(t), gaps(t.token_count()), groups_at(t.token_count()) {}
  const Tree& tree;
  std::vector<Gap> gaps;  // by token
  std::vector<BreakGroup> groups;
  std::vector<std::vector<uint32_t>> groups_at;  // by token: the groups that may break there
  std::vector<bool> wide;                        // by token: it belongs to an item that stands in an aligned block

  [[nodiscard]] TokenKind kind(uint32_t token) const { return tree.token_kind(TokenId(token)); }
  void break_at(uint32_t token) { gaps[token].breaks = true; }
  void break_group(uint32_t group);
  // Blocks around a break are broken too.
  void spread_breaks();
};

// Columns a text takes: code points.
[[nodiscard]] uint32_t text_width(std::string_view text);
// Whether the source has a line end between the token and the one before.
[[nodiscard]] bool was_broken_before(const Tree& tree, uint32_t token);

void lay_out_breaks(Layout& layout);  // what must break, what did, what may
void lay_out_spaces(Layout& layout);  // where nothing stands between two tokens
void fit_lines(Layout& layout);       // breaks lines that are too long
void align_columns(Layout& layout);   // pads rows and neighbouring items

// Consecutive one-line siblings of one kind of row or item share columns.
[[nodiscard]] bool is_amount_item(NodeKind kind);

}  // namespace tarifa::syntax
