// S24, S33, S36: a numeric node states a scale and a denominator with which each of its values is a
// whole number. What is needed follows from its operands; more may be stated, less may not.
#include <algorithm>
#include <iterator>

#include "compiler/ir/own_divisor.h"
#include "compiler/ir/verifier.h"
#include "compiler/support/limits.h"

namespace tarifa::ir {

namespace {

using numeric::UInt128;

constexpr UInt128 kMost = UInt128{limits::kStaticDenominator} * limits::kStaticDenominator;
constexpr UInt128 kTooLarge = kMost + 1;  // also of what would be larger

UInt128 product(UInt128 a, UInt128 b) { return a > kMost / b ? kTooLarge : a * b; }

UInt128 gcd(UInt128 a, UInt128 b) { return numeric::gcd_unsigned(a, b); }

std::vector<DivisorId> united(const std::vector<DivisorId>& a, const std::vector<DivisorId>& b) {
  std::vector<DivisorId> out;
  std::set_union(a.begin(), a.end(), b.begin(), b.end(), std::back_inserter(out));
  return out;
}

bool share(const std::vector<DivisorId>& a, const std::vector<DivisorId>& b) {
  return a.size() + b.size() != united(a, b).size();
}

// What dividing by `by` still needs when `scale` more digits and a `denominator` times larger are
// there.
UInt128 rest_of(UInt128 by, int scale, UInt128 denominator) {
  by /= gcd(by, denominator);
  for (int k = 0; k < scale && by > 1; ++k) by /= gcd(by, 10);
  return by;
}

UInt128 proration_denominator(const Proration& p) {
  switch (p.kind) {
    case ProrationKind::WholeMonths:
    case ProrationKind::WholeYears: return 1;
    case ProrationKind::Days:
    case ProrationKind::MonthDays:
    case ProrationKind::YearDays: return p.a;
    case ProrationKind::MonthCalendar: return 377'580;
    case ProrationKind::YearCalendar: return 133'590;
  }
  return 1;
}

}  // namespace

Verifier::Shape Verifier::shape_of(NodeId id) const {
  const Node& node = m_.node(id);
  return {m_.type(node.type).scale, node.static_denominator, node.divisors};
}

void Verifier::join(Shape& into, const Shape& other) {
  into.scale = std::max(into.scale, other.scale);
  into.denominator = product(into.denominator, other.denominator / gcd(into.denominator, other.denominator));
  into.divisors = united(into.divisors, other.divisors);
}

bool Verifier::multiply(Shape& into, const Shape& other) {
  if (share(into.divisors, other.divisors)) return false;
  into.scale += other.scale;
  into.denominator = product(into.denominator, other.denominator);
  into.divisors = united(into.divisors, other.divisors);
  return true;
}

bool Verifier::number_shape(const Node& node, uint32_t id) {
  const auto needed = needed_shape(node, id);
  if (!needed || needed->denominator > kMost) return need(false, "{}: its denominator cannot be stated", name_of(id));
  const int scale = m_.type(node.type).scale;
  if (!need(scale >= needed->scale, "{}: its scale {} is below {}", name_of(id), scale, needed->scale)) return false;
  const bool whole = rest_of(needed->denominator, scale - needed->scale, node.static_denominator) == 1;
  if (!need(whole, "{}: its static denominator does not hold its values", name_of(id))) return false;
  const bool divisors = united(needed->divisors, node.divisors) == node.divisors;
  return need(divisors, "{}: a divisor below it is not stated", name_of(id));
}

// Absent: two factors share a divisor, or a quotient has none.
std::optional<Verifier::Shape> Verifier::needed_shape(const Node& node, uint32_t id) {
  Shape shape;
  const auto of = [&](uint32_t k) { return shape_of(m_.operand(node, k)); };
  switch (node.op) {
    case Op::Neg:
    case Op::Abs:
    case Op::Wrap:
    case Op::Unwrap:
    case Op::Widen: return of(0);
    case Op::Let: return of(1);
    case Op::Add:
    case Op::Sub:
    case Op::Min:
    case Op::Max:
    case Op::Coalesce:
      for (uint32_t k = 0; k < node.operand_count; ++k) join(shape, of(k));
      return shape;
    case Op::If:
      join(shape, of(1));
      join(shape, of(2));
      return shape;
    case Op::Mul:
    case Op::AtRate:
      shape = of(0);
      if (!multiply(shape, of(1))) return std::nullopt;
      return shape;
    case Op::Div: {
      const auto own = own_divisor(m_, NodeId{id});
      const Shape by = of(1);
      shape = of(0);
      if (!own || by.denominator != 1 || !by.divisors.empty() || share(shape.divisors, {*own})) return std::nullopt;
      shape.divisors = united(shape.divisors, {*own});
      return shape;
    }
    case Op::Round: {
      const Shape step = of(1);
      if (step.denominator != 1 || !step.divisors.empty()) return std::nullopt;
      return Shape{step.scale, 1, {}};
    }
    case Op::Scale:
    case Op::Prorate:
      shape = of(0);
      if (!multiply(shape, {0,
                            node.op == Op::Scale ? numeric::magnitude(m_.ratios[node.imm].denominator)
                                                 : proration_denominator(m_.prorations[node.imm]),
                            {}})) {
        return std::nullopt;
      }
      return shape;
    case Op::LetCall: return shape_of(m_.lets[node.imm].body);
    case Op::Tiers: return tiers_shape(m_.tiers[node.imm]);
    case Op::Aggregate: {
      const Aggregate& a = m_.aggregates[node.imm];
      if (a.kind == AggregateKind::Count) return shape;
      shape = shape_of(a.body);
      if (a.kind == AggregateKind::Median) ++shape.scale;
      if (a.kind == AggregateKind::Avg) {
        if (share(shape.divisors, {a.divisor})) return std::nullopt;
        shape.divisors = united(shape.divisors, {a.divisor});
      }
      return shape;
    }
    default: return shape;  // whole at its type's scale, which op_types compares with what it comes from
  }
}

std::optional<Verifier::Shape> Verifier::tiers_shape(const Tiers& tiers) {
  const Shape quantity = shape_of(tiers.quantity);
  Shape out;
  if (!tiers.ladder.valid()) {
    return blocks_shape(tiers.blocks, tiers.mode, quantity, out) ? std::optional(out) : std::nullopt;
  }
  const Node& read = m_.node(tiers.ladder);
  const Type& type = m_.type(read.type);
  const Shape limits{read.op == Op::ParamRead ? m_.params[read.imm].ladder_scale : 0, 1, {}};
  out = quantity;
  if (tiers.mode == TierMode::Marginal) join(out, limits);
  return multiply(out, {type.scale, 1, {}}) ? std::optional(out) : std::nullopt;
}

// Of the amounts of all blocks: a block's quantity is a difference of quantity and limits.
bool Verifier::blocks_shape(const std::vector<TierBlock>& blocks, TierMode mode, const Shape& quantity, Shape& out) {
  Shape held = quantity;
  for (const TierBlock& block : blocks) {
    if (mode == TierMode::Marginal && block.limit.valid()) join(held, shape_of(block.limit));
  }
  for (const TierBlock& block : blocks) {
    if (block.plus.valid()) join(out, shape_of(block.plus));
    if (!block.rate.valid()) {
      if (!blocks_shape(block.nested, TierMode::Marginal, held, out)) return false;
      continue;
    }
    Shape amount = held;
    if (!multiply(amount, shape_of(block.rate))) return false;
    join(out, amount);
  }
  return true;
}

// A divisor is a plain number of the row: no fraction, no divisor of its own. Its context is judged
// in verify_scopes.cpp.
bool Verifier::divisors() {
  for (size_t i = 0; i < m_.divisors.size(); ++i) {
    const Node& node = m_.node(m_.divisors[i].node);
    const Type& type = m_.type(node.type);
    const bool plain = type.kind == TypeKind::Number && node.static_denominator == 1 && node.divisors.empty();
    if (!need(plain, "divisor {}: it is no plain number", i)) return false;
  }
  return true;
}

}  // namespace tarifa::ir
