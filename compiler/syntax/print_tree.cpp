#include "compiler/syntax/print_tree.h"

#include "compiler/syntax/printable_text.h"

namespace tarifa::syntax {
namespace {

// The node's elements in order: tokens as they are, children as `*`.
void append_elements(std::string& out, const Tree& tree, NodeId node) {
  for (const Element& element : tree.elements(node)) {
    out += ' ';
    if (element.node.valid()) {
      out += '*';
    } else if (tree.is_missing(element.token)) {
      out += "<missing ";
      out += token_kind_name(tree.token_kind(element.token));
      out += '>';
    } else {
      append_printable(out, tree.text(element.token));
    }
  }
}

std::string print(const SourceStore* sources, const Tree& tree) {
  std::string out;
  std::vector<uint32_t> depth(tree.node_count());
  for (size_t i = 0; i < tree.node_count(); ++i) {
    const NodeId node(i);
    const NodeId parent = tree.parent(node);
    if (parent.valid()) depth[i] = depth[parent.index()] + 1;
    out.append(size_t{depth[i]} * 2, ' ');
    if (sources != nullptr) {
      const LineColumn at = sources->line_column(tree.file(), tree.span(node).begin);
      out += std::to_string(at.line) + ":" + std::to_string(at.column) + " ";
    }
    out += node_kind_name(tree.kind(node));
    if (tree.has_error(node)) out += '!';
    append_elements(out, tree, node);
    out += '\n';
  }
  return out;
}

}  // namespace

std::string print_tree(const SourceStore& sources, const Tree& tree) { return print(&sources, tree); }
std::string print_tree_shape(const Tree& tree) { return print(nullptr, tree); }

}  // namespace tarifa::syntax
