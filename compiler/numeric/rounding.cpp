#include "compiler/numeric/rounding.h"

#include "compiler/numeric/wide.h"
#include "compiler/support/check.h"

namespace tarifa::numeric {

namespace {

// What lies beyond the truncated quotient.
enum class Rest : uint8_t { Zero, BelowHalf, Half, AboveHalf };

bool moves_away_from_zero(Rest rest, bool negative, bool odd, RoundMode mode) {
  if (rest == Rest::Zero) return false;
  switch (mode) {
    case RoundMode::HalfUp: return rest != Rest::BelowHalf;
    case RoundMode::HalfEven: return rest == Rest::AboveHalf || (rest == Rest::Half && odd);
    case RoundMode::HalfDown: return rest == Rest::AboveHalf;
    case RoundMode::Up: return true;
    case RoundMode::Down: return false;
    case RoundMode::Floor: return negative;
    case RoundMode::Ceiling: return !negative;
  }
  TARIFA_UNREACHABLE();
}

Rest rest_of(const U256& remainder, const U256& divisor) {
  if (remainder.is_zero()) return Rest::Zero;
  const auto order = remainder <=> subtract(divisor, remainder);
  return order < 0 ? Rest::BelowHalf : order > 0 ? Rest::AboveHalf : Rest::Half;
}

// The rounded magnitude of n / d; absent where it has 256 bits and would carry.
std::optional<U256> round_magnitude(const U256& n, const U256& d, bool negative, RoundMode mode) {
  const U256Division division = divide(n, d);
  const bool odd = (division.quotient.low & 1U) != 0;
  const Rest rest = rest_of(division.remainder, d);
  if (!moves_away_from_zero(rest, negative, odd, mode)) return division.quotient;
  return checked_add(division.quotient, {0, 1});
}

// The rounded multiple of the step, without sign: how many steps.
std::optional<U256> count_steps(UInt128 num, Int128 den, int scale, const Decimal& step, bool negative,
                                RoundMode mode) {
  // value / step = num * 10^up / (den * 10^down * mantissa), one of up and down being 0.
  const int up = step.scale > scale ? step.scale - scale : 0;
  const int down = step.scale > scale ? 0 : scale - step.scale;
  const U256 n = widening_mul(num, static_cast<UInt128>(pow10(up)));
  const U256 shifted = widening_mul(magnitude(den), static_cast<UInt128>(pow10(down)));
  const std::optional<U256> d = checked_mul(shifted, magnitude(step.mantissa));
  if (d) return round_magnitude(n, *d, negative, mode);
  // The divisor has more than 256 bits and the dividend at most 254: less than half of a step, more
  // than none.
  const bool moves = moves_away_from_zero(n.is_zero() ? Rest::Zero : Rest::BelowHalf, negative, false, mode);
  return U256{0, moves ? UInt128{1} : UInt128{0}};
}

}  // namespace

std::string_view round_mode_word(RoundMode mode) {
  switch (mode) {
#define TARIFA_ROUND_MODE(name, word) \
  case RoundMode::name: return word;
#include "compiler/numeric/round_mode.def"
  }
  TARIFA_UNREACHABLE();
}

std::optional<RoundMode> parse_round_mode(std::string_view word) {
#define TARIFA_ROUND_MODE(name, text) \
  if (word == text) return RoundMode::name;
#include "compiler/numeric/round_mode.def"
  return std::nullopt;
}

std::optional<Int128> round_quotient(Int128 n, Int128 d, RoundMode mode) {
  TARIFA_CHECK(d != 0);
  const bool negative = sign(n) * sign(d) < 0;
  const std::optional<U256> size = round_magnitude({0, magnitude(n)}, {0, magnitude(d)}, negative, mode);
  TARIFA_CHECK(size.has_value() && size->fits_128());
  if (!negative && size->low > static_cast<UInt128>(kInt128Max)) return std::nullopt;
  return static_cast<Int128>(negative ? UInt128{0} - size->low : size->low);
}

std::optional<Decimal> round_to_step(Int128 num, Int128 den, int scale, const Decimal& step, RoundMode mode) {
  TARIFA_CHECK(den > 0 && scale >= 0 && scale <= kMaxPower);
  TARIFA_CHECK(step.mantissa > 0 && step.scale >= 0 && step.scale <= kMaxPower);
  const bool negative = num < 0;
  const std::optional<U256> steps = count_steps(magnitude(num), den, scale, step, negative, mode);
  if (!steps || !steps->fits_128()) return std::nullopt;
  const U256 size = widening_mul(steps->low, magnitude(step.mantissa));
  if (!size.fits_128() || size.low >= static_cast<UInt128>(kDecimalBound)) return std::nullopt;
  const auto mantissa = static_cast<Int128>(size.low);
  return Decimal{negative ? -mantissa : mantissa, step.scale};
}

std::optional<Decimal> round_to_step(const Decimal& value, const Decimal& step, RoundMode mode) {
  return round_to_step(value.mantissa, 1, value.scale, step, mode);
}

std::optional<Decimal> round_to_step(const Fraction& value, const Decimal& step, RoundMode mode) {
  return round_to_step(value.num, value.den, 0, step, mode);
}

std::optional<Decimal> round_to_scale(const Decimal& value, int scale, RoundMode mode) {
  return round_to_step(value, Decimal{1, scale}, mode);
}

}  // namespace tarifa::numeric
