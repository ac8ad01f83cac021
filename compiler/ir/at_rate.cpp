#include "compiler/ir/at_rate.h"

namespace tarifa::ir {

std::optional<NodeId> at_rate_of(const Module& module, const Line& line) {
  if (line.kind != LineKind::Line || line.values == ValuesKind::WeightedByDays) return std::nullopt;
  NodeId id = line.expr;
  while (module.node(id).op == Op::Widen || module.node(id).op == Op::Wrap) id = module.operand(module.node(id), 0);
  const Node& node = module.node(id);
  if (node.op != Op::AtRate) return std::nullopt;
  for (uint32_t k = 0; k < 2; ++k) {
    const Node& side = module.node(module.operand(node, k));
    if (side.static_denominator != 1 || !side.divisors.empty()) return std::nullopt;
  }
  return id;
}

}  // namespace tarifa::ir
