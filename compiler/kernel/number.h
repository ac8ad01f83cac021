// Exact rational numbers over lanes: value = x * factor / product(reached divisors that are not constant). `x` is an
// integer of the program, the factor a constant in lowest terms: scales, constants, prorations and shares stay in
// factors, so that integers are as small as the numbers allow and a quotient by a constant costs nothing until it is
// rounded. A reached divisor (S24) is an integer >= 1 of the row, 1 where it is not reached. A constant one is in
// `factor` already and is kept for S36 only. INVARIANT: factor > 0; divisors ascend by (divisor, date), each once.
#pragma once

#include <optional>
#include <utility>
#include <vector>

#include "compiler/kernel/builder.h"
#include "compiler/numeric/fraction.h"

namespace tarifa::kernel {

using numeric::Fraction;

struct Reached {
  uint32_t divisor = 0;  // ir::DivisorId, or kPeriodDays
  int32_t date = 0;      // effective date it was evaluated at, if it reads it
  ValueId value;
  [[nodiscard]] bool same_key(const Reached& o) const { return divisor == o.divisor && date == o.date; }
};
inline constexpr uint32_t kPeriodDays = 0xFFFFFFFE;  // period.days of a line weighted by days

struct Num {
  ValueId x;
  Fraction factor{1, 1};
  std::vector<Reached> divisors;
};

class Numbers {
 public:
  explicit Numbers(Builder& builder) : b_(builder) {}

  Num constant(Int128 mantissa, int scale);
  Num integer(ValueId x) { return {x, {1, 1}, {}}; }
  Num scaled(ValueId x, int scale);  // x / 10^scale
  [[nodiscard]] bool is_zero(const Num& a) const { return b_.known(a.x) == Int128{0}; }

  Num add(const Num& a, const Num& b);
  Num sub(const Num& a, const Num& b) { return add(a, neg(b)); }
  Num neg(const Num& a);
  Num abs(const Num& a);
  Num mul(const Num& a, const Num& b);
  Num times(const Num& a, const Fraction& by);  // by > 0
  Num min(const Num& a, const Num& b);
  Num max(const Num& a, const Num& b);
  Num select(ValueId c, const Num& a, const Num& b);
  // a / b, whose divisor is `key`; |b| * 10^scale is the divisor's value. b = 0 counts as 1.
  Num div(const Num& a, const Num& b, int scale, Reached key);
  // To a multiple of `step` > 0, which has no divisors.
  Num round(const Num& a, const Num& step, ir::RoundMode mode);

  ValueId eq(const Num& a, const Num& b);
  ValueId lt(const Num& a, const Num& b);
  ValueId le(const Num& a, const Num& b);
  ValueId is_positive(const Num& a) { return b_.lt(b_.constant(0), a.x); }
  ValueId is_negative(const Num& a) { return b_.lt(a.x, b_.constant(0)); }

  // S36: |value| * 10^scale * denominator * (reached divisors) is 10^38 or more.
  ValueId too_large(const Num& a, int scale, Int128 denominator);
  // The mantissa at `scale`, which writes the value exactly.
  ValueId mantissa(const Num& a, int scale);
  // The same number with this factor exactly, which must divide its own; for values that meet in one place.
  ValueId over(const Num& a, const Fraction& factor);

  // A constant did not fit 128 bits since the last call: the value means nothing and the row must be punted.
  bool take_failure() { return std::exchange(failed_, false); }

 private:
  struct Aligned {
    ValueId a, b;
    Num form;  // factor and divisors of both; x is a's
  };
  Aligned align(const Num& a, const Num& b, std::optional<ValueId> choice);
  Fraction product(const Fraction& a, const Fraction& b);
  Fraction quotient(const Fraction& a, const Fraction& b);
  Fraction common(const Fraction& a, const Fraction& b);  // the largest that divides both
  Fraction unfolded(const Num& a);                        // the factor with constant divisors taken out
  ValueId times_ratio(ValueId x, const Fraction& over, const Fraction& base);
  std::optional<ValueId> compare_constant(const Num& a, const Num& b, bool strict);

  Builder& b_;
  bool failed_ = false;
};

}  // namespace tarifa::kernel
