#include "compiler/numeric/int128.h"

#include <algorithm>

#include "compiler/numeric/wide.h"
#include "compiler/support/check.h"

namespace tarifa::numeric {

namespace {

// The number of that magnitude and sign, if it fits.
std::optional<Int128> from_magnitude(UInt128 magnitude, bool negative) {
  if (!negative) {
    if (magnitude > static_cast<UInt128>(kInt128Max)) return std::nullopt;
    return static_cast<Int128>(magnitude);
  }
  if (magnitude > static_cast<UInt128>(kInt128Max) + 1) return std::nullopt;
  return static_cast<Int128>(UInt128{0} - magnitude);
}

}  // namespace

Int128 pow10(int exponent) {
  TARIFA_CHECK(exponent >= 0 && exponent <= kMaxPower);
  return kPowersOfTen[static_cast<size_t>(exponent)];
}

int decimal_digits(Int128 value) {
  const UInt128 size = magnitude(value);
  int digits = 1;
  while (digits <= kMaxPower && size >= static_cast<UInt128>(pow10(digits))) ++digits;
  return digits;
}

std::optional<Int128> checked_mul(Int128 a, Int128 b) {
  const U256 product = widening_mul(magnitude(a), magnitude(b));
  if (!product.fits_128()) return std::nullopt;
  return from_magnitude(product.low, sign(a) * sign(b) < 0);
}

std::optional<Int128> checked_gcd(Int128 a, Int128 b) {
  return from_magnitude(gcd_unsigned(magnitude(a), magnitude(b)), false);
}

std::optional<Int128> checked_lcm(Int128 a, Int128 b) {
  if (a == 0 || b == 0) return 0;
  const UInt128 divisor = gcd_unsigned(magnitude(a), magnitude(b));
  const U256 product = widening_mul(magnitude(a) / divisor, magnitude(b));
  if (!product.fits_128()) return std::nullopt;
  return from_magnitude(product.low, false);
}

std::string to_string(Int128 value) {
  std::string digits;
  UInt128 rest = magnitude(value);
  do {
    digits.push_back(static_cast<char>('0' + static_cast<int>(rest % 10)));
    rest /= 10;
  } while (rest != 0);
  if (value < 0) digits.push_back('-');
  std::reverse(digits.begin(), digits.end());
  return digits;
}

std::optional<Int128> parse_int128(std::string_view text) {
  const bool negative = text.starts_with('-');
  if (negative) text.remove_prefix(1);
  if (text.empty()) return std::nullopt;
  // One more than the largest magnitude has 39 digits; more than 2^128 / 10 before a digit cannot
  // fit.
  constexpr UInt128 kBeforeLast = ~UInt128{0} / 10;
  UInt128 size = 0;
  for (const char c : text) {
    if (c < '0' || c > '9' || size > kBeforeLast) return std::nullopt;
    const UInt128 next = size * 10 + static_cast<UInt128>(c - '0');
    if (next < size) return std::nullopt;
    size = next;
  }
  return from_magnitude(size, negative);
}

}  // namespace tarifa::numeric
