// What is told beside an inlay hint, found again by its place.
#include "compiler/ir/print.h"
#include "lsp/features/declared_ir.h"
#include "lsp/features/hint_texts.h"
#include "lsp/features/inlay_hints.h"

namespace tarifa::lsp {
namespace {

using syntax::NodeId;
using syntax::NodeKind;

// The innermost node around the place that is of one of the kinds.
NodeId around(const syntax::Tree& tree, uint32_t offset, std::initializer_list<NodeKind> kinds) {
  for (NodeId node = tree.node_at(offset == 0 ? 0 : offset - 1); node.valid(); node = tree.parent(node)) {
    for (const NodeKind kind : kinds) {
      if (tree.kind(node) == kind) return node;
    }
  }
  return {};
}

const ir::Param* param_at(const Snapshot& snapshot, const check::ModuleUnit& module, uint32_t offset) {
  const syntax::Tree& tree = module.tree;
  const NodeId name = around(tree, offset, {NodeKind::Name});
  if (name.valid()) {
    const check::Fact* fact = name_fact(snapshot, tree.span(name));
    if (fact != nullptr) return param_of(snapshot, fact->symbol);
  }
  const NodeId declaration = around(tree, offset, {NodeKind::ParamDecl});
  return declaration.valid() ? param_of(snapshot, symbol_declared(module, declaration)) : nullptr;
}

}  // namespace

std::string hint_detail(const Snapshot& snapshot, FileId file, uint32_t offset, HintKind kind, int32_t today,
                        Language language) {
  const check::ModuleUnit* module = snapshot.module(file);
  if (module == nullptr) return {};
  const bool spanish = language == Language::Spanish;
  switch (kind) {
    case HintKind::Types: return spanish ? "tipo que halló el verificador" : "the type that the checker found";
    case HintKind::Units:
      return spanish ? "unidad que se sobreentiende aquí" : "the unit that goes without saying here";
    case HintKind::Arguments: return spanish ? "nombre del argumento" : "the name of the argument";
    case HintKind::Amounts: {
      const NodeId line = around(module->tree, offset,
                                 {NodeKind::LineDecl, NodeKind::TaxDecl, NodeKind::SubtotalDecl, NodeKind::LimitDecl});
      const ir::Line* found = line.valid() ? line_of(snapshot, *module, line) : nullptr;
      return found == nullptr ? std::string{} : AmountTexts(snapshot).detail(*found, language);
    }
    case HintKind::Values: {
      const ir::Param* param = param_at(snapshot, *module, offset);
      return param == nullptr ? std::string{} : value_detail(snapshot.ir(), *param, today, language);
    }
  }
  return {};
}

}  // namespace tarifa::lsp
