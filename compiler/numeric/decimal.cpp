#include "compiler/numeric/decimal.h"

#include <algorithm>

#include "compiler/support/check.h"

namespace tarifa::numeric {

namespace {

void check_decimal(const Decimal& value) {
  TARIFA_CHECK(value.scale >= 0 && value.scale <= kMaxPower && fits_decimal(value.mantissa));
}

// mantissa * 10^digits, if it stays below 10^38.
std::optional<Int128> shifted(Int128 mantissa, int digits) {
  if (digits > kMaxPower) return mantissa == 0 ? std::optional<Int128>(0) : std::nullopt;
  const std::optional<Int128> out = checked_mul(mantissa, pow10(digits));
  if (!out || !fits_decimal(*out)) return std::nullopt;
  return out;
}

}  // namespace

Rescaled rescale(const Decimal& value, int scale) {
  check_decimal(value);
  TARIFA_CHECK(scale >= 0 && scale <= kMaxPower);
  if (scale >= value.scale) {
    const std::optional<Int128> mantissa = shifted(value.mantissa, scale - value.scale);
    if (!mantissa) return {{}, RescaleFailure::Overflow};
    return {{*mantissa, scale}, RescaleFailure::None};
  }
  const Int128 divisor = pow10(value.scale - scale);
  if (value.mantissa % divisor != 0) return {{}, RescaleFailure::Inexact};
  return {{value.mantissa / divisor, scale}, RescaleFailure::None};
}

Decimal without_trailing_zeros(const Decimal& value) {
  check_decimal(value);
  Decimal out = value;
  while (out.scale > 0 && out.mantissa % 10 == 0) {
    out.mantissa /= 10;
    --out.scale;
  }
  return out;
}

std::strong_ordering compare(const Decimal& a, const Decimal& b) {
  check_decimal(a);
  check_decimal(b);
  return compare(Fraction{a.mantissa, pow10(a.scale)}, Fraction{b.mantissa, pow10(b.scale)});
}

std::optional<Decimal> add(const Decimal& a, const Decimal& b) {
  check_decimal(a);
  check_decimal(b);
  const int scale = std::max(a.scale, b.scale);
  // The sum may fit where one of the terms at the larger scale does not.
  const Decimal& wide = a.scale == scale ? a : b;
  const Decimal& narrow = a.scale == scale ? b : a;
  const Int128 factor = pow10(scale - narrow.scale);
  const std::optional<Fraction> sum = add(Fraction{wide.mantissa, factor}, {narrow.mantissa, 1});
  if (!sum) return std::nullopt;
  const std::optional<Int128> mantissa = checked_mul(sum->num, factor / sum->den);
  if (!mantissa || !fits_decimal(*mantissa)) return std::nullopt;
  return Decimal{*mantissa, scale};
}

std::optional<Decimal> sub(const Decimal& a, const Decimal& b) { return add(a, negated(b)); }

std::optional<Decimal> mul(const Decimal& a, const Decimal& b) {
  check_decimal(a);
  check_decimal(b);
  const std::optional<Int128> mantissa = checked_mul(a.mantissa, b.mantissa);
  if (!mantissa || !fits_decimal(*mantissa) || a.scale + b.scale > kMaxPower) return std::nullopt;
  return Decimal{*mantissa, a.scale + b.scale};
}

Decimal negated(const Decimal& value) { return {-value.mantissa, value.scale}; }

Fraction to_fraction(const Decimal& value) {
  check_decimal(value);
  return reduced({value.mantissa, pow10(value.scale)});
}

std::optional<Decimal> to_decimal(const Fraction& value) {
  const Fraction f = reduced(value);
  if (!is_finite_decimal(f)) return std::nullopt;
  int scale = 0;
  while (scale <= kMaxPower && pow10(scale) % f.den != 0) ++scale;
  if (scale > kMaxPower) return std::nullopt;
  const std::optional<Int128> mantissa = checked_mul(f.num, pow10(scale) / f.den);
  if (!mantissa || !fits_decimal(*mantissa)) return std::nullopt;
  return Decimal{*mantissa, scale};
}

}  // namespace tarifa::numeric
