#include "lsp/features/outline.h"

namespace tarifa::lsp {
namespace {

using syntax::NodeId;
using syntax::NodeKind;
using syntax::Tree;

// Declarations, and of what stands in them what has a name of its own.
bool is_listed(const Tree& tree, NodeId node) {
  const NodeKind kind = tree.kind(node);
  if (tree.parent(node) == tree.root()) return kind != NodeKind::Header && kind != NodeKind::Error;
  switch (kind) {
    case NodeKind::Field:
    case NodeKind::ExceptItem:
    case NodeKind::LetDecl:
    case NodeKind::LineDecl:
    case NodeKind::TaxDecl:
    case NodeKind::SubtotalDecl:
    case NodeKind::LimitDecl:
    case NodeKind::CarryDecl:
    case NodeKind::Entry:
    case NodeKind::DatedRows: return true;
    default: return false;
  }
}

// The first line, cut where it is long.
std::string first_line(std::string_view text) {
  constexpr size_t kMost = 60;
  const std::string_view line = text.substr(0, text.find('\n'));
  size_t length = std::min(line.size(), kMost);
  while (length < line.size() && length > 0 && (static_cast<unsigned char>(line[length]) & 0xC0U) == 0x80U) --length;
  return std::string(line.substr(0, length));
}

OutlineItem item_of(const Tree& tree, NodeId node) {
  OutlineItem item;
  item.kind = tree.kind(node);
  item.span = tree.span(node);
  item.detail = std::string(tree.text(tree.first_token(node)));
  if (item.kind == NodeKind::Entry || item.kind == NodeKind::DatedRows) {
    const NodeId date = tree.expression(node);
    item.name = "from " + std::string(date.valid() ? tree.text(date) : std::string_view{});
    item.name_span = date.valid() ? tree.span(date) : item.span;
    return item;
  }
  const NodeId name = tree.child(node, NodeKind::Name);
  if (name.valid() && !tree.name_text(name).empty()) {
    item.name = std::string(tree.name_text(name));
    item.name_span = tree.span(name);
    return item;
  }
  const auto text = tree.token(node, syntax::TokenKind::STRING);  // tests and properties
  item.name = text.valid() ? tree.string_value(text) : first_line(tree.text(node));
  item.name_span = text.valid() ? tree.span(text) : tree.span(tree.first_token(node));
  if (item.name.empty()) item.name = item.detail;
  return item;
}

void add_members(const Tree& tree, NodeId node, std::vector<OutlineItem>& items) {
  const NodeId names = tree.child(node, NodeKind::Names);
  if (!names.valid()) return;
  for (const NodeId name : tree.names(names)) {
    const std::string text(tree.name_text(name));
    if (!text.empty()) items.push_back({text, "member", NodeKind::Name, tree.span(name), tree.span(name), {}});
  }
}

void add_listed(const Tree& tree, NodeId parent, std::vector<OutlineItem>& items) {
  for (const NodeId node : tree.children(parent)) {
    if (!is_listed(tree, node)) {
      if (!syntax::is_expression(tree.kind(node)) && tree.kind(node) != NodeKind::Header) add_listed(tree, node, items);
      continue;
    }
    OutlineItem item = item_of(tree, node);
    if (item.kind == NodeKind::EnumDecl) add_members(tree, node, item.children);
    add_listed(tree, node, item.children);
    items.push_back(std::move(item));
  }
}

}  // namespace

std::vector<OutlineItem> outline(const Tree& tree) {
  std::vector<OutlineItem> items;
  add_listed(tree, tree.root(), items);
  return items;
}

}  // namespace tarifa::lsp
