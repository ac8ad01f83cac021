#include "compiler/check/module_header.h"

#include "compiler/numeric/rounding.h"

namespace tarifa::check {
namespace {

using syntax::NodeId;
using syntax::NodeKind;

std::string path_text(const syntax::Tree& tree, NodeId path) {
  std::string text;
  if (!path.valid()) return text;
  for (const NodeId name : tree.names(path)) {
    if (!text.empty()) text += ".";
    text += tree.name_text(name);
  }
  return text;
}

}  // namespace

void read_header(Session&, ModuleUnit& module) {
  const syntax::Tree& tree = module.tree;
  const NodeId header = tree.header();
  if (!header.valid()) return;
  module.path = path_text(tree, tree.child(header, NodeKind::Path));
  for (const NodeId node : tree.children(header, NodeKind::Use)) {
    const NodeId path = tree.child(node, NodeKind::Path);
    if (!path.valid() || tree.has_error(node)) continue;
    Use use;
    use.path = path_text(tree, path);
    use.span = tree.span(path);
    use.all = !tree.has_token(node, syntax::TokenKind::LBRACE);
    for (const NodeId name : tree.names(node)) {
      use.names.push_back({std::string(tree.name_text(name)), tree.span(name)});
    }
    module.uses.push_back(std::move(use));
  }
  if (const NodeId mode = tree.child(header, NodeKind::RoundMode); mode.valid()) {
    // Both enums list the modes of the language in one order (round_mode.def).
    if (const auto known = numeric::parse_round_mode(tree.text(mode))) {
      module.rounding = static_cast<ir::RoundMode>(*known);
    }
  }
}

Span header_span(const ModuleUnit& module) {
  const NodeId header = module.tree.header();
  const NodeId path = header.valid() ? module.tree.child(header, NodeKind::Path) : NodeId{};
  return path.valid() ? module.tree.span(path) : Span{module.file, 0, 0};
}

}  // namespace tarifa::check
