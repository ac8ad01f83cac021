// Arithmetic: exact rationals, each carrying the divisors of the row it has reached (S24, S34,
// S36).
#include "compiler/eval/civil.h"
#include "compiler/eval/evaluation.h"
#include "compiler/eval/exact.h"
#include "compiler/ir/own_divisor.h"
#include "compiler/support/check.h"

namespace tarifa::eval {

namespace {

Value with_reached(mpq_class value, ReachedDivisors reached) { return {Number{std::move(value), std::move(reached)}}; }

ReachedDivisors merged(ReachedDivisors a, const ReachedDivisors& b) {
  a.insert(b.begin(), b.end());
  return a;
}

}  // namespace

bool Evaluation::digits_fit(const Number& number, int scale, const mpz_class& fixed_denominator) const {
  mpz_class denominator = fixed_denominator;
  for (const auto& [key, value] : number.reached) denominator *= value;
  // The checker states a denominator that makes every value of the node whole; anything else is its
  // bug.
  TARIFA_CHECK(mantissa_at(number.value * denominator, scale).has_value());
  return within_digits(number.value, scale, denominator);
}

Evaluation::Done Evaluation::add_judged(Number& sum, const Number& item, int scale, const mpz_class& denominator,
                                        ir::Place at) const {
  sum.value += item.value;
  sum.reached.insert(item.reached.begin(), item.reached.end());
  if (!digits_fit(sum, scale, denominator)) return fail_at(at, ir::RowError::Overflow);
  return {};
}

DivisorKey Evaluation::divisor_key(ir::DivisorId divisor, int32_t effective) const {
  return {divisor, module_.divisors[divisor.index()].reads_date ? effective : 0};
}

Outcome Evaluation::arithmetic(const ir::Node& node, Frame& frame) {
  TARIFA_TAKE(const Value first, operand(node, 0, frame));
  const Number& a = first.number();
  if (node.op == ir::Op::Neg) return with_reached(-a.value, a.reached);
  if (node.op == ir::Op::Abs) return with_reached(abs(a.value), a.reached);
  if (node.op == ir::Op::Scale) return with_reached(a.value * ratio(module_.ratios[node.imm]), a.reached);
  TARIFA_TAKE(const Value second, operand(node, 1, frame));
  const Number& b = second.number();
  const ReachedDivisors reached = merged(a.reached, b.reached);
  switch (node.op) {
    case ir::Op::Add: return with_reached(a.value + b.value, reached);
    case ir::Op::Sub: return with_reached(a.value - b.value, reached);
    case ir::Op::Mul:
    case ir::Op::AtRate: return with_reached(a.value * b.value, reached);
    default: TARIFA_UNREACHABLE();
  }
}

Outcome Evaluation::quotient(ir::NodeId id, Frame& frame) {
  const ir::Node& node = module_.node(id);
  TARIFA_TAKE(const Value dividend, operand(node, 0, frame));
  TARIFA_TAKE(const Value divisor, operand(node, 1, frame));
  const mpq_class& by = divisor.number().value;
  if (by == 0) return fail_at(node.at, ir::RowError::DivisionByZero);
  const auto mantissa = mantissa_at(by, module_.type_of(module_.operand(node, 1)).scale);
  TARIFA_CHECK(mantissa.has_value());
  const auto own = ir::own_divisor(module_, id);
  TARIFA_CHECK(own.has_value());
  ReachedDivisors reached = dividend.number().reached;
  reached[divisor_key(*own, frame.effective)] = abs(*mantissa);
  return with_reached(dividend.number().value / by, reached);
}

Outcome Evaluation::extreme(const ir::Node& node, Frame& frame) {
  const bool least = node.op == ir::Op::Min || node.op == ir::Op::LengthMin;
  TARIFA_TAKE(const std::vector<Value> values, operands(node, node.operand_count, frame));
  Value best = values.front();
  ReachedDivisors reached;
  for (const Value& value : values) {
    const int order = compare_values(value, best);
    if (least ? order < 0 : order > 0) best = value;
    if (const auto* number = std::get_if<Number>(&value.data)) {
      reached.insert(number->reached.begin(), number->reached.end());
    }
  }
  if (auto* number = std::get_if<Number>(&best.data)) number->reached = reached;
  return best;
}

Outcome Evaluation::rounded(ir::NodeId id, Frame& frame) {
  const ir::Node& node = module_.node(id);
  TARIFA_TAKE(const Value value, operand(node, 0, frame));
  TARIFA_TAKE(const Value step, operand(node, 1, frame));
  if (step.number().value <= 0) return fail_at(node.at, ir::RowError::OutOfRange);
  return number_value(round_to_step(value.number().value, step.number().value, static_cast<ir::RoundMode>(node.imm)));
}

Outcome Evaluation::prorated(const ir::Node& node, Frame& frame) {
  TARIFA_TAKE(const Value price, operand(node, 0, frame));
  if (!context_.has_period) return fail_at(node.at, ir::RowError::MissingValue, "there is no period here");
  const auto factor = proration_factor(module_.prorations[node.imm], {context_.period_start, context_.period_end});
  if (!factor) return fail_at(node.at, ir::RowError::NotWholeMonths);
  return with_reached(price.number().value * *factor, price.number().reached);
}

Outcome Evaluation::widened(const ir::Node& node, Frame& frame) {
  TARIFA_TAKE(Value value, operand(node, 0, frame));
  if (value.missing() || !module_.type(node.type).integer) return value;
  static const mpq_class bound = mpz_class(1) << 63U;
  const mpq_class& number = value.number().value;
  if (number < -bound || number >= bound) return fail_at(node.at, ir::RowError::Overflow);
  return value;
}

}  // namespace tarifa::eval
