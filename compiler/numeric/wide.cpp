#include "compiler/numeric/wide.h"

#include "compiler/support/check.h"

namespace tarifa::numeric {

namespace {

constexpr UInt128 kLowHalf = static_cast<UInt128>(~uint64_t{0});

U256 shift_left_one(const U256& value) { return {(value.high << 1U) | (value.low >> 127U), value.low << 1U}; }

int bit_length(UInt128 value) {
  const auto high = static_cast<uint64_t>(value >> 64U);
  const auto low = static_cast<uint64_t>(value);
  if (high != 0) return 128 - __builtin_clzll(high);
  return low == 0 ? 0 : 64 - __builtin_clzll(low);
}

int bit_length(const U256& value) { return value.high != 0 ? 128 + bit_length(value.high) : bit_length(value.low); }

bool bit(const U256& value, int index) {
  const UInt128 half = index >= 128 ? value.high : value.low;
  return ((half >> static_cast<unsigned>(index % 128)) & 1U) != 0;
}

void set_bit(U256& value, int index) {
  UInt128& half = index >= 128 ? value.high : value.low;
  half |= UInt128{1} << static_cast<unsigned>(index % 128);
}

}  // namespace

U256 widening_mul(UInt128 a, UInt128 b) {
  const UInt128 a_low = a & kLowHalf;
  const UInt128 a_high = a >> 64U;
  const UInt128 b_low = b & kLowHalf;
  const UInt128 b_high = b >> 64U;
  const UInt128 low = a_low * b_low;
  const UInt128 cross1 = a_high * b_low;
  const UInt128 cross2 = a_low * b_high;
  // Three numbers below 2^64: no overflow.
  const UInt128 middle = (low >> 64U) + (cross1 & kLowHalf) + (cross2 & kLowHalf);
  return {a_high * b_high + (cross1 >> 64U) + (cross2 >> 64U) + (middle >> 64U), (middle << 64U) | (low & kLowHalf)};
}

std::optional<U256> checked_mul(const U256& a, UInt128 b) {
  const U256 low = widening_mul(a.low, b);
  const U256 high = widening_mul(a.high, b);
  if (high.high != 0) return std::nullopt;
  const UInt128 sum = low.high + high.low;
  if (sum < low.high) return std::nullopt;
  return U256{sum, low.low};
}

std::optional<U256> checked_add(const U256& a, const U256& b) {
  const UInt128 low = a.low + b.low;
  const UInt128 carry = low < a.low ? 1 : 0;
  const UInt128 high = a.high + b.high;
  if (high < a.high) return std::nullopt;
  if (high + carry < high) return std::nullopt;
  return U256{high + carry, low};
}

U256 subtract(const U256& a, const U256& b) {
  TARIFA_CHECK(b <= a);
  const UInt128 borrow = a.low < b.low ? 1 : 0;
  return {a.high - b.high - borrow, a.low - b.low};
}

U256Division divide(const U256& dividend, const U256& divisor) {
  TARIFA_CHECK(!divisor.is_zero());
  if (dividend.fits_128() && divisor.fits_128()) {
    return {{0, dividend.low / divisor.low}, {0, dividend.low % divisor.low}};
  }
  U256Division out;
  // Bit by bit, from the top. The remainder is never longer than the bits taken so far, so that
  // doubling it before the last one cannot overflow.
  for (int i = bit_length(dividend) - 1; i >= 0; --i) {
    out.remainder = shift_left_one(out.remainder);
    if (bit(dividend, i)) out.remainder.low |= 1U;
    if (out.remainder >= divisor) {
      out.remainder = subtract(out.remainder, divisor);
      set_bit(out.quotient, i);
    }
  }
  return out;
}

}  // namespace tarifa::numeric
