#include "compiler/kernel/number.h"

#include <algorithm>

#include "compiler/numeric/decimal.h"
#include "compiler/numeric/wide.h"
#include "compiler/support/check.h"

namespace tarifa::kernel {

namespace {

std::vector<Reached> united_keys(const std::vector<Reached>& a, const std::vector<Reached>& b) {
  std::vector<Reached> keys = a;
  for (const Reached& key : b) {
    const auto same = [&](const Reached& k) { return k.same_key(key); };
    if (std::none_of(keys.begin(), keys.end(), same)) keys.push_back(key);
  }
  std::sort(keys.begin(), keys.end(), [](const Reached& l, const Reached& r) {
    return std::pair(l.divisor, l.date) < std::pair(r.divisor, r.date);
  });
  return keys;
}

std::optional<ValueId> find(const std::vector<Reached>& in, const Reached& key) {
  for (const Reached& k : in) {
    if (k.same_key(key)) return k.value;
  }
  return std::nullopt;
}

Int128 floor_div(Int128 n, Int128 d) { return n / d - (n % d < 0 ? 1 : 0); }

}  // namespace

Num Numbers::constant(Int128 mantissa, int scale) {
  if (mantissa == 0) return {b_.constant(0), {1, 1}, {}};
  const auto f = numeric::make_fraction(mantissa < 0 ? -mantissa : mantissa, numeric::pow10(scale));
  return {b_.constant(mantissa < 0 ? -1 : 1), *f, {}};
}

Num Numbers::scaled(ValueId x, int scale) {
  if (const auto value = b_.known(x)) return constant(*value, scale);
  return {x, {1, numeric::pow10(scale)}, {}};
}

Fraction Numbers::product(const Fraction& a, const Fraction& b) {
  const auto f = numeric::mul(a, b);
  if (!f) failed_ = true;
  return f.value_or(Fraction{1, 1});
}

Fraction Numbers::quotient(const Fraction& a, const Fraction& b) {
  const auto f = numeric::div(a, b);
  if (!f) failed_ = true;
  return f.value_or(Fraction{1, 1});
}

Fraction Numbers::common(const Fraction& a, const Fraction& b) {
  const auto num = numeric::checked_gcd(a.num, b.num);
  const auto den = numeric::checked_lcm(a.den, b.den);
  if (!num || !den) {
    failed_ = true;
    return {1, 1};
  }
  return {*num, *den};  // in lowest terms as a and b are
}

Fraction Numbers::unfolded(const Num& a) {
  Fraction f = a.factor;
  for (const Reached& r : a.divisors) {
    if (const auto value = b_.known(r.value)) f = product(f, {*value, 1});
  }
  return f;
}

// x * over / base, where base divides over.
ValueId Numbers::times_ratio(ValueId x, const Fraction& over, const Fraction& base) {
  const Fraction ratio = quotient(over, base);
  if (ratio.den != 1) {
    failed_ = true;
    return x;
  }
  return b_.mul(x, ratio.num);
}

Numbers::Aligned Numbers::align(const Num& a, const Num& b, std::optional<ValueId> choice) {
  ValueId xa = a.x;
  ValueId xb = b.x;
  Fraction fa = a.factor;
  Fraction fb = b.factor;
  std::vector<Reached> merged;
  Fraction folded{1, 1};
  if (!a.divisors.empty() || !b.divisors.empty()) {
    fa = unfolded(a);
    fb = unfolded(b);
    const ValueId one = b_.constant(1);
    for (Reached key : united_keys(a.divisors, b.divisors)) {
      const ValueId ra = find(a.divisors, key).value_or(one);
      const ValueId rb = find(b.divisors, key).value_or(one);
      key.value = choice ? b_.select(*choice, ra, rb) : b_.max(ra, rb);
      const auto value = b_.known(key.value);
      if (value) folded = product(folded, {*value, 1});
      merged.push_back(key);
      if (choice) continue;  // where a is chosen the merged divisor is a's
      const auto factor_of = [&](ValueId r) { return b_.select(b_.eq(r, key.value), one, key.value); };
      xa = b_.mul(xa, factor_of(ra));
      xb = b_.mul(xb, factor_of(rb));
    }
  }
  const bool zero_a = is_zero(a);
  const bool zero_b = is_zero(b);
  const Fraction f = zero_a ? fb : zero_b ? fa : common(fa, fb);
  Aligned out;
  out.a = zero_a ? a.x : times_ratio(xa, fa, f);
  out.b = zero_b ? b.x : times_ratio(xb, fb, f);
  out.form = {out.a, quotient(f, folded), std::move(merged)};
  return out;
}

Num Numbers::add(const Num& a, const Num& b) {
  if (a.divisors.empty() && b.divisors.empty()) {
    if (is_zero(a)) return b;
    if (is_zero(b)) return a;
    if (a.x == b.x) {  // one integer with two factors: parts of a weighted line that do not differ
      if (const auto f = numeric::add(a.factor, b.factor)) return {a.x, *f, {}};
    }
  }
  Aligned both = align(a, b, std::nullopt);
  both.form.x = b_.add(both.a, both.b);
  return both.form;
}

Num Numbers::neg(const Num& a) { return {b_.neg(a.x), a.factor, a.divisors}; }
Num Numbers::abs(const Num& a) { return {b_.abs(a.x), a.factor, a.divisors}; }

Num Numbers::mul(const Num& a, const Num& b) {
  for (const Reached& key : a.divisors) {
    if (find(b.divisors, key)) failed_ = true;  // refused by the checker; a hostile module goes to the interpreter
  }
  return {b_.mul(a.x, b.x), product(a.factor, b.factor), united_keys(a.divisors, b.divisors)};
}

Num Numbers::times(const Num& a, const Fraction& by) { return {a.x, product(a.factor, by), a.divisors}; }

Num Numbers::min(const Num& a, const Num& b) {
  Aligned both = align(a, b, std::nullopt);
  both.form.x = b_.min(both.a, both.b);
  return both.form;
}

Num Numbers::max(const Num& a, const Num& b) {
  Aligned both = align(a, b, std::nullopt);
  both.form.x = b_.max(both.a, both.b);
  return both.form;
}

Num Numbers::select(ValueId c, const Num& a, const Num& b) {
  if (b_.is_true(c)) return a;
  if (b_.is_false(c)) return b;
  Aligned both = align(a, b, c);
  both.form.x = b_.select(c, both.a, both.b);
  return both.form;
}

Num Numbers::div(const Num& a, const Num& b, int scale, Reached key) {
  if (!b.divisors.empty()) failed_ = true;
  // |b| * 10^scale = |b.x| * k; of a b with a static denominator the divisor has that denominator too.
  const Fraction unit = product(b.factor, {numeric::pow10(scale), 1});
  key.value = b_.max(b_.mul(b_.abs(b.x), unit.num), b_.constant(1));
  Num out;
  out.x = b_.select(b_.lt(b.x, b_.constant(0)), b_.neg(a.x), a.x);
  out.factor = product(a.factor, product({numeric::pow10(scale), 1}, {unit.den, 1}));
  if (find(a.divisors, key)) failed_ = true;
  out.divisors = united_keys(a.divisors, {key});
  if (const auto value = b_.known(key.value)) out.factor = quotient(out.factor, {*value, 1});
  return out;
}

Num Numbers::round(const Num& a, const Num& step, ir::RoundMode mode) {
  const Fraction ratio = quotient(a.factor, step.factor);
  const ValueId n = b_.mul(a.x, ratio.num);
  ValueId d = b_.mul(step.x, ratio.den);
  for (const Reached& r : a.divisors) {
    if (!b_.known(r.value)) d = b_.mul(d, r.value);
  }
  return {b_.mul(b_.div_round(n, d, mode), step.x), step.factor, {}};
}

// x compared with a constant c: against the integer next to c / factor, without scaling x.
std::optional<ValueId> Numbers::compare_constant(const Num& a, const Num& b, bool strict) {
  if (!a.divisors.empty() || !b.divisors.empty()) return std::nullopt;
  const auto left = b_.known(a.x);
  const auto right = b_.known(b.x);
  if (left.has_value() == right.has_value()) return std::nullopt;
  const Num& open = left ? b : a;
  const Num& closed = left ? a : b;
  const auto scaled = numeric::div(closed.factor, open.factor);
  if (!scaled) return std::nullopt;
  const auto num = numeric::checked_mul(scaled->num, *b_.known(closed.x));
  if (!num) return std::nullopt;
  const Int128 low = floor_div(*num, scaled->den);
  const Int128 high = *num % scaled->den == 0 ? low : low + 1;
  // c < x: floor(c) < x; c <= x: ceil(c) <= x; x < c: x < ceil(c); x <= c: x <= floor(c).
  const ValueId bound = b_.constant((left.has_value() == strict) ? low : high);
  if (left) return strict ? b_.lt(bound, b.x) : b_.le(bound, b.x);
  return strict ? b_.lt(a.x, bound) : b_.le(a.x, bound);
}

ValueId Numbers::eq(const Num& a, const Num& b) {
  const Aligned both = align(a, b, std::nullopt);
  return b_.eq(both.a, both.b);
}

ValueId Numbers::lt(const Num& a, const Num& b) {
  if (const auto value = compare_constant(a, b, true)) return *value;
  const Aligned both = align(a, b, std::nullopt);
  return b_.lt(both.a, both.b);
}

ValueId Numbers::le(const Num& a, const Num& b) {
  if (const auto value = compare_constant(a, b, false)) return *value;
  const Aligned both = align(a, b, std::nullopt);
  return b_.le(both.a, both.b);
}

ValueId Numbers::too_large(const Num& a, int scale, Int128 denominator) {
  Fraction k = product(unfolded(a), {numeric::pow10(scale), 1});
  k = product(k, {denominator, 1});
  // |x| * k.num < 10^38 * k.den, so |x| <= (10^38 * k.den - 1) / k.num.
  const numeric::U256 bound =
      numeric::subtract(numeric::widening_mul(static_cast<numeric::UInt128>(numeric::kDecimalBound),
                                              static_cast<numeric::UInt128>(k.den)),
                        {0, 1});
  const numeric::U256 most = numeric::divide(bound, {0, static_cast<numeric::UInt128>(k.num)}).quotient;
  if (!most.fits_128() || most.low > static_cast<numeric::UInt128>(numeric::kInt128Max) - 1) return b_.boolean(false);
  const auto limit = static_cast<Int128>(most.low);
  if (b_.range(a.x).within(limit + 1)) return b_.boolean(false);
  return b_.lt(b_.constant(limit), b_.abs(a.x));
}

ValueId Numbers::over(const Num& a, const Fraction& factor) {
  if (is_zero(a)) return a.x;
  return times_ratio(a.x, a.factor, factor);
}

ValueId Numbers::mantissa(const Num& a, int scale) {
  const Fraction unit{1, numeric::pow10(scale)};
  if (is_zero(a)) return a.x;
  const Fraction ratio = quotient(a.factor, unit);
  if (ratio.den == 1) return b_.mul(a.x, ratio.num);
  // x is a multiple of the denominator, as the value is a whole number of units.
  return b_.div_round(b_.mul(a.x, ratio.num), b_.constant(ratio.den), ir::RoundMode::HalfEven);
}

}  // namespace tarifa::kernel
