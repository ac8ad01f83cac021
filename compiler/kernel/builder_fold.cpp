// Arithmetic, comparisons and choices of the Builder: what ranges already decide becomes a constant.
#include <algorithm>

#include "compiler/kernel/builder.h"
#include "compiler/numeric/rounding.h"
#include "compiler/support/check.h"

namespace tarifa::kernel {

namespace {

constexpr size_t kShortTable = 8;  // performance.md: choices up to about 8 values are a select chain

numeric::RoundMode numeric_mode(ir::RoundMode mode) {
  switch (mode) {
    case ir::RoundMode::HalfUp: return numeric::RoundMode::HalfUp;
    case ir::RoundMode::HalfEven: return numeric::RoundMode::HalfEven;
    case ir::RoundMode::HalfDown: return numeric::RoundMode::HalfDown;
    case ir::RoundMode::Up: return numeric::RoundMode::Up;
    case ir::RoundMode::Down: return numeric::RoundMode::Down;
    case ir::RoundMode::Floor: return numeric::RoundMode::Floor;
    case ir::RoundMode::Ceiling: return numeric::RoundMode::Ceiling;
  }
  TARIFA_UNREACHABLE();
}

}  // namespace

ValueId Builder::add(ValueId a, ValueId b) {
  if (known(a) == Int128{0}) return b;
  if (known(b) == Int128{0}) return a;
  const Interval r = numeric::add(range(a), range(b));
  if (const auto value = r.single_value()) return constant(*value);
  if (b < a) std::swap(a, b);
  return pure(Op::Add, Kind::Int, 0, {a, b}, r);
}

ValueId Builder::sub(ValueId a, ValueId b) {
  if (known(b) == Int128{0}) return a;
  if (a == b) return constant(0);
  if (known(a) == Int128{0}) return neg(b);
  const Interval r = numeric::sub(range(a), range(b));
  if (const auto value = r.single_value()) return constant(*value);
  return pure(Op::Sub, Kind::Int, 0, {a, b}, r);
}

ValueId Builder::mul(ValueId a, ValueId b) {
  if (known(a) == Int128{1}) return b;
  if (known(b) == Int128{1}) return a;
  if (known(a) == Int128{-1}) return neg(b);
  if (known(b) == Int128{-1}) return neg(a);
  const Interval r = numeric::mul(range(a), range(b));
  if (const auto value = r.single_value()) return constant(*value);
  if (b < a) std::swap(a, b);
  return pure(Op::Mul, Kind::Int, 0, {a, b}, r);
}

ValueId Builder::neg(ValueId a) {
  const Value& value = program_.value(a);
  if (value.op == Op::Neg) return program_.operand(value, 0);
  const Interval r = numeric::neg(range(a));
  if (const auto single = r.single_value()) return constant(*single);
  return pure(Op::Neg, Kind::Int, 0, {a}, r);
}

ValueId Builder::abs(ValueId a) {
  if (range(a).low() >= 0) return a;
  if (range(a).high() <= 0) return neg(a);
  return pure(Op::Abs, Kind::Int, 0, {a}, numeric::abs(range(a)));
}

ValueId Builder::min(ValueId a, ValueId b) {
  if (a == b || range(a).high() <= range(b).low()) return a;
  if (range(b).high() <= range(a).low()) return b;
  if (b < a) std::swap(a, b);
  return pure(Op::Min, Kind::Int, 0, {a, b}, numeric::min(range(a), range(b)));
}

ValueId Builder::max(ValueId a, ValueId b) {
  if (a == b || range(a).low() >= range(b).high()) return a;
  if (range(b).low() >= range(a).high()) return b;
  if (b < a) std::swap(a, b);
  return pure(Op::Max, Kind::Int, 0, {a, b}, numeric::max(range(a), range(b)));
}

ValueId Builder::div_round(ValueId n, ValueId d, ir::RoundMode mode) {
  if (known(d) == Int128{1}) return n;
  if (!known(d) && range(d).low() < 1) d = max(d, constant(1));
  const Interval r = numeric::div_round(range(n), range(d), numeric_mode(mode));
  if (const auto value = r.single_value()) return constant(*value);
  return pure(Op::DivRound, Kind::Int, static_cast<uint32_t>(mode), {n, d}, r);
}

ValueId Builder::compare(Op op, ValueId a, ValueId b) { return pure(op, Kind::Bool, 0, {a, b}); }

ValueId Builder::eq(ValueId a, ValueId b) {
  if (a == b) return boolean(true);
  if (kind(a) == Kind::Bool) {
    if (const auto value = known_bool(a)) return *value ? b : negation(b);
    if (const auto value = known_bool(b)) return *value ? a : negation(a);
    return either(both(a, b), negation(either(a, b)));
  }
  if (numeric::intersect(range(a), range(b)).empty()) return boolean(false);
  if (b < a) std::swap(a, b);
  return compare(Op::Eq, a, b);
}

ValueId Builder::lt(ValueId a, ValueId b) {
  if (a == b || range(a).low() >= range(b).high()) return boolean(false);
  if (range(a).high() < range(b).low()) return boolean(true);
  return compare(Op::Lt, a, b);
}

ValueId Builder::le(ValueId a, ValueId b) {
  if (a == b || range(a).high() <= range(b).low()) return boolean(true);
  if (range(a).low() > range(b).high()) return boolean(false);
  return compare(Op::Le, a, b);
}

ValueId Builder::both(ValueId a, ValueId b) {
  if (a == b || is_true(b)) return a;
  if (is_true(a)) return b;
  if (is_false(a) || is_false(b)) return boolean(false);
  if (negation(a) == b) return boolean(false);
  if (b < a) std::swap(a, b);
  return pure(Op::And, Kind::Bool, 0, {a, b});
}

ValueId Builder::either(ValueId a, ValueId b) {
  if (a == b || is_false(b)) return a;
  if (is_false(a)) return b;
  if (is_true(a) || is_true(b)) return boolean(true);
  if (b < a) std::swap(a, b);
  return pure(Op::Or, Kind::Bool, 0, {a, b});
}

ValueId Builder::negation(ValueId a) {
  if (const auto value = known_bool(a)) return boolean(!*value);
  const Value& value = program_.value(a);
  if (value.op == Op::Not) return program_.operand(value, 0);
  return pure(Op::Not, Kind::Bool, 0, {a});
}

ValueId Builder::select(ValueId c, ValueId a, ValueId b) {
  if (a == b || is_true(c)) return a;
  if (is_false(c)) return b;
  const Value& condition = program_.value(c);
  if (condition.op == Op::Not) return select(program_.operand(condition, 0), b, a);
  if (kind(a) == Kind::Bool) {
    if (is_true(a)) return either(c, b);
    if (is_false(b)) return both(c, a);
    if (is_false(a)) return both(negation(c), b);
    if (is_true(b)) return either(negation(c), a);
    return either(both(c, a), both(negation(c), b));
  }
  return pure(Op::Select, kind(a), 0, {c, a, b}, numeric::unite(range(a), range(b)));
}

ValueId Builder::lookup(const std::vector<Int128>& items, ValueId index) {
  TARIFA_CHECK(!items.empty());
  const auto last = static_cast<Int128>(items.size() - 1);
  if (const auto value = known(index)) {
    return constant(items[static_cast<size_t>(std::clamp(*value, Int128{0}, last))]);
  }
  Interval r = Interval::constant(items[0]);
  for (const Int128 item : items) r = numeric::unite(r, Interval::constant(item));
  if (const auto value = r.single_value()) return constant(*value);
  if (items.size() > kShortTable) return pure(Op::Lookup, Kind::Int, array(items), {index}, r);
  // Equal items that follow each other are one case of the chain.
  ValueId chosen = constant(items.back());
  for (size_t k = items.size() - 1; k-- > 0;) {
    if (k + 1 < items.size() && constant(items[k]) == chosen && kind(chosen) == Kind::Int && known(chosen)) continue;
    chosen = select(le(index, constant(static_cast<Int128>(k))), constant(items[k]), chosen);
  }
  return chosen;
}

}  // namespace tarifa::kernel
