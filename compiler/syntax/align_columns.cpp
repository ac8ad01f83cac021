// Columns: rows of tables, ladders, matches and tests, and lines, taxes and expectations that stand
// right below each other, one line each.
#include <algorithm>
#include <optional>

#include "compiler/syntax/comments.h"
#include "compiler/syntax/layout.h"

namespace tarifa::syntax {
namespace {

using K = TokenKind;
using N = NodeKind;

// The tokens of an item before which it may be padded, one a column; nothing where it has no such
// column.
using Stops = std::vector<std::optional<uint32_t>>;

bool shares_columns(N kind) {
  switch (kind) {
    case N::Row:
    case N::MatchRow:
    case N::Tier:
    case N::TouRow:
    case N::BandRow:
    case N::SegmentRow:
    case N::TestRow:
    case N::Expect: return true;
    default: return is_amount_item(kind);
  }
}

class ColumnAligner {
 public:
  explicit ColumnAligner(Layout& layout) : layout_(layout), tree_(layout.tree) {}

  void run() {
    for (size_t i = 0; i < tree_.node_count(); ++i) {
      const auto children = tree_.children(NodeId(i));
      for (size_t begin = 0; begin < children.size();) {
        size_t end = begin;
        while (end < children.size() && joins(children, begin, end)) ++end;
        if (end - begin > 1) align(children.subspan(begin, end - begin));
        begin = std::max(end, begin + 1);
      }
    }
  }

 private:
  [[nodiscard]] uint32_t first(NodeId node) const { return tree_.first_token(node).index(); }
  [[nodiscard]] uint32_t end(NodeId node) const { return tree_.end_token(node).index(); }

  // Whether children[at] belongs to the group that begins at children[begin].
  [[nodiscard]] bool joins(std::span<const NodeId> children, size_t begin, size_t at) const {
    const NodeId node = children[at];
    const N kind = tree_.kind(node);
    if (!shares_columns(kind) || !layout_.gaps[first(node)].breaks || !on_one_line(node)) {
      return false;
    }
    if (at == begin) return true;
    const N group = tree_.kind(children[begin]);
    if (kind != group && !(is_amount_item(kind) && is_amount_item(group))) return false;
    if (layout_.gaps[first(node)].blank) return false;
    for (const Comment& comment : comments_before(tree_, TokenId(first(node)))) {
      if (comment.own_line) return false;
    }
    return true;
  }

  [[nodiscard]] bool on_one_line(NodeId node) const {
    for (uint32_t token = first(node) + 1; token < end(node); ++token) {
      if (layout_.gaps[token].breaks) return false;
    }
    return true;
  }

  [[nodiscard]] std::optional<uint32_t> own(NodeId node, K kind) const {
    const TokenId token = tree_.token(node, kind);
    return token.valid() ? std::optional(token.index()) : std::nullopt;
  }

  [[nodiscard]] Stops stops_of(NodeId node) const {
    const N kind = tree_.kind(node);
    if (is_amount_item(kind)) return amount_stops(node);
    switch (kind) {
      case N::Row: return row_stops(node);
      case N::MatchRow: return {own(node, K::FAT)};
      case N::Tier:
      case N::TouRow: return {own(node, K::AMP)};
      case N::BandRow:
      case N::SegmentRow: return after_name(node);
      case N::TestRow: return every(node, K::COMMA);
      case N::Expect: return expected_equals(node);
      default: return {};
    }
  }

  // `line NAME "label" = ..`: the label, or the `=` of one without; then the `=`.
  [[nodiscard]] Stops amount_stops(NodeId node) const {
    const auto label = own(node, K::STRING);
    const auto equals = own(node, K::EQ);
    const bool dated = tree_.child(node, N::ValuesClause).valid();
    if (!label) return {dated ? std::nullopt : equals, std::nullopt};
    return {label, dated ? std::nullopt : equals};
  }

  // Cells, `=>`, results. `otherwise` stands for all cells.
  [[nodiscard]] Stops row_stops(NodeId node) const {
    Stops stops;
    for (const TokenId token : tree_.tokens(node)) {
      const K kind = tree_.token_kind(token);
      if (kind == K::BAR && token.index() != first(node)) stops.emplace_back(token.index());
      if (kind == K::FAT) stops.emplace_back(token.index());
      if (kind == K::COMMA) stops.emplace_back(token.index() + 1);
    }
    return stops;
  }

  [[nodiscard]] Stops after_name(NodeId node) const {
    const uint32_t next = end(tree_.child(node, N::Name));
    if (next >= end(node)) return {std::nullopt};
    return {next};
  }

  [[nodiscard]] Stops every(NodeId node, K kind) const {
    Stops stops;
    for (const TokenId token : tree_.tokens(node)) {
      if (tree_.token_kind(token) == kind) stops.emplace_back(token.index());
    }
    return stops;
  }

  [[nodiscard]] Stops expected_equals(NodeId node) const {
    const NodeId compared = tree_.child(node, N::Comparison);
    if (!compared.valid() || !tree_.child(compared, N::CmpOp).valid()) return {std::nullopt};
    return {first(tree_.child(compared, N::CmpOp))};
  }

  void align(std::span<const NodeId> nodes) {
    std::vector<Stops> stops;
    size_t columns = 0;
    for (const NodeId node : nodes) {
      stops.push_back(stops_of(node));
      columns = std::max(columns, stops.back().size());
    }
    if (tree_.kind(nodes[0]) == N::Row && !widen_otherwise(nodes, stops, columns)) return;
    for (const Stops& row : stops) {
      if (row.size() != columns) return;
    }
    for (size_t column = 0; column < columns; ++column) align_column(nodes, stops, column);
  }

  // Rows of `otherwise` lack the stops between cells. False if other rows differ in their cells.
  bool widen_otherwise(std::span<const NodeId> nodes, std::vector<Stops>& stops, size_t columns) const {
    for (size_t i = 0; i < nodes.size(); ++i) {
      if (!tree_.has_token(nodes[i], K::OTHERWISE)) continue;
      stops[i].insert(stops[i].begin(), columns - stops[i].size(), std::nullopt);
    }
    return true;
  }

  // The first column a stop of the group can stand in, for all.
  void align_column(std::span<const NodeId> nodes, const std::vector<Stops>& stops, size_t column) {
    uint32_t widest = 0;
    for (size_t i = 0; i < nodes.size(); ++i) {
      if (stops[i][column]) widest = std::max(widest, column_of(nodes[i], *stops[i][column]));
    }
    for (size_t i = 0; i < nodes.size(); ++i) {
      if (!stops[i][column]) continue;
      const uint32_t token = *stops[i][column];
      layout_.gaps[token].pad += widest - column_of(nodes[i], token);
    }
  }

  [[nodiscard]] uint32_t column_of(NodeId node, uint32_t stop) const {
    uint32_t column = 0;
    for (uint32_t token = first(node); token <= stop; ++token) {
      const Gap& gap = layout_.gaps[token];
      if (token > first(node)) column += (gap.tight ? 0 : 1) + gap.pad;
      if (token < stop) column += text_width(tree_.text(TokenId(token)));
    }
    return column;
  }

  Layout& layout_;
  const Tree& tree_;
};

}  // namespace

void align_columns(Layout& layout) { ColumnAligner(layout).run(); }

}  // namespace tarifa::syntax
