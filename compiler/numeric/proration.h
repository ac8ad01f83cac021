// Proration (S23): the exact fraction of a price `per month`, `per year` or `per N days` that a
// period is charged.
// INVARIANT: the denominator depends on the clause alone, never on the period, so that it is part
// of the static denominator of an operation (S24): 377580 = lcm(28..31) for calendar months, 133590
// = lcm(365, 366) for calendar years.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "compiler/numeric/fraction.h"
#include "compiler/numeric/period.h"

namespace tarifa::numeric {

enum class ProrationKind : uint8_t {
#define TARIFA_PRORATION(name, text) name,
#include "compiler/numeric/proration_kind.def"
};

// `full 27 days..33 days`: a period of so many days is exactly one month. Both ends count.
struct FullMonthDays {
  int32_t least = 0;
  int32_t most = 0;
  constexpr auto operator<=>(const FullMonthDays&) const = default;
};

struct Proration {
  ProrationKind kind = ProrationKind::WholeMonths;
  int64_t count = 1;                  // N of `per N months`, `per N years`, `per N days`; 1 for every other kind
  std::optional<FullMonthDays> full;  // only after `per month prorated ..`
  constexpr auto operator<=>(const Proration&) const = default;
};

// What a compiler refuses: a count below 1 or beside a kind without one, `full` not after `per
// month prorated`, a bad range.
[[nodiscard]] bool is_well_formed(const Proration& clause);
[[nodiscard]] std::string to_string(const Proration& clause);  // as written: "per 2 months"

[[nodiscard]] int64_t static_denominator(const Proration& clause);

// The fraction of the price, over static_denominator(clause). Absent (R0403): the clause takes
// whole months, N months or years and the period is no whole number of them. The clause must be
// well formed.
[[nodiscard]] std::optional<Fraction> prorate(const Proration& clause, const Period& period);

}  // namespace tarifa::numeric
