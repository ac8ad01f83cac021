#include "tests/grammar/tree_shape.h"

#include <map>

#include "compiler/syntax/keyword.h"

namespace tarifa::grammar {
namespace {

using syntax::NodeId;
using syntax::NodeKind;
using syntax::TokenKind;

bool is_spliced(NodeKind kind, NodeKind parent) {
#define TARIFA_SPLICED(k, p) \
  if (kind == NodeKind::k && parent == NodeKind::p) return true;
#include "tests/grammar/node_mapping.def"
  return false;
}

std::string snake_case(std::string_view name) {
  std::string out;
  for (const char c : name) {
    const bool upper = c >= 'A' && c <= 'Z';
    if (upper && !out.empty()) out += '_';
    out += upper ? static_cast<char>(c - 'A' + 'a') : c;
  }
  return out;
}

const std::vector<std::string>& node_names() {
  static const auto names = [] {
    std::vector<std::string> all;
    for (size_t i = 0; i < syntax::node_kind_count(); ++i) {
      all.push_back(snake_case(syntax::node_kind_name(static_cast<NodeKind>(i))));
    }
    return all;
  }();
  return names;
}

using KindOfName = std::map<std::string_view, TokenKind>;

const KindOfName& token_leaves() {
  static const KindOfName leaves = {
#define TARIFA_TOKEN_LEAF(name, kind) {#name, TokenKind::kind},
#include "tests/grammar/node_mapping.def"
  };
  return leaves;
}

bool is_word_leaf(std::string_view type) {
#define TARIFA_WORD_LEAF(name) \
  if (type == #name) return true;
#include "tests/grammar/node_mapping.def"
  return false;
}

const KindOfName& keywords_and_signs() {
  static const auto kinds = [] {
    KindOfName all;
    for (size_t i = 0; i < syntax::token_kind_count(); ++i) {
      const auto kind = static_cast<TokenKind>(i);
      if (!syntax::token_kind_text(kind).empty()) all.emplace(syntax::token_kind_text(kind), kind);
    }
    return all;
  }();
  return kinds;
}

// The name of a node kind that is spelled so, or nothing.
std::string_view node_name(std::string_view type) {
  static const auto by_name = [] {
    std::map<std::string_view, bool> all;
    for (const std::string& name : node_names()) all.emplace(name, true);
    return all;
  }();
  const auto found = by_name.find(type);
  return found == by_name.end() ? std::string_view() : found->first;
}

std::string_view token_name(TSNode leaf, std::string_view text) {
  const std::string_view type = ts_node_type(leaf);
  const KindOfName& known = ts_node_is_named(leaf) ? token_leaves() : keywords_and_signs();
  if (const auto found = known.find(type); found != known.end()) return token_kind_name(found->second);
  if (!is_word_leaf(type)) return type;
  const uint32_t begin = ts_node_start_byte(leaf);
  const std::string_view word = text.substr(begin, ts_node_end_byte(leaf) - begin);
  return token_kind_name(word.starts_with('`') ? TokenKind::QUOTED : syntax::keyword_kind(word));
}

class CompilerShape {
 public:
  explicit CompilerShape(const syntax::Tree& tree) : tree_(tree) {}

  std::vector<ShapeEntry> run() {
    entries_.push_back({"file", 0, 0, static_cast<uint32_t>(tree_.source().size())});
    add_parts(tree_.root(), 1);
    return std::move(entries_);
  }

 private:
  void add_parts(NodeId node, uint32_t depth) {
    for (const syntax::Element& part : tree_.elements(node)) {
      if (part.node.valid()) {
        add(part.node, depth);
      } else if (tree_.token_kind(part.token) != TokenKind::END) {
        const Span span = tree_.span(part.token);
        entries_.push_back({token_kind_name(tree_.token_kind(part.token)), depth, span.begin, span.end});
      }
    }
  }

  void add(NodeId node, uint32_t depth) {
    const NodeKind kind = tree_.kind(node);
    if (is_spliced(kind, tree_.kind(tree_.parent(node)))) {
      add_parts(node, depth);
      return;
    }
    const Span span = tree_.span(node);
    entries_.push_back({mapped_name(kind), depth, span.begin, span.end});
    add_parts(node, depth + 1);
  }

  const syntax::Tree& tree_;
  std::vector<ShapeEntry> entries_;
};

void add_tree_sitter_node(std::vector<ShapeEntry>& entries, TSNode node, uint32_t depth, std::string_view text) {
  const uint32_t begin = ts_node_start_byte(node);
  const uint32_t end = ts_node_end_byte(node);
  const bool leaf = ts_node_child_count(node) == 0;
  const std::string_view name = ts_node_is_named(node) ? node_name(ts_node_type(node)) : std::string_view();
  if (!name.empty()) entries.push_back({name, depth++, begin, end});
  if (leaf) {
    entries.push_back({token_name(node, text), depth, begin, end});
  } else if (name.empty()) {
    entries.push_back({ts_node_type(node), depth, begin, end});  // a node that no kind is mapped to
  }
}

}  // namespace

std::string_view mapped_name(NodeKind kind) { return node_names()[static_cast<size_t>(kind)]; }

bool is_mapped(std::string_view named_node) {
  return !node_name(named_node).empty() || is_word_leaf(named_node) || token_leaves().contains(named_node);
}

std::vector<ShapeEntry> shape_of(const syntax::Tree& tree) { return CompilerShape(tree).run(); }

std::vector<ShapeEntry> shape_of(const TSTree* tree, std::string_view text) {
  std::vector<ShapeEntry> entries;
  entries.push_back({"file", 0, 0, static_cast<uint32_t>(text.size())});
  TSTreeCursor cursor = ts_tree_cursor_new(ts_tree_root_node(tree));
  uint32_t depth = 1;
  for (bool more = ts_tree_cursor_goto_first_child(&cursor); more;) {
    const TSNode node = ts_tree_cursor_current_node(&cursor);
    if (!ts_node_is_extra(node)) add_tree_sitter_node(entries, node, depth, text);
    if (ts_tree_cursor_goto_first_child(&cursor)) {
      ++depth;
      continue;
    }
    while (!(more = ts_tree_cursor_goto_next_sibling(&cursor)) && ts_tree_cursor_goto_parent(&cursor)) --depth;
  }
  ts_tree_cursor_delete(&cursor);
  return entries;
}

}  // namespace tarifa::grammar
