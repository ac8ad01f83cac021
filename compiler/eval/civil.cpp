#include "compiler/eval/civil.h"

#include <fmt/format.h>

#include <chrono>

#include "compiler/support/check.h"

namespace tarifa::eval {

namespace {

using std::chrono::day;
using std::chrono::days;
using std::chrono::month;
using std::chrono::sys_days;
using std::chrono::year;
using std::chrono::year_month_day;

year_month_day ymd(int64_t date) { return sys_days(days(date)); }
int64_t number_of(const year_month_day& date) { return sys_days(date).time_since_epoch().count(); }

// The n for which start + n months to_month_end is end; absent if there is none.
std::optional<int64_t> whole_months(const PeriodSpan& period) {
  const int64_t n = month_of(period.end) - month_of(period.start);
  const MonthsAdded end = add_months(period.start, n, ir::MonthEnd::ToMonthEnd);
  if (end.error != ir::RowError::None || end.date != period.end) return std::nullopt;
  return n;
}

mpq_class fraction(int64_t numerator, int64_t denominator) {
  mpq_class out(static_cast<long>(numerator), static_cast<long>(denominator));
  out.canonicalize();
  return out;
}

mpq_class calendar_months(const PeriodSpan& period) {
  mpq_class sum = 0;
  for (int64_t date = period.start; date < period.end; ++date) sum += fraction(1, days_of_month(month_of(date)));
  return sum;
}

mpq_class calendar_years(const PeriodSpan& period) {
  mpq_class sum = 0;
  for (int64_t date = period.start; date < period.end; ++date) {
    sum += fraction(1, ymd(date).year().is_leap() ? 366 : 365);
  }
  return sum;
}

}  // namespace

CivilDay civil_day(int64_t date) {
  const year_month_day d = ymd(date);
  return {static_cast<int>(d.year()), static_cast<unsigned>(d.month()), static_cast<unsigned>(d.day())};
}

int64_t date_of(int y, unsigned m, unsigned d) {
  const year_month_day date{year(y), month(m), day(d)};
  TARIFA_CHECK(date.ok());
  return number_of(date);
}

int64_t month_of(int64_t date) {
  const CivilDay d = civil_day(date);
  return int64_t{12} * d.year + (d.month - 1);
}

int64_t first_day(int64_t month_index) {
  return date_of(static_cast<int>(month_index / 12), static_cast<unsigned>(month_index % 12 + 1), 1);
}

int days_of_month(int64_t month_index) {
  const year_month_day last =
      year(static_cast<int>(month_index / 12)) / month(static_cast<unsigned>(month_index % 12 + 1)) / std::chrono::last;
  return static_cast<int>(static_cast<unsigned>(last.day()));
}

bool date_in_range(int64_t date) {
  static const int64_t first = date_of(1, 1, 1);
  static const int64_t last = date_of(9999, 12, 31);
  return first <= date && date <= last;
}

bool month_in_range(int64_t month_index) { return 12 <= month_index && month_index <= 9999 * 12 + 11; }

MonthsAdded add_months(int64_t date, int64_t months, ir::MonthEnd rule) {
  const int64_t target = month_of(date) + months;
  if (!month_in_range(target)) return {0, ir::RowError::Overflow};
  const unsigned wanted = civil_day(date).day;
  const auto last = static_cast<unsigned>(days_of_month(target));
  const int64_t first = first_day(target);
  if (wanted <= last) return {first + wanted - 1, ir::RowError::None};
  switch (rule) {
    case ir::MonthEnd::ToMonthEnd: return {first + last - 1, ir::RowError::None};
    case ir::MonthEnd::ToNextMonth: return {first + last, ir::RowError::None};
    case ir::MonthEnd::Strict: return {0, ir::RowError::AmbiguousMonthEnd};
  }
  TARIFA_UNREACHABLE();
}

std::optional<mpq_class> proration_factor(const ir::Proration& clause, const PeriodSpan& period) {
  const int64_t length = int64_t{period.end} - period.start;
  if (clause.has_full && clause.full_from <= length && length <= clause.full_to) return mpq_class(1);
  switch (clause.kind) {
    case ir::ProrationKind::WholeMonths: {
      const auto months = whole_months(period);
      if (!months || *months % clause.a != 0) return std::nullopt;
      return fraction(*months, clause.a);
    }
    case ir::ProrationKind::WholeYears: {
      const auto months = whole_months(period);
      if (!months || *months % 12 != 0) return std::nullopt;
      return fraction(*months, 12);
    }
    case ir::ProrationKind::Days: return fraction(length, clause.a);
    case ir::ProrationKind::MonthCalendar: return calendar_months(period);
    case ir::ProrationKind::MonthDays:
    case ir::ProrationKind::YearDays: return fraction(length * clause.b, clause.a);
    case ir::ProrationKind::YearCalendar: return calendar_years(period);
  }
  TARIFA_UNREACHABLE();
}

std::string date_text(int64_t date) {
  const CivilDay d = civil_day(date);
  return fmt::format("{:04}-{:02}-{:02}", d.year, d.month, d.day);
}

std::string month_text(int64_t month_index) {
  return fmt::format("{:04}-{:02}", month_index / 12, month_index % 12 + 1);
}

std::string time_text(int64_t minutes) { return fmt::format("{:02}:{:02}", minutes / 60, minutes % 60); }

int64_t date_of_minutes(int64_t datetime) { return datetime >= 0 ? datetime / 1440 : -((1439 - datetime) / 1440); }

std::string datetime_text(int64_t minutes) {
  const int64_t date = date_of_minutes(minutes);
  return date_text(date) + "T" + time_text(minutes - date * 1440);
}

}  // namespace tarifa::eval
