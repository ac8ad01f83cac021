// Periods: half-open spans of dates, at most 400 days (S2, S24). An empty period (end = start) is
// representable; who needs a day in it asks is_empty().
// INVARIANT: made by make_period: start <= end, at most 400 days.
#pragma once

#include <compare>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "compiler/numeric/date.h"

namespace tarifa::numeric {

struct Period {
  Date start;
  Date end;  // the day after the last
  constexpr auto operator<=>(const Period&) const = default;

  [[nodiscard]] constexpr int32_t days() const { return days_between(start, end); }
  [[nodiscard]] constexpr bool is_empty() const { return start == end; }
  [[nodiscard]] constexpr Date last() const { return Date{end.days - 1}; }  // not of an empty one
  [[nodiscard]] constexpr bool contains(Date d) const { return start <= d && d < end; }
};

enum class PeriodFailure : uint8_t { None, Reversed, TooLong };  // both R0201
struct PeriodResult {
  Period period;  // where failure is None
  PeriodFailure failure = PeriodFailure::None;
  [[nodiscard]] bool ok() const { return failure == PeriodFailure::None; }
};
[[nodiscard]] PeriodResult make_period(Date start, Date end);

// Absent for 9999-12, whose end is no date.
[[nodiscard]] std::optional<Period> period_of(Month month);
[[nodiscard]] std::optional<Period> parse_month_period(std::string_view text);  // 2020-04
// "2020-04-01..2020-04-30", both included.
[[nodiscard]] std::string to_string(const Period& period);

// The days common to both; absent if there are none.
[[nodiscard]] std::optional<Period> intersection(const Period& a, const Period& b);

struct MonthPart {
  Month month;
  int32_t days;  // of the period in this month, at least 1
};
struct YearPart {
  int year;
  int32_t days;
};
[[nodiscard]] std::vector<MonthPart> months_touched(const Period& period);
[[nodiscard]] std::vector<YearPart> years_touched(const Period& period);

}  // namespace tarifa::numeric
