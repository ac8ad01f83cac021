// Exact fractions: proration, conversion factors, polynomials' coefficients.
// INVARIANT: den > 0. A fraction need not be in lowest terms: the denominator of a proration is the
// static one of its operation (S24) and is kept as it is. The results of arithmetic here are in
// lowest terms.
#pragma once

#include <compare>
#include <optional>
#include <string>

#include "compiler/numeric/int128.h"

namespace tarifa::numeric {

struct Fraction {
  Int128 num = 0;
  Int128 den = 1;
};

// Any sign of the denominator, which must not be 0; in lowest terms. Absent where it does not fit.
[[nodiscard]] std::optional<Fraction> make_fraction(Int128 num, Int128 den);
[[nodiscard]] Fraction reduced(const Fraction& f);

// Exact; absent only if the result in lowest terms does not fit 128 bits a part.
[[nodiscard]] std::optional<Fraction> add(const Fraction& a, const Fraction& b);
[[nodiscard]] std::optional<Fraction> sub(const Fraction& a, const Fraction& b);
[[nodiscard]] std::optional<Fraction> mul(const Fraction& a, const Fraction& b);
// b must not be 0.
[[nodiscard]] std::optional<Fraction> div(const Fraction& a, const Fraction& b);
[[nodiscard]] std::optional<Fraction> pow(const Fraction& base, int exponent);

// Compares values, not the way they are written: 1/2 equals 2/4.
[[nodiscard]] std::strong_ordering compare(const Fraction& a, const Fraction& b);
[[nodiscard]] inline bool same_value(const Fraction& a, const Fraction& b) { return compare(a, b) == 0; }

// True if some number of digits after the point writes it exactly: no primes but 2 and 5 below
// (S32).
[[nodiscard]] bool is_finite_decimal(const Fraction& f);

[[nodiscard]] std::string to_string(const Fraction& f);  // "3/4", "-2" if den is 1

}  // namespace tarifa::numeric
