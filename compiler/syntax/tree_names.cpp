// A Name among a node's children names something, or is an expression: which, is told here.
#include "compiler/syntax/tree.h"

namespace tarifa::syntax {
namespace {

constexpr size_t kAll = static_cast<size_t>(-1);

// How many Names of the node name something before those that are expressions.
size_t leading_names(const Tree& tree, NodeId node) {
  switch (tree.kind(node)) {
    case NodeKind::Argument:
    case NodeKind::WhereClause:
    case NodeKind::ByClause:
    case NodeKind::MatchRow:
    case NodeKind::Tier:
    case NodeKind::TouRow:
    case NodeKind::PerOp:
    case NodeKind::Entry:
    case NodeKind::Row:
    case NodeKind::Cell:
    case NodeKind::CellCompare:
    case NodeKind::Window:
    case NodeKind::LaterOf:
    case NodeKind::When:
    case NodeKind::TariffWindow:
    case NodeKind::Applies:
    case NodeKind::TaxBase:
    case NodeKind::Discount:
    case NodeKind::Credit:
    case NodeKind::ExtendDue:
    case NodeKind::Defer:
    case NodeKind::Starting:
    case NodeKind::Down:
    case NodeKind::Interest:
    case NodeKind::Grace:
    case NodeKind::DueItem:
    case NodeKind::UpTo:
    case NodeKind::StartWhen:
    case NodeKind::Clock:
    case NodeKind::StopItem:
    case NodeKind::Pause:
    case NodeKind::Before:
    case NodeKind::Via:
    case NodeKind::Actions:
    case NodeKind::Flag:
    case NodeKind::TestFor:
    case NodeKind::ContextItem:
    case NodeKind::Expect: return 0;
    case NodeKind::ByExpr:
    case NodeKind::Binding:
    case NodeKind::ForClause:
    case NodeKind::LetDecl:
    case NodeKind::LineDecl:
    case NodeKind::SubtotalDecl:
    case NodeKind::LimitDecl:
    case NodeKind::CarryDecl:
    case NodeKind::Cap:
    case NodeKind::Replace:
    case NodeKind::AllocationRow:
    case NodeKind::Feature:
    case NodeKind::Restart:
    case NodeKind::Guard:
    case NodeKind::Step:
    case NodeKind::Requirement:
    case NodeKind::PropertyDecl: return 1;
    case NodeKind::RuleDecl:
    case NodeKind::ApprovalDecl:
    case NodeKind::InvariantDecl: return 2;
    case NodeKind::ExceptItem: return tree.has_token(node, TokenKind::WITHIN) ? 2 : 1;
    default: return is_expression(tree.kind(node)) ? 0 : kAll;
  }
}

// `.. weighted by NAME`, `at 5 days on NAME`: the name stands after the expressions.
bool ends_in_name(const Tree& tree, NodeId node) {
  switch (tree.kind(node)) {
    case NodeKind::Window: return tree.has_token(node, TokenKind::WEIGHTED);
    case NodeKind::Step: return tree.has_token(node, TokenKind::ON);
    default: return false;
  }
}

}  // namespace

std::vector<NodeId> Tree::expressions(NodeId node) const {
  std::vector<NodeId> found;
  size_t names_left = leading_names(*this, node);
  for (NodeId c : children(node)) {
    if (!is_expression(kind(c))) continue;
    if (kind(c) == NodeKind::Name && names_left > 0) {
      if (names_left != kAll) --names_left;
      continue;
    }
    found.push_back(c);
  }
  if (ends_in_name(*this, node) && !found.empty()) found.pop_back();
  return found;
}

NodeId Tree::expression(NodeId node) const {
  const auto found = expressions(node);
  return found.empty() ? NodeId{} : found.front();
}

}  // namespace tarifa::syntax
