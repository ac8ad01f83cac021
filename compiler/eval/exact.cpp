#include "compiler/eval/exact.h"

#include <array>

#include "compiler/support/check.h"

namespace tarifa::eval {

namespace {

const mpz_class& digits_bound() {  // 10^38
  static const mpz_class bound = power_of_ten(38);
  return bound;
}

// The integer that the mode takes for a quotient, by its floor and the part above it.
mpz_class round_to_integer(const mpq_class& value, ir::RoundMode mode) {
  mpz_class floor;
  mpz_fdiv_q(floor.get_mpz_t(), value.get_num_mpz_t(), value.get_den_mpz_t());
  const mpq_class above = value - floor;  // in [0, 1)
  if (above == 0) return floor;
  const mpz_class ceiling = floor + 1;
  const bool negative = value < 0;
  const mpz_class &toward_zero = negative ? ceiling : floor, &away = negative ? floor : ceiling;
  const int half = cmp(above, mpq_class(1, 2));
  const mpz_class& nearest = half < 0 ? floor : ceiling;
  switch (mode) {
    case ir::RoundMode::HalfUp: return half == 0 ? away : nearest;
    case ir::RoundMode::HalfEven:
      if (half != 0) return nearest;
      return mpz_even_p(floor.get_mpz_t()) != 0 ? floor : ceiling;
    case ir::RoundMode::HalfDown: return half == 0 ? toward_zero : nearest;
    case ir::RoundMode::Up: return away;
    case ir::RoundMode::Down: return toward_zero;
    case ir::RoundMode::Floor: return floor;
    case ir::RoundMode::Ceiling: return ceiling;
  }
  TARIFA_UNREACHABLE();
}

}  // namespace

mpz_class to_mpz(ir::Int128 value) {
  const bool negative = value < 0;
  const auto bits = static_cast<numeric::UInt128>(value);
  const numeric::UInt128 magnitude = negative ? ~bits + 1 : bits;
  const std::array<uint64_t, 2> words{static_cast<uint64_t>(magnitude), static_cast<uint64_t>(magnitude >> 64U)};
  mpz_class out;
  mpz_import(out.get_mpz_t(), words.size(), -1, sizeof(uint64_t), 0, 0, words.data());
  return negative ? mpz_class(-out) : out;
}

mpz_class to_mpz(uint64_t value) { return to_mpz(static_cast<ir::Int128>(value)); }

std::optional<ir::Int128> to_int128(const mpz_class& value) {
  if (abs(value) >= digits_bound()) return std::nullopt;
  std::array<uint64_t, 2> words{0, 0};
  mpz_export(words.data(), nullptr, -1, sizeof(uint64_t), 0, 0, value.get_mpz_t());
  const auto magnitude = static_cast<ir::Int128>((static_cast<numeric::UInt128>(words[1]) << 64U) | words[0]);
  return value < 0 ? -magnitude : magnitude;
}

mpz_class power_of_ten(int exponent) {
  TARIFA_CHECK(exponent >= 0);
  mpz_class out;
  mpz_ui_pow_ui(out.get_mpz_t(), 10, static_cast<unsigned long>(exponent));
  return out;
}

mpq_class decimal(ir::Int128 mantissa, int scale) {
  mpq_class out(to_mpz(mantissa), power_of_ten(scale));
  out.canonicalize();
  return out;
}

mpq_class ratio(const ir::Ratio& ratio) {
  mpq_class out(to_mpz(ratio.numerator), to_mpz(ratio.denominator));
  out.canonicalize();
  return out;
}

std::optional<mpz_class> mantissa_at(const mpq_class& value, int scale) {
  const mpq_class scaled = value * power_of_ten(scale);
  if (scaled.get_den() != 1) return std::nullopt;
  return scaled.get_num();
}

std::optional<ir::Int128> int128_at(const mpq_class& value, int scale) {
  const auto mantissa = mantissa_at(value, scale);
  return mantissa ? to_int128(*mantissa) : std::nullopt;
}

mpq_class round_to_step(const mpq_class& value, const mpq_class& step, ir::RoundMode mode) {
  TARIFA_CHECK(step > 0);
  return step * round_to_integer(value / step, mode);
}

bool within_digits(const mpq_class& value, int scale, const mpz_class& denominator) {
  return abs(value) * power_of_ten(scale) * denominator < digits_bound();
}

bool within_digits(const mpq_class& value, int scale) { return within_digits(value, scale, 1); }

std::string decimal_text(const mpq_class& value, int scale) {
  auto mantissa = mantissa_at(value, scale);
  for (constexpr int kMost = 60; !mantissa && scale < kMost;) mantissa = mantissa_at(value, ++scale);
  if (!mantissa) return value.get_str();
  std::string digits = mpz_class(abs(*mantissa)).get_str();
  const auto wanted = static_cast<size_t>(scale) + 1;
  if (digits.size() < wanted) digits.insert(0, wanted - digits.size(), '0');
  if (scale > 0) digits.insert(digits.size() - static_cast<size_t>(scale), ".");
  return *mantissa < 0 ? "-" + digits : digits;
}

}  // namespace tarifa::eval
