#include "compiler/numeric/interval.h"

#include <algorithm>
#include <array>
#include <vector>

#include "compiler/support/check.h"

namespace tarifa::numeric {

namespace {

constexpr Int128 kMinusInfinity = Interval::kMinusInfinity;
constexpr Int128 kPlusInfinity = Interval::kPlusInfinity;

bool infinite(Int128 bound) { return bound == kMinusInfinity || bound == kPlusInfinity; }

Int128 infinity(int sign_of_it) { return sign_of_it < 0 ? kMinusInfinity : kPlusInfinity; }

// Of bounds: two lower or two upper ones, so that infinities never meet their opposites.
Int128 add_bounds(Int128 a, Int128 b) {
  if (infinite(a)) return a;
  if (infinite(b)) return b;
  return checked_add(a, b).value_or(infinity(sign(a)));
}

Int128 mul_bounds(Int128 a, Int128 b) {
  const int sign_of_product = sign(a) * sign(b);
  if (sign_of_product == 0) return 0;
  if (infinite(a) || infinite(b)) return infinity(sign_of_product);
  return checked_mul(a, b).value_or(infinity(sign_of_product));
}

Int128 neg_bound(Int128 bound) {
  if (infinite(bound)) return bound == kMinusInfinity ? kPlusInfinity : kMinusInfinity;
  return -bound;
}

// Bound by bound, b not 0. A finite number over an infinite one is next to 0, on the side of the
// sign.
Int128 div_bounds(Int128 a, Int128 b, RoundMode mode) {
  const int sign_of_quotient = sign(a) * sign(b);
  if (sign_of_quotient == 0) return 0;
  if (infinite(b)) return *round_quotient(sign_of_quotient, kInt128Max, mode);
  if (infinite(a)) return infinity(sign_of_quotient);
  return round_quotient(a, b, mode).value_or(kPlusInfinity);
}

Int128 gcd_of_steps(Int128 a, Int128 b) {
  const std::optional<Int128> out = checked_gcd(a, b);
  TARIFA_CHECK(out.has_value());  // steps are not negative
  return *out;
}

// The least multiple of step that is not below the value; absent if it is no finite bound.
std::optional<Int128> multiple_at_least(Int128 value, Int128 step) {
  const Int128 over = value % step;
  const std::optional<Int128> out = over > 0 ? checked_add(value - over, step) : value - over;
  return out && infinite(*out) ? std::nullopt : out;
}

std::optional<Int128> multiple_at_most(Int128 value, Int128 step) {
  const Int128 over = value % step;
  const std::optional<Int128> out = over < 0 ? checked_sub(value - over, step) : value - over;
  return out && infinite(*out) ? std::nullopt : out;
}

// From the corners of a box: the least and the greatest.
template <class Corners>
Interval hull(const Corners& corners, Int128 step) {
  const auto [least, greatest] = std::minmax_element(corners.begin(), corners.end());
  return Interval::of(*least, *greatest, step);
}

Interval div_by_one_sign(const Interval& a, const Interval& b, RoundMode mode) {
  if (b.empty()) return Interval::empty_set();
  const std::array<Int128, 4> corners{div_bounds(a.low(), b.low(), mode), div_bounds(a.low(), b.high(), mode),
                                      div_bounds(a.high(), b.low(), mode), div_bounds(a.high(), b.high(), mode)};
  const std::optional<Int128> divisor = b.single_value();
  const bool exact = divisor && a.step() % *divisor == 0;
  return hull(corners, exact ? static_cast<Int128>(magnitude(a.step() / *divisor)) : 1);
}

}  // namespace

Interval Interval::empty_set() {
  Interval out;
  out.low_ = 0;
  out.high_ = 0;
  out.step_ = 0;
  out.empty_ = true;
  return out;
}

Interval Interval::of(Int128 low, Int128 high, Int128 step) {
  TARIFA_CHECK(step >= 0);
  if (low > high) return empty_set();
  Interval out;
  // A lower bound too large to write, or an upper one too small, becomes the nearest that can be
  // written.
  out.low_ = low == kPlusInfinity ? kPlusInfinity - 1 : low;
  out.high_ = high == kMinusInfinity ? kMinusInfinity + 1 : high;
  if (step == 0) {
    if (out.low_ > 0 || out.high_ < 0) return empty_set();
    out.low_ = out.high_ = out.step_ = 0;
    return out;
  }
  out.step_ = step;
  if (out.low_ != kMinusInfinity) {
    const std::optional<Int128> up = multiple_at_least(out.low_, step);
    if (!up && high != kPlusInfinity) return empty_set();
    out.low_ = up ? *up : out.low_ - out.low_ % step;  // the largest multiple there is
  }
  if (out.high_ != kPlusInfinity) {
    const std::optional<Int128> down = multiple_at_most(out.high_, step);
    if (!down && low != kMinusInfinity) return empty_set();
    out.high_ = down ? *down : out.high_ - out.high_ % step;
  }
  if (out.low_ > out.high_) return empty_set();
  if (out.low_ == out.high_) out.step_ = static_cast<Int128>(magnitude(out.low_));
  return out;
}

Interval Interval::constant(Int128 value) { return of(value, value); }

bool Interval::bounded() const { return low_ != kMinusInfinity && high_ != kPlusInfinity; }

bool Interval::contains(Int128 value) const {
  if (empty_ || value < low_ || value > high_) return false;
  return step_ == 0 ? value == 0 : value % step_ == 0;
}

bool Interval::contains(const Interval& other) const {
  if (other.empty_) return true;
  if (empty_ || other.low_ < low_ || other.high_ > high_) return false;
  return step_ == 0 ? other.step_ == 0 : other.step_ % step_ == 0;
}

std::optional<Int128> Interval::single_value() const {
  if (empty_ || low_ != high_) return std::nullopt;
  return low_;
}

std::optional<Int128> Interval::max_magnitude() const {
  if (!bounded()) return std::nullopt;
  return std::max(static_cast<Int128>(magnitude(low_)), static_cast<Int128>(magnitude(high_)));
}

bool Interval::within(Int128 limit) const {
  TARIFA_CHECK(limit > 0);
  const std::optional<Int128> most = max_magnitude();
  return most && *most < limit;
}

Interval add(const Interval& a, const Interval& b) {
  if (a.empty() || b.empty()) return Interval::empty_set();
  return Interval::of(add_bounds(a.low(), b.low()), add_bounds(a.high(), b.high()), gcd_of_steps(a.step(), b.step()));
}

Interval sub(const Interval& a, const Interval& b) { return add(a, neg(b)); }

Interval mul(const Interval& a, const Interval& b) {
  if (a.empty() || b.empty()) return Interval::empty_set();
  const std::array<Int128, 4> corners{mul_bounds(a.low(), b.low()), mul_bounds(a.low(), b.high()),
                                      mul_bounds(a.high(), b.low()), mul_bounds(a.high(), b.high())};
  // The product is a multiple of both steps' product, and of each alone where that does not fit.
  const Int128 larger = std::max(a.step(), b.step());
  return hull(corners, checked_mul(a.step(), b.step()).value_or(larger));
}

Interval neg(const Interval& a) {
  if (a.empty()) return a;
  return Interval::of(neg_bound(a.high()), neg_bound(a.low()), a.step());
}

Interval abs(const Interval& a) {
  if (a.empty() || a.low() >= 0) return a;
  const Interval mirrored = neg(a);
  if (a.high() <= 0) return mirrored;
  return Interval::of(0, std::max(a.high(), mirrored.high()), a.step());
}

Interval min(const Interval& a, const Interval& b) {
  if (a.empty() || b.empty()) return Interval::empty_set();
  return Interval::of(std::min(a.low(), b.low()), std::min(a.high(), b.high()), gcd_of_steps(a.step(), b.step()));
}

Interval max(const Interval& a, const Interval& b) { return neg(min(neg(a), neg(b))); }

Interval div_round(const Interval& a, const Interval& b, RoundMode mode) {
  if (a.empty() || b.empty()) return Interval::empty_set();
  const Interval below = intersect(b, Interval::of(kMinusInfinity, -1));
  const Interval above = intersect(b, Interval::of(1, kPlusInfinity));
  return unite(div_by_one_sign(a, below, mode), div_by_one_sign(a, above, mode));
}

Interval round_to_multiple(const Interval& a, Int128 step, RoundMode mode) {
  TARIFA_CHECK(step > 0);
  if (a.empty() || a.step() % step == 0) return a;
  const Int128 low = mul_bounds(div_bounds(a.low(), step, mode), step);
  const Int128 high = mul_bounds(div_bounds(a.high(), step, mode), step);
  return Interval::of(low, high, step);
}

Interval unite(const Interval& a, const Interval& b) {
  if (a.empty()) return b;
  if (b.empty()) return a;
  return Interval::of(std::min(a.low(), b.low()), std::max(a.high(), b.high()), gcd_of_steps(a.step(), b.step()));
}

Interval intersect(const Interval& a, const Interval& b) {
  if (a.empty() || b.empty()) return Interval::empty_set();
  const Int128 larger = std::max(a.step(), b.step());
  return Interval::of(std::max(a.low(), b.low()), std::min(a.high(), b.high()),
                      checked_lcm(a.step(), b.step()).value_or(larger));
}

std::string to_string(const Interval& interval) {
  if (interval.empty()) return "empty";
  const std::string low = interval.low() == kMinusInfinity ? "(-inf" : "[" + to_string(interval.low());
  const std::string high = interval.high() == kPlusInfinity ? "+inf)" : to_string(interval.high()) + "]";
  std::string text = low + ", " + high;
  if (interval.step() > 1 && !interval.single_value()) {
    text += " step " + to_string(interval.step());
  }
  return text;
}

}  // namespace tarifa::numeric
