#include "compiler/numeric/fraction.h"

#include <cstdlib>
#include <limits>
#include <utility>

#include "compiler/numeric/wide.h"
#include "compiler/support/check.h"

namespace tarifa::numeric {

namespace {

// A number of 256 bits and a sign.
struct Signed256 {
  U256 size;
  bool negative = false;
};

Signed256 product(Int128 a, Int128 b) { return {widening_mul(magnitude(a), magnitude(b)), sign(a) * sign(b) < 0}; }

// Both are products of two 128-bit numbers, at most 2^254, so that the sum fits.
Signed256 sum(const Signed256& a, const Signed256& b) {
  if (a.negative == b.negative) {
    const std::optional<U256> size = checked_add(a.size, b.size);
    TARIFA_CHECK(size.has_value());
    return {*size, a.negative};
  }
  if (a.size < b.size) return {subtract(b.size, a.size), b.negative};
  return {subtract(a.size, b.size), a.negative};
}

std::optional<Int128> to_int128(const U256& size, bool negative) {
  constexpr UInt128 kMax = static_cast<UInt128>(kInt128Max);
  if (!size.fits_128() || size.low > kMax + (negative ? 1 : 0)) return std::nullopt;
  return static_cast<Int128>(negative ? UInt128{0} - size.low : size.low);
}

std::strong_ordering compare(const Signed256& a, const Signed256& b) {
  const bool a_below = a.negative && !a.size.is_zero();
  const bool b_below = b.negative && !b.size.is_zero();
  if (a_below != b_below) {
    return a_below ? std::strong_ordering::less : std::strong_ordering::greater;
  }
  return a_below ? b.size <=> a.size : a.size <=> b.size;
}

// Both in lowest terms.
std::optional<Fraction> add_or_subtract(const Fraction& a, const Fraction& b, bool subtracts) {
  const auto shared = static_cast<Int128>(gcd_unsigned(magnitude(a.den), magnitude(b.den)));
  Signed256 right = product(b.num, a.den / shared);
  right.negative = right.negative != subtracts;
  const Signed256 num = sum(product(a.num, b.den / shared), right);
  // In lowest terms only a divisor of `shared` can still be common (Knuth, 4.5.1).
  const U256Division rest = divide(num.size, {0, magnitude(shared)});
  const UInt128 common = gcd_unsigned(rest.remainder.low, magnitude(shared));
  const U256 num_size = divide(num.size, {0, common}).quotient;
  const U256 den_size = widening_mul(magnitude(a.den / shared), magnitude(b.den) / common);
  const std::optional<Int128> n = to_int128(num_size, num.negative);
  const std::optional<Int128> d = to_int128(den_size, false);
  if (!n || !d) return std::nullopt;
  return Fraction{*n, *d};
}

}  // namespace

std::optional<Fraction> make_fraction(Int128 num, Int128 den) {
  TARIFA_CHECK(den != 0);
  const UInt128 divisor = gcd_unsigned(magnitude(num), magnitude(den));
  const bool negative = sign(num) * sign(den) < 0;
  const std::optional<Int128> n = to_int128({0, magnitude(num) / divisor}, negative);
  const std::optional<Int128> d = to_int128({0, magnitude(den) / divisor}, false);
  if (!n || !d) return std::nullopt;
  return Fraction{*n, *d};
}

Fraction reduced(const Fraction& f) {
  TARIFA_CHECK(f.den > 0);
  const std::optional<Fraction> out = make_fraction(f.num, f.den);
  TARIFA_CHECK(out.has_value());
  return *out;
}

std::optional<Fraction> add(const Fraction& a, const Fraction& b) {
  return add_or_subtract(reduced(a), reduced(b), false);
}

std::optional<Fraction> sub(const Fraction& a, const Fraction& b) {
  return add_or_subtract(reduced(a), reduced(b), true);
}

std::optional<Fraction> mul(const Fraction& a_in, const Fraction& b_in) {
  const Fraction a = reduced(a_in);
  const Fraction b = reduced(b_in);
  const UInt128 left = gcd_unsigned(magnitude(a.num), magnitude(b.den));
  const UInt128 right = gcd_unsigned(magnitude(b.num), magnitude(a.den));
  const U256 num = widening_mul(magnitude(a.num) / left, magnitude(b.num) / right);
  const U256 den = widening_mul(magnitude(a.den) / right, magnitude(b.den) / left);
  const std::optional<Int128> n = to_int128(num, sign(a.num) * sign(b.num) < 0);
  const std::optional<Int128> d = to_int128(den, false);
  if (!n || !d) return std::nullopt;
  return Fraction{*n, *d};
}

std::optional<Fraction> div(const Fraction& a_in, const Fraction& b_in) {
  TARIFA_CHECK(b_in.num != 0);
  const Fraction a = reduced(a_in);
  const Fraction b = reduced(b_in);
  const UInt128 above = gcd_unsigned(magnitude(a.num), magnitude(b.num));
  const UInt128 below = gcd_unsigned(magnitude(a.den), magnitude(b.den));
  const U256 num = widening_mul(magnitude(a.num) / above, magnitude(b.den) / below);
  const U256 den = widening_mul(magnitude(a.den) / below, magnitude(b.num) / above);
  const std::optional<Int128> n = to_int128(num, sign(a.num) * sign(b.num) < 0);
  const std::optional<Int128> d = to_int128(den, false);
  if (!n || !d) return std::nullopt;
  return Fraction{*n, *d};
}

std::optional<Fraction> pow(const Fraction& base, int exponent) {
  if (exponent < 0) {
    TARIFA_CHECK(base.num != 0);
    const std::optional<Fraction> inverse = make_fraction(base.den, base.num);
    if (!inverse || exponent == std::numeric_limits<int>::min()) return std::nullopt;
    return pow(*inverse, -exponent);
  }
  const Fraction f = reduced(base);
  if (exponent == 0) return Fraction{1, 1};
  const bool stays = f.num >= -1 && f.num <= 1 && f.den == 1;  // -1, 0, 1 to any power
  if (stays) return exponent % 2 == 0 ? Fraction{magnitude(f.num) == 1 ? 1 : 0, 1} : f;
  Fraction out{1, 1};
  for (int i = 0; i < exponent; ++i) {  // at most 127 rounds before it overflows
    const std::optional<Fraction> next = mul(out, f);
    if (!next) return std::nullopt;
    out = *next;
  }
  return out;
}

std::strong_ordering compare(const Fraction& a, const Fraction& b) {
  TARIFA_CHECK(a.den > 0 && b.den > 0);
  return compare(product(a.num, b.den), product(b.num, a.den));
}

bool is_finite_decimal(const Fraction& f) {
  Int128 den = reduced(f).den;
  while (den % 10 == 0) den /= 10;
  while (den % 5 == 0) den /= 5;
  while (den % 2 == 0) den /= 2;
  return den == 1;
}

std::string to_string(const Fraction& f) {
  return f.den == 1 ? to_string(f.num) : to_string(f.num) + "/" + to_string(f.den);
}

}  // namespace tarifa::numeric
