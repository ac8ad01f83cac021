// Exact arithmetic of the interpreter, on GMP: nothing of compiler/numeric computes here, so that a
// fault of either shows as a difference. Int128 is only a carrier of constants.
#pragma once

#include <gmpxx.h>

#include <optional>
#include <string>

#include "compiler/ir/module.h"

namespace tarifa::eval {

[[nodiscard]] mpz_class to_mpz(ir::Int128 value);
[[nodiscard]] mpz_class to_mpz(uint64_t value);
[[nodiscard]] std::optional<ir::Int128> to_int128(const mpz_class& value);  // absent at 10^38 and more
[[nodiscard]] mpz_class power_of_ten(int exponent);
[[nodiscard]] mpq_class decimal(ir::Int128 mantissa, int scale);
[[nodiscard]] mpq_class ratio(const ir::Ratio& ratio);

// value * 10^scale, where that is an integer.
[[nodiscard]] std::optional<mpz_class> mantissa_at(const mpq_class& value, int scale);
[[nodiscard]] std::optional<ir::Int128> int128_at(const mpq_class& value,
                                                  int scale);  // also below 10^38

// The multiple of `step` (positive) that the mode takes, counted from 0 (S34).
[[nodiscard]] mpq_class round_to_step(const mpq_class& value, const mpq_class& step, ir::RoundMode mode);

// S36: |value| * 10^scale * denominator is below 10^38.
[[nodiscard]] bool within_digits(const mpq_class& value, int scale, const mpz_class& denominator);
[[nodiscard]] bool within_digits(const mpq_class& value, int scale);

// All digits of the scale: 12.50; more digits than the scale, or no finite decimal: the shortest
// exact decimal, else n/d.
[[nodiscard]] std::string decimal_text(const mpq_class& value, int scale);

}  // namespace tarifa::eval
