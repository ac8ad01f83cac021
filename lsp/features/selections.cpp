#include "lsp/features/selections.h"

#include <algorithm>
#include <optional>
#include <string_view>

namespace tarifa::lsp {
namespace {

bool is_type(TSNode node, std::string_view type) { return ts_node_type(node) == type; }

// Outermost first.
struct Path {
  std::vector<ByteRange> ranges;
  void add(uint32_t begin, uint32_t end) {
    const ByteRange range{begin, end};
    const bool inside = ranges.empty() || (ranges.back().begin <= begin && end <= ranges.back().end);
    if (inside && (ranges.empty() || ranges.back() != range)) ranges.push_back(range);
  }
};

// Of the children the one that holds the place; where two touch there, the one that is a word rather than a sign.
std::optional<TSNode> child_at(TSTreeCursor& cursor, uint32_t offset) {
  std::optional<TSNode> best;
  if (!ts_tree_cursor_goto_first_child(&cursor)) return best;
  do {
    const TSNode child = ts_tree_cursor_current_node(&cursor);
    if (ts_node_start_byte(child) > offset) break;
    if (offset > ts_node_end_byte(child) || ts_node_start_byte(child) == ts_node_end_byte(child)) continue;
    if (!best || ts_node_is_named(child) || !ts_node_is_named(*best)) best = child;
  } while (ts_tree_cursor_goto_next_sibling(&cursor));
  return best;
}

// Between the brackets of the node, where the place is there.
void add_between_brackets(TSTreeCursor& cursor, TSNode node, uint32_t offset, Path& path) {
  std::optional<uint32_t> open;
  ts_tree_cursor_reset(&cursor, node);
  if (!ts_tree_cursor_goto_first_child(&cursor)) return;
  do {
    const TSNode child = ts_tree_cursor_current_node(&cursor);
    if (is_type(child, "{") || is_type(child, "(") || is_type(child, "[")) open = ts_node_end_byte(child);
    const bool closes = is_type(child, "}") || is_type(child, ")") || is_type(child, "]");
    if (!closes || !open) continue;
    if (*open <= offset && offset <= ts_node_start_byte(child)) path.add(*open, ts_node_start_byte(child));
    open.reset();
  } while (ts_tree_cursor_goto_next_sibling(&cursor));
}

void add_between_quotes(TSNode node, uint32_t offset, Path& path) {
  const uint32_t begin = ts_node_start_byte(node) + 1;
  const uint32_t end = ts_node_end_byte(node) - 1;
  if (is_type(node, "string") && begin <= offset && offset <= end) path.add(begin, end);
}

}  // namespace

std::vector<ByteRange> selections_at(TSNode root, uint32_t offset) {
  Path path;
  path.add(0, ts_node_end_byte(root));
  TSTreeCursor cursor = ts_tree_cursor_new(root);
  std::optional<TSNode> node = root;
  while (node) {
    path.add(ts_node_start_byte(*node), ts_node_end_byte(*node));
    add_between_brackets(cursor, *node, offset, path);
    add_between_quotes(*node, offset, path);
    ts_tree_cursor_reset(&cursor, *node);
    node = child_at(cursor, offset);
  }
  ts_tree_cursor_delete(&cursor);
  std::reverse(path.ranges.begin(), path.ranges.end());
  if (path.ranges.size() > kMostSelections) path.ranges.resize(kMostSelections);
  return std::move(path.ranges);
}

}  // namespace tarifa::lsp
