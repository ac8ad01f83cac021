// Where lines begin: around declarations, items and rows; where the author began one and may; where
// a comment leaves no choice.
#include <algorithm>

#include "compiler/syntax/comments.h"
#include "compiler/syntax/layout.h"

namespace tarifa::syntax {
namespace {

constexpr uint32_t kIndent = 2;

using N = NodeKind;

// Braces that hold items or rows, not the elements of a value.
bool holds_block(N kind) {
  switch (kind) {
    case N::SetExpr:
    case N::LabelsExpr:
    case N::PostfixOp:
    case N::Use: return false;
    default: return true;
  }
}

// The parts of an item that may stand on lines of their own.
bool is_clause(N kind, N parent) {
  switch (kind) {
    case N::Window: return parent == N::ExceptItem;
    case N::When: return parent == N::ExceptItem || parent == N::Step || is_amount_item(parent);
    case N::Guard: return parent == N::Step;
    case N::Because: return parent != N::ReliefDecl;
    case N::Published:
    case N::Rounded:
    case N::Requirement:
    case N::Via:
    case N::Actions:
    case N::Starting:
    case N::Down:
    case N::Interest:
    case N::Grace: return true;
    case N::Entry: return parent == N::KeyedEntries;
    default: return false;
  }
}

bool is_list(N kind) {
  switch (kind) {
    case N::Arguments:
    case N::Params:
    case N::ListExpr:
    case N::SetExpr:
    case N::LabelsExpr:
    case N::PostfixOp:
    case N::Names:
    case N::LineTail:
    case N::Actions: return true;
    default: return false;
  }
}

bool is_operator_chain(N kind) {
  switch (kind) {
    case N::Implies:
    case N::Or:
    case N::And:
    case N::Sum:
    case N::Product:
    case N::Coalesce:
    case N::IfExpr: return true;
    default: return false;
  }
}

class BreakLayout {
 public:
  explicit BreakLayout(Layout& layout) : layout_(layout), tree_(layout.tree) {}

  void run() {
    lay_out_file();
    std::vector<uint32_t> depth(tree_.node_count());
    for (size_t i = 1; i < tree_.node_count(); ++i) {
      const NodeId node(i);
      depth[i] = depth[tree_.parent(node).index()] + 1;
      depth_ = depth[i];
      lay_out_node(node);
    }
    for (uint32_t token = 1; token < tree_.token_count(); ++token) follow_comments(token);
    layout_.spread_breaks();
  }

 private:
  [[nodiscard]] uint32_t first(NodeId node) const { return tree_.first_token(node).index(); }
  [[nodiscard]] uint32_t last(NodeId node) const { return tree_.end_token(node).index() - 1; }

  void lay_out_file() {
    for (const NodeId node : tree_.children(tree_.root())) {
      set_line(first(node), 0, 0);
      layout_.break_at(first(node));
    }
    const auto end = static_cast<uint32_t>(tree_.token_count() - 1);
    set_line(end, 0, 0);
    if (end > 0) layout_.break_at(end);
    if (const NodeId header = tree_.header(); header.valid()) {
      for (const NodeId use : tree_.children(header, N::Use)) layout_.break_at(first(use));
      const TokenId rounding = tree_.token(header, TokenKind::ROUNDING);
      if (rounding.valid()) layout_.break_at(rounding.index());
    }
  }

  // The indentation of the line that `token` begins, if it begins one.
  void set_line(uint32_t token, uint32_t anchor, uint32_t indent) {
    layout_.gaps[token].anchor = anchor;
    layout_.gaps[token].indent = indent;
    set_.resize(tree_.token_count());
    set_[token] = true;
  }

  uint32_t add_group(BreakOrder order) {
    layout_.groups.push_back({order, depth_, {}, 0, 0});
    return static_cast<uint32_t>(layout_.groups.size() - 1);
  }

  void add_point(uint32_t group, uint32_t token, uint32_t anchor, uint32_t indent) {
    if (token <= anchor) return;
    // Where several groups meet, the outermost says how the line is indented.
    if (set_.size() <= token || !set_[token]) set_line(token, anchor, indent);
    layout_.groups[group].at.push_back(token);
    layout_.groups_at[token].push_back(group);
  }

  void lay_out_node(NodeId node) {
    const N kind = tree_.kind(node);
    const TokenId brace = tree_.token(node, TokenKind::LBRACE);
    add_clauses(node);
    if (brace.valid() && holds_block(kind)) add_block(node, brace.index());
    if (kind == N::Entry) add_tiers(node);
    add_equals(node);
    if (is_operator_chain(kind)) add_operators(node);
    if (kind == N::Argument) add_loop(node);
    if (is_list(kind)) add_list(node);
  }

  // `{`, items, `}`: all on lines of their own, or none.
  void add_block(NodeId node, uint32_t brace) {
    const uint32_t group = add_group(BreakOrder::Block);
    const TokenId close = tree_.token(node, TokenKind::RBRACE);
    TokenId before;  // the token between the braces that an item begins with
    for (const Element& element : tree_.elements(node)) {
      if (element.token.valid()) {
        const uint32_t token = element.token.index();
        if (token > brace && tree_.token_kind(element.token) == TokenKind::HOLDS) {
          add_point(group, token, brace, kIndent);
          before = element.token;
        }
        continue;
      }
      const bool inside = first(element.node) > brace && first(element.node) < close.index();
      if (!inside || before.valid()) continue;
      add_point(group, first(element.node), brace, kIndent);
      add_timeline_end(group, element.node);
    }
    add_point(group, close.index(), brace, 0);
    layout_.gaps[close.index()].closes = true;
    layout_.groups[group].open = brace;
    layout_.groups[group].close = close.index();
    if (was_broken_before(tree_, brace + 1) && brace + 1 != close.index()) {
      layout_.break_group(group);
    }
  }

  // `open` after the last of a parameter's entries stands as an entry does.
  void add_timeline_end(uint32_t group, NodeId entry) {
    if (tree_.kind(entry) != N::Entry || tree_.child(entry, N::Published).valid()) return;
    const NodeId end = tree_.child(entry, N::TimelineEnd);
    if (end.valid()) add_point(group, first(end), first(entry), 0);
  }

  // A ladder in an entry: `from 2024-01-01: | up to .. | above ..`.
  void add_tiers(NodeId entry) {
    const auto tiers = tree_.children(entry, N::Tier);
    if (tiers.empty()) return;
    const uint32_t group = add_group(BreakOrder::Block);
    for (const NodeId tier : tiers) add_point(group, first(tier), first(entry), kIndent);
    layout_.groups[group].open = first(tiers.front()) - 1;
    layout_.groups[group].close = last(tiers.back());
    if (was_broken_before(tree_, first(tiers.front()))) layout_.break_group(group);
  }

  void add_clauses(NodeId node) {
    const uint32_t group = add_group(BreakOrder::Clause);
    for (const NodeId child : tree_.children(node)) {
      if (!is_clause(tree_.kind(child), tree_.kind(node))) continue;
      add_point(group, first(child), first(node), kIndent);
      keep_break(first(child));
    }
    const TokenId over = tree_.token(node, TokenKind::OVER);
    if (tree_.kind(node) != N::Defer || !over.valid()) return;
    const uint32_t terms = add_group(BreakOrder::Clause);
    layout_.groups[terms].depth = depth_ + 1;  // after the other clauses
    add_point(terms, over.index(), first(node), kIndent);
    keep_break(over.index());
  }

  // After the `=` of an item, the `=>` of a row.
  void add_equals(NodeId node) {
    TokenId sign = tree_.token(node, TokenKind::EQ);
    if (!sign.valid()) sign = tree_.token(node, TokenKind::FAT);
    if (!sign.valid() || tree_.kind(node) == N::CmpOp) return;
    const uint32_t group = add_group(BreakOrder::Equals);
    const uint32_t token = sign.index() + 1;
    add_point(group, token, first(node), kIndent);
    keep_break(token);
  }

  void add_operators(NodeId node) {
    const N kind = tree_.kind(node);
    const bool arithmetic = kind == N::Sum || kind == N::Product || kind == N::Coalesce;
    const uint32_t group = add_group(arithmetic ? BreakOrder::List : BreakOrder::Operator);
    for (const TokenId token : tree_.tokens(node)) {
      if (token.index() == first(node)) continue;
      add_point(group, token.index(), first(node), kIndent);
      keep_break(token.index());
    }
  }

  // `x for i in list where ..`
  void add_loop(NodeId argument) {
    const uint32_t group = add_group(BreakOrder::Operator);
    for (const NodeId child : tree_.children(argument)) {
      const N kind = tree_.kind(child);
      if (kind != N::ForClause && kind != N::WhereClause && kind != N::ByClause) continue;
      add_point(group, first(child), first(argument), kIndent);
      keep_break(first(child));
    }
  }

  void add_list(NodeId node) {
    const auto own = tree_.tokens(node);
    const uint32_t group = add_group(BreakOrder::List);
    uint32_t open = first(node);
    // The members of an enum stand below each other.
    const bool column = tree_.kind(tree_.parent(node)) == N::EnumDecl;
    for (const TokenId token : own) {
      const TokenKind kind = tree_.token_kind(token);
      const bool opens = kind == TokenKind::LPAREN || kind == TokenKind::LBRACK || kind == TokenKind::LBRACE;
      const bool closes = kind == TokenKind::RPAREN || kind == TokenKind::RBRACK || kind == TokenKind::RBRACE;
      if (opens) open = token.index();
      if (opens || kind == TokenKind::COMMA) {
        const uint32_t next = token.index() + 1;
        if (is_closing(next)) continue;
        add_point(group, next, open, column ? 0 : kIndent);
        keep_break(next);
      }
      if (!closes || token.index() == open + 1) continue;
      add_point(group, token.index(), open, 0);
      layout_.gaps[token.index()].closes = true;
      if (layout_.gaps[open + 1].breaks) layout_.break_at(token.index());
    }
  }

  [[nodiscard]] bool is_closing(uint32_t token) const {
    const TokenKind kind = layout_.kind(token);
    return kind == TokenKind::RPAREN || kind == TokenKind::RBRACK || kind == TokenKind::RBRACE;
  }

  void keep_break(uint32_t token) {
    if (was_broken_before(tree_, token)) layout_.break_at(token);
  }

  // A line comment ends its line, whatever follows.
  void follow_comments(uint32_t token) {
    if (comments_before(tree_, TokenId(token)).empty()) return;
    layout_.break_at(token);
    if (set_.size() <= token || !set_[token]) set_line(token, token - 1, 0);
  }

  Layout& layout_;
  const Tree& tree_;
  uint32_t depth_ = 0;
  std::vector<bool> set_;
};

}  // namespace

void lay_out_breaks(Layout& layout) { BreakLayout(layout).run(); }

}  // namespace tarifa::syntax
