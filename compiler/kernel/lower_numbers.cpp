// Arithmetic, rounding, proration; the judgement of S36.
#include "compiler/ir/own_divisor.h"
#include "compiler/kernel/lowering.h"
#include "compiler/kernel/proration_factor.h"
#include "compiler/support/check.h"

namespace tarifa::kernel {

void Lowering::judge(const Num& value, const ir::Type& type, Int128 denominator, ir::Place at, Scope& s) {
  const ValueId large = n_.too_large(value, type.scale, denominator);
  if (n_.take_failure()) too_complex(s);
  raise(s, large, ir::RowError::Overflow, at);
}

Reached Lowering::divisor_key(ir::DivisorId divisor, const Scope& s) const {
  const bool dated = module_.divisors[divisor.index()].reads_date;
  return {divisor.value, dated ? s.date : 0, {}};
}

Val Lowering::numeric(ir::NodeId, const ir::Node& node, Scope& s) {
  const Num a = operand(node, 0, s).num;
  if (node.op == ir::Op::Neg) return number(n_.neg(a));
  if (node.op == ir::Op::Abs) return number(n_.abs(a));
  if (node.op == ir::Op::Scale) {
    const ir::Ratio& ratio = module_.ratios[node.imm];
    if (ratio.numerator == 0) return number(n_.constant(0, 0));
    const bool negative = ratio.numerator < 0;
    const Num scaled = n_.times(a, {negative ? -ratio.numerator : ratio.numerator, ratio.denominator});
    return number(negative ? n_.neg(scaled) : scaled);
  }
  const Num b = operand(node, 1, s).num;
  if (node.op == ir::Op::Add) return number(n_.add(a, b));
  if (node.op == ir::Op::Sub) return number(n_.sub(a, b));
  return number(n_.mul(a, b));
}

Val Lowering::quotient(ir::NodeId id, const ir::Node& node, Scope& s) {
  const Num a = operand(node, 0, s).num;
  const Num b = operand(node, 1, s).num;
  raise(s, b_.eq(b.x, b_.constant(0)), ir::RowError::DivisionByZero, node.at);
  const auto own = ir::own_divisor(module_, id);
  TARIFA_CHECK(own.has_value());
  const int scale = module_.type_of(module_.operand(node, 1)).scale;
  return number(n_.div(a, b, scale, divisor_key(*own, s)));
}

Val Lowering::extreme(const ir::Node& node, Scope& s) {
  Num best = operand(node, 0, s).num;
  for (uint32_t k = 1; k < node.operand_count; ++k) {
    const Num other = operand(node, k, s).num;
    best = node.op == ir::Op::Min ? n_.min(best, other) : n_.max(best, other);
  }
  return number(best);
}

Val Lowering::rounded(const ir::Node& node, Scope& s) {
  const Num value = operand(node, 0, s).num;
  Num step = operand(node, 1, s).num;
  raise(s, b_.le(step.x, b_.constant(0)), ir::RowError::OutOfRange, node.at);
  step.x = b_.max(step.x, b_.constant(1));
  return number(n_.round(value, step, static_cast<ir::RoundMode>(node.imm)));
}

Val Lowering::prorated(const ir::Node& node, Scope& s) {
  const Num price = operand(node, 0, s).num;
  const auto factor = proration_factor(module_.prorations[node.imm], run_);
  if (factor) return number(n_.times(price, *factor));
  raise(s, b_.boolean(true), ir::RowError::NotWholeMonths, node.at);
  return nothing(node.type);
}

Val Lowering::widened(const ir::Node& node, Scope& s) {
  const Val v = operand(node, 0, s);
  if (!module_.type(node.type).integer) return v;
  const Num low = n_.constant(-(Int128{1} << 63), 0);
  const Num high = n_.constant((Int128{1} << 63) - 1, 0);
  const ValueId outside = b_.either(n_.lt(v.num, low), n_.lt(high, v.num));
  raise(s, b_.both(there(v), outside), ir::RowError::Overflow, node.at);
  return v;
}

}  // namespace tarifa::kernel
