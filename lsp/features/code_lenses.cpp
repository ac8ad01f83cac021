#include "lsp/features/code_lenses.h"

namespace tarifa::lsp {
namespace {

using syntax::NodeId;
using syntax::NodeKind;
using syntax::Tree;

std::vector<LensKind> kinds_for(const Tree& tree, NodeId node) {
  switch (tree.kind(node)) {
    case NodeKind::RuleDecl:
      if (!tree.child(node, NodeKind::ExceptItem).valid()) return {LensKind::References, LensKind::Evaluate};
      return {LensKind::References, LensKind::Evaluate, LensKind::ExceptionTree};
    case NodeKind::ParamDecl: return {LensKind::References, LensKind::Timeline};
    case NodeKind::TariffDecl:
    case NodeKind::BillDecl: return {LensKind::References, LensKind::Evaluate};
    case NodeKind::EnumDecl:
    case NodeKind::RecordDecl:
    case NodeKind::EntityDecl:
    case NodeKind::UnitDecl:
    case NodeKind::CurrencyDecl:
    case NodeKind::TableDecl: return {LensKind::References};
    case NodeKind::LetDecl:
      return tree.parent(node) == tree.root() ? std::vector{LensKind::References} : std::vector<LensKind>{};
    case NodeKind::LineDecl:
    case NodeKind::TaxDecl:
    case NodeKind::SubtotalDecl:
    case NodeKind::LimitDecl: return {LensKind::Evaluate};
    default: return {};
  }
}

}  // namespace

std::vector<CodeLens> code_lenses(const Snapshot& snapshot, FileId file) {
  std::vector<CodeLens> lenses;
  const check::ModuleUnit* module = snapshot.module(file);
  if (module == nullptr) return lenses;
  const Tree& tree = module->tree;
  for (uint32_t at = 0; at < tree.node_count(); ++at) {
    const NodeId node(at);
    if (tree.kind(node) == NodeKind::TestDecl) {
      const syntax::TokenId text = tree.token(node, syntax::TokenKind::STRING);
      if (text.valid() && !tree.is_missing(text))
        lenses.push_back({LensKind::RunTest, tree.span(text), tree.string_value(text)});
      continue;
    }
    const NodeId name = tree.child(node, NodeKind::Name);
    if (!name.valid() || tree.name_text(name).empty()) continue;
    for (const LensKind kind : kinds_for(tree, node))
      lenses.push_back({kind, tree.span(name), std::string(tree.name_text(name))});
  }
  return lenses;
}

}  // namespace tarifa::lsp
