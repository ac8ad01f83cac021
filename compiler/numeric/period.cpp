#include "compiler/numeric/period.h"

#include <algorithm>

#include "compiler/numeric/date_text.h"
#include "compiler/support/check.h"
#include "compiler/support/limits.h"

namespace tarifa::numeric {

PeriodResult make_period(Date start, Date end) {
  if (end < start) return {{}, PeriodFailure::Reversed};
  if (days_between(start, end) > limits::kPeriodDays) return {{}, PeriodFailure::TooLong};
  return {{start, end}, PeriodFailure::None};
}

std::optional<Period> period_of(Month month) {
  const std::optional<Month> next = add_months(month, 1);
  if (!next) return std::nullopt;
  return Period{first_day(month), first_day(*next)};
}

std::optional<Period> parse_month_period(std::string_view text) {
  const std::optional<Month> month = parse_month(text);
  if (!month) return std::nullopt;
  return period_of(*month);
}

std::string to_string(const Period& period) {
  if (period.is_empty()) return "no day from " + to_string(period.start);
  return to_string(period.start) + ".." + to_string(period.last());
}

std::optional<Period> intersection(const Period& a, const Period& b) {
  const Date start = std::max(a.start, b.start);
  const Date end = std::min(a.end, b.end);
  if (end <= start) return std::nullopt;
  return Period{start, end};
}

std::vector<MonthPart> months_touched(const Period& period) {
  TARIFA_CHECK(period.start <= period.end);
  std::vector<MonthPart> parts;
  Date day = period.start;
  while (day < period.end) {
    const Month month = month_of(day);
    const int32_t left_in_month = last_day(month).days + 1 - day.days;
    const int32_t days = std::min(left_in_month, days_between(day, period.end));
    parts.push_back({month, days});
    day.days += days;
  }
  return parts;
}

std::vector<YearPart> years_touched(const Period& period) {
  std::vector<YearPart> parts;
  for (const MonthPart& part : months_touched(period)) {
    if (parts.empty() || parts.back().year != part.month.year()) {
      parts.push_back({part.month.year(), 0});
    }
    parts.back().days += part.days;
  }
  return parts;
}

}  // namespace tarifa::numeric
