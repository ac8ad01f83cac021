// 128-bit integers: the width in which every amount of the language fits (S36: less than 10^38).
// INVARIANT: nothing here wraps; what does not fit is reported as an absent optional.
// Not here: scales, which belong to decimal.h, and 256-bit intermediates, which are in wide.h.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace tarifa::numeric {

__extension__ typedef __int128 Int128;
__extension__ typedef unsigned __int128 UInt128;

inline constexpr Int128 kInt128Max = static_cast<Int128>(~UInt128{0} >> 1U);
inline constexpr Int128 kInt128Min = -kInt128Max - 1;

inline constexpr int kMaxPower = 38;  // 10^38 is the largest power of ten that fits

namespace detail {
constexpr std::array<Int128, kMaxPower + 1> make_powers_of_ten() {
  std::array<Int128, kMaxPower + 1> powers{};
  powers[0] = 1;
  for (size_t i = 1; i < powers.size(); ++i) powers[i] = powers[i - 1] * 10;
  return powers;
}
}  // namespace detail

inline constexpr std::array<Int128, kMaxPower + 1> kPowersOfTen = detail::make_powers_of_ten();

// 10^exponent; the exponent is 0..38, anything else is a programmer's error.
[[nodiscard]] Int128 pow10(int exponent);
// The number of decimal digits of |value|; 1 for 0.
[[nodiscard]] int decimal_digits(Int128 value);

[[nodiscard]] constexpr std::optional<Int128> checked_add(Int128 a, Int128 b) {
  Int128 out = 0;
  if (__builtin_add_overflow(a, b, &out)) return std::nullopt;
  return out;
}
[[nodiscard]] constexpr std::optional<Int128> checked_sub(Int128 a, Int128 b) {
  Int128 out = 0;
  if (__builtin_sub_overflow(a, b, &out)) return std::nullopt;
  return out;
}
// Not __builtin_mul_overflow: clang turns that into a call to __muloti4, which libgcc does not
// have.
[[nodiscard]] std::optional<Int128> checked_mul(Int128 a, Int128 b);
[[nodiscard]] constexpr std::optional<Int128> checked_neg(Int128 a) { return checked_sub(0, a); }

// |value| as an unsigned number, so that the smallest Int128 has one too.
[[nodiscard]] constexpr UInt128 magnitude(Int128 value) {
  return value < 0 ? UInt128{0} - static_cast<UInt128>(value) : static_cast<UInt128>(value);
}
[[nodiscard]] constexpr int sign(Int128 value) { return value > 0 ? 1 : value < 0 ? -1 : 0; }

[[nodiscard]] constexpr UInt128 gcd_unsigned(UInt128 a, UInt128 b) {
  while (b != 0) {
    const UInt128 rest = a % b;
    a = b;
    b = rest;
  }
  return a;
}
// Greatest common divisor, never negative; gcd(0, x) = |x|. Absent only where it would be 2^127.
[[nodiscard]] std::optional<Int128> checked_gcd(Int128 a, Int128 b);
// Least common multiple, never negative; 0 if one of them is 0.
[[nodiscard]] std::optional<Int128> checked_lcm(Int128 a, Int128 b);

[[nodiscard]] std::string to_string(Int128 value);
// Optional `-`, then digits only; absent for anything else and for what does not fit.
[[nodiscard]] std::optional<Int128> parse_int128(std::string_view text);

}  // namespace tarifa::numeric
