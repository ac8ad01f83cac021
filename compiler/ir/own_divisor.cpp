#include "compiler/ir/own_divisor.h"

namespace tarifa::ir {

namespace {

bool equal_ids(const Module& module, NodeId a, NodeId b) {
  if (!a.valid() || !b.valid()) return a.valid() == b.valid();
  return structurally_equal(module, a, b);
}

bool equal_aggregates(const Module& module, const Aggregate& a, const Aggregate& b) {
  return a.kind == b.kind && a.item == b.item && a.divisor == b.divisor && equal_ids(module, a.list, b.list) &&
         equal_ids(module, a.body, b.body) && equal_ids(module, a.where, b.where) && equal_ids(module, a.by, b.by) &&
         equal_ids(module, a.n, b.n);
}

bool equal_consts(const Module& module, uint32_t a, uint32_t b) {
  if (a == b) return true;
  const Const &x = module.consts[a], &y = module.consts[b];
  if (x.type != y.type || x.missing != y.missing || x.number != y.number || x.second != y.second || x.text != y.text ||
      x.items.size() != y.items.size()) {
    return false;
  }
  for (size_t i = 0; i < x.items.size(); ++i) {
    if (!equal_consts(module, x.items[i].index(), y.items[i].index())) return false;
  }
  return true;
}

// What the immediate operand stands for.
bool equal_immediates(const Module& module, const Node& a, const Node& b) {
  if (a.op == Op::Const) return equal_consts(module, a.imm, b.imm);
  if (a.op == Op::Aggregate) return equal_aggregates(module, module.aggregates[a.imm], module.aggregates[b.imm]);
  if (a.op == Op::Scale) {
    const Ratio &x = module.ratios[a.imm], &y = module.ratios[b.imm];
    return x.numerator == y.numerator && x.denominator == y.denominator;
  }
  return a.imm == b.imm;
}

}  // namespace

bool structurally_equal(const Module& module, NodeId a_id, NodeId b_id) {
  if (a_id == b_id) return true;
  const Node &a = module.node(a_id), &b = module.node(b_id);
  if (a.op != b.op || a.type != b.type || a.operand_count != b.operand_count) return false;
  if (!equal_immediates(module, a, b)) return false;
  for (uint32_t k = 0; k < a.operand_count; ++k) {
    if (!structurally_equal(module, module.operand(a, k), module.operand(b, k))) return false;
  }
  return true;
}

std::optional<DivisorId> own_divisor(const Module& module, NodeId div_id) {
  const Node& div = module.node(div_id);
  const NodeId by = module.operand(div, 1);
  for (const DivisorId id : div.divisors) {
    if (module.divisors[id.index()].node == by) return id;
  }
  for (const DivisorId id : div.divisors) {
    if (structurally_equal(module, module.divisors[id.index()].node, by)) return id;
  }
  return std::nullopt;
}

}  // namespace tarifa::ir
