#include "compiler/check/let_bindings.h"

#include <algorithm>

namespace tarifa::check {
namespace {

void adopt(std::vector<ir::NodeId>& parents, ir::NodeId child, ir::NodeId parent) {
  if (child.valid()) parents[child.index()] = parent;
}

void adopt_blocks(std::vector<ir::NodeId>& parents, const std::vector<ir::TierBlock>& blocks, ir::NodeId parent) {
  for (const ir::TierBlock& block : blocks) {
    for (const ir::NodeId child : {block.limit, block.rate, block.plus}) adopt(parents, child, parent);
    adopt_blocks(parents, block.nested, parent);
  }
}

}  // namespace

LetBindings::LetBindings(const ir::Module& module) : module_(module) {
  const bool binds = std::any_of(module.nodes.begin(), module.nodes.end(),
                                 [](const ir::Node& node) { return node.op == ir::Op::Let; });
  if (!binds) return;
  parents_.resize(module.nodes.size());
  for (size_t i = 0; i < module.nodes.size(); ++i) {
    const ir::Node& node = module.nodes[i];
    const ir::NodeId id(i);
    for (uint32_t k = 0; k < node.operand_count; ++k) adopt(parents_, module.operand(node, k), id);
    if (node.op == ir::Op::Aggregate) {
      const ir::Aggregate& a = module.aggregates[node.imm];
      for (const ir::NodeId child : {a.list, a.body, a.where, a.by, a.n}) adopt(parents_, child, id);
    } else if (node.op == ir::Op::Tiers) {
      const ir::Tiers& tiers = module.tiers[node.imm];
      for (const ir::NodeId child : {tiers.quantity, tiers.ladder}) adopt(parents_, child, id);
      adopt_blocks(parents_, tiers.blocks, id);
    }
  }
}

std::optional<ir::NodeId> LetBindings::value_of(ir::NodeId local) const {
  if (parents_.empty()) return std::nullopt;
  const uint32_t slot = module_.node(local).imm;
  for (ir::NodeId below = local, at = parents_[local.index()]; at.valid(); below = at, at = parents_[at.index()]) {
    const ir::Node& node = module_.node(at);
    if (node.op == ir::Op::Let && node.imm == slot && module_.operand(node, 1) == below) return module_.operand(node, 0);
    if (node.op == ir::Op::Aggregate && module_.aggregates[node.imm].item == slot) return std::nullopt;
  }
  return std::nullopt;
}

}  // namespace tarifa::check
