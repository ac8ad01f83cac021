// Intervals of integers with a congruence: the values from low to high that are multiples of
// `step`. The domain of the range analysis (widths, overflow, denominators): every operation
// contains all results of operands in it, and no more than its formula says. Scaled integers only;
// scales are the caller's.
// INVARIANT: unless empty, low <= high; a finite bound is a multiple of step; step >= 0, and step =
// 0 means only the value 0.
// Infinite bounds stand for anything a 128-bit number may not hold: arithmetic saturates into them
// and never wraps.
#pragma once

#include <optional>
#include <string>

#include "compiler/numeric/int128.h"
#include "compiler/numeric/rounding.h"

namespace tarifa::numeric {

class Interval {
 public:
  static constexpr Int128 kMinusInfinity = kInt128Min;
  static constexpr Int128 kPlusInfinity = kInt128Max;

  Interval() = default;  // every integer
  // low..high, narrowed to multiples of step; empty where there is none. step 0 is the value 0
  // alone.
  [[nodiscard]] static Interval of(Int128 low, Int128 high, Int128 step = 1);
  [[nodiscard]] static Interval constant(Int128 value);
  [[nodiscard]] static Interval empty_set();
  [[nodiscard]] static Interval all() { return {}; }

  [[nodiscard]] bool empty() const { return empty_; }
  [[nodiscard]] Int128 low() const { return low_; }    // kMinusInfinity if unbounded
  [[nodiscard]] Int128 high() const { return high_; }  // kPlusInfinity if unbounded
  [[nodiscard]] Int128 step() const { return step_; }
  [[nodiscard]] bool bounded() const;
  [[nodiscard]] bool contains(Int128 value) const;
  [[nodiscard]] bool contains(const Interval& other) const;
  [[nodiscard]] std::optional<Int128> single_value() const;
  // The largest |value|; absent if unbounded, 0 if empty.
  [[nodiscard]] std::optional<Int128> max_magnitude() const;
  // Every |value| < limit, limit > 0: the test for 2^51 lanes, 64 bits, 10^38.
  [[nodiscard]] bool within(Int128 limit) const;

  friend bool operator==(const Interval&, const Interval&) = default;

 private:
  Int128 low_ = kMinusInfinity;
  Int128 high_ = kPlusInfinity;
  Int128 step_ = 1;
  bool empty_ = false;
};

[[nodiscard]] Interval add(const Interval& a, const Interval& b);
[[nodiscard]] Interval sub(const Interval& a, const Interval& b);
[[nodiscard]] Interval mul(const Interval& a, const Interval& b);
[[nodiscard]] Interval neg(const Interval& a);
[[nodiscard]] Interval abs(const Interval& a);
[[nodiscard]] Interval min(const Interval& a, const Interval& b);
[[nodiscard]] Interval max(const Interval& a, const Interval& b);
// round(a / b) for every b other than 0; empty if b is only 0.
[[nodiscard]] Interval div_round(const Interval& a, const Interval& b, RoundMode mode);
// round(a / step) * step, step > 0.
[[nodiscard]] Interval round_to_multiple(const Interval& a, Int128 step, RoundMode mode);
[[nodiscard]] Interval unite(const Interval& a, const Interval& b);
[[nodiscard]] Interval intersect(const Interval& a, const Interval& b);
[[nodiscard]] std::string to_string(const Interval& interval);  // "[0, 100] step 5"

}  // namespace tarifa::numeric
