// Exact decimals: mantissa / 10^scale. The scale is the number of digits after the point as a type
// or a literal states it, so 12.50 and 12.5 are the same value with different scales: `==` is left
// out on purpose, use compare() or same_value().
// INVARIANT: 0 <= scale <= 38 and |mantissa| < 10^38 (S36).
// Not here: text (decimal_text.h) and rounding (rounding.h).
#pragma once

#include <compare>
#include <optional>

#include "compiler/numeric/fraction.h"
#include "compiler/numeric/int128.h"

namespace tarifa::numeric {

// 10^38, the first that is too large.
inline constexpr Int128 kDecimalBound = kPowersOfTen[kMaxPower];

struct Decimal {
  Int128 mantissa = 0;
  int scale = 0;
};

[[nodiscard]] constexpr bool fits_decimal(Int128 mantissa) {
  return mantissa < kDecimalBound && mantissa > -kDecimalBound;
}

enum class RescaleFailure : uint8_t { None, Inexact, Overflow };
struct Rescaled {
  Decimal value;  // of the asked scale where failure is None
  RescaleFailure failure = RescaleFailure::None;
  [[nodiscard]] bool ok() const { return failure == RescaleFailure::None; }
};
// The same value with `scale` digits; Inexact if a digit other than 0 would be lost.
[[nodiscard]] Rescaled rescale(const Decimal& value, int scale);
// The same value with the fewest digits after the point.
[[nodiscard]] Decimal without_trailing_zeros(const Decimal& value);

[[nodiscard]] std::strong_ordering compare(const Decimal& a, const Decimal& b);
[[nodiscard]] inline bool same_value(const Decimal& a, const Decimal& b) { return compare(a, b) == 0; }

// Exact, with the scale of the language: the larger for + and -, the sum for *. Absent at 38 digits
// and past scale 38.
[[nodiscard]] std::optional<Decimal> add(const Decimal& a, const Decimal& b);
[[nodiscard]] std::optional<Decimal> sub(const Decimal& a, const Decimal& b);
[[nodiscard]] std::optional<Decimal> mul(const Decimal& a, const Decimal& b);
[[nodiscard]] Decimal negated(const Decimal& value);

[[nodiscard]] Fraction to_fraction(const Decimal& value);  // in lowest terms
// The decimal of the fewest digits that is this fraction; absent if there is none or it does not
// fit.
[[nodiscard]] std::optional<Decimal> to_decimal(const Fraction& value);

}  // namespace tarifa::numeric
