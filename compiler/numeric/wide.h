// Unsigned 256-bit integers: products of two 128-bit numbers, their exact quotients and
// comparisons. Only intermediates: no value of the language is this wide. Slow and obvious; kernels
// do not use it.
#pragma once

#include <compare>
#include <optional>

#include "compiler/numeric/int128.h"

namespace tarifa::numeric {

struct U256 {
  UInt128 high = 0;
  UInt128 low = 0;

  [[nodiscard]] constexpr bool is_zero() const { return high == 0 && low == 0; }
  [[nodiscard]] constexpr bool fits_128() const { return high == 0; }
  constexpr auto operator<=>(const U256&) const = default;
};

[[nodiscard]] U256 widening_mul(UInt128 a, UInt128 b);
// Absent where the product has more than 256 bits.
[[nodiscard]] std::optional<U256> checked_mul(const U256& a, UInt128 b);
// Absent where the sum has more than 256 bits.
[[nodiscard]] std::optional<U256> checked_add(const U256& a, const U256& b);
// a - b; b must not be larger than a.
[[nodiscard]] U256 subtract(const U256& a, const U256& b);

struct U256Division {
  U256 quotient;
  U256 remainder;
};
// The divisor must not be 0.
[[nodiscard]] U256Division divide(const U256& dividend, const U256& divisor);

}  // namespace tarifa::numeric
