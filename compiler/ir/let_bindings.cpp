#include "compiler/ir/let_bindings.h"

#include <algorithm>

namespace tarifa::ir {
namespace {

void adopt(std::vector<NodeId>& parents, NodeId child, NodeId parent) {
  if (child.valid()) parents[child.index()] = parent;
}

void adopt_blocks(std::vector<NodeId>& parents, const std::vector<TierBlock>& blocks, NodeId parent) {
  for (const TierBlock& block : blocks) {
    for (const NodeId child : {block.limit, block.rate, block.plus}) adopt(parents, child, parent);
    adopt_blocks(parents, block.nested, parent);
  }
}

}  // namespace

void LetBindings::find_parents() const {
  const Module& module = module_;
  known_ = true;
  const bool binds = std::any_of(module.nodes.begin(), module.nodes.end(),
                                 [](const Node& node) { return node.op == Op::Let || node.op == Op::Aggregate; });
  if (!binds) return;
  parents_.resize(module.nodes.size());
  for (size_t i = 0; i < module.nodes.size(); ++i) {
    const Node& node = module.nodes[i];
    const NodeId id(i);
    for (uint32_t k = 0; k < node.operand_count; ++k) adopt(parents_, module.operand(node, k), id);
    if (node.op == Op::Aggregate) {
      const Aggregate& a = module.aggregates[node.imm];
      for (const NodeId child : {a.list, a.body, a.where, a.by, a.n}) adopt(parents_, child, id);
    } else if (node.op == Op::Tiers) {
      const Tiers& tiers = module.tiers[node.imm];
      for (const NodeId child : {tiers.quantity, tiers.ladder}) adopt(parents_, child, id);
      adopt_blocks(parents_, tiers.blocks, id);
    }
  }
}

// The Let or Aggregate that gives the slot its value.
NodeId LetBindings::binder_of(NodeId local) const {
  if (!known_) find_parents();
  if (parents_.empty()) return {};
  const uint32_t slot = module_.node(local).imm;
  for (NodeId below = local, at = parents_[local.index()]; at.valid(); below = at, at = parents_[at.index()]) {
    const Node& node = module_.node(at);
    if (node.op == Op::Let && node.imm == slot && module_.operand(node, 1) == below) return at;
    if (node.op == Op::Aggregate && module_.aggregates[node.imm].item == slot) return at;
  }
  return {};
}

std::optional<NodeId> LetBindings::value_of(NodeId local) const {
  const NodeId binder = binder_of(local);
  if (!binder.valid() || module_.node(binder).op != Op::Let) return std::nullopt;
  return module_.operand(module_.node(binder), 0);
}

std::optional<NodeId> LetBindings::aggregate_of(NodeId local) const {
  const NodeId binder = binder_of(local);
  if (!binder.valid() || module_.node(binder).op != Op::Aggregate) return std::nullopt;
  return binder;
}

}  // namespace tarifa::ir
