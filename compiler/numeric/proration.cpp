#include "compiler/numeric/proration.h"

#include "compiler/support/check.h"
#include "compiler/support/limits.h"

namespace tarifa::numeric {

namespace {

constexpr int64_t kCalendarMonthDenominator = 377'580;  // lcm(28, 29, 30, 31)
constexpr int64_t kCalendarYearDenominator = 133'590;   // lcm(365, 366)

bool is_prorated_month(ProrationKind kind) {
  return kind == ProrationKind::MonthCalendar || kind == ProrationKind::MonthOver30 ||
         kind == ProrationKind::MonthOver365_12;
}

bool takes_count(ProrationKind kind) {
  return kind == ProrationKind::WholeMonths || kind == ProrationKind::WholeYears || kind == ProrationKind::Days;
}

Int128 calendar_months(const Period& period) {
  int64_t sum = 0;
  for (const MonthPart& part : months_touched(period)) {
    sum += part.days * (kCalendarMonthDenominator / days_in_month(part.month));
  }
  return sum;
}

Int128 calendar_years(const Period& period) {
  int64_t sum = 0;
  for (const YearPart& part : years_touched(period)) {
    sum += part.days * (kCalendarYearDenominator / days_in_year(part.year));
  }
  return sum;
}

std::optional<Fraction> whole_units(const Period& period, int64_t months) {
  const std::optional<int32_t> n = whole_months_between(period.start, period.end);
  if (!n || *n % months != 0) return std::nullopt;
  return Fraction{*n / months, 1};
}

}  // namespace

bool is_well_formed(const Proration& clause) {
  // A count far past any period is legal (`per 1000 days`); the bound keeps arithmetic small.
  const int64_t most = takes_count(clause.kind) ? 1'000'000 : 1;
  if (clause.count < 1 || clause.count > most) return false;
  if (!clause.full) return true;
  const FullMonthDays full = *clause.full;
  return is_prorated_month(clause.kind) && full.least >= 1 && full.least <= full.most &&
         full.most <= limits::kPeriodDays;
}

int64_t static_denominator(const Proration& clause) {
  TARIFA_CHECK(is_well_formed(clause));
  switch (clause.kind) {
    case ProrationKind::MonthCalendar: return kCalendarMonthDenominator;
    case ProrationKind::MonthOver30: return 30;
    case ProrationKind::MonthOver365_12:
    case ProrationKind::YearOver365: return 365;
    case ProrationKind::YearCalendar: return kCalendarYearDenominator;
    case ProrationKind::WholeMonths:
    case ProrationKind::WholeYears: return 1;
    case ProrationKind::Days: return clause.count;
  }
  TARIFA_UNREACHABLE();
}

std::optional<Fraction> prorate(const Proration& clause, const Period& period) {
  const Int128 den = static_denominator(clause);
  const int32_t days = period.days();
  TARIFA_CHECK(days >= 0 && days <= limits::kPeriodDays);
  if (clause.full && days >= clause.full->least && days <= clause.full->most) {
    return Fraction{den, den};
  }
  switch (clause.kind) {
    case ProrationKind::MonthCalendar: return Fraction{calendar_months(period), den};
    case ProrationKind::MonthOver30:
    case ProrationKind::YearOver365:
    case ProrationKind::Days: return Fraction{days, den};
    case ProrationKind::MonthOver365_12: return Fraction{Int128{days} * 12, den};
    case ProrationKind::YearCalendar: return Fraction{calendar_years(period), den};
    case ProrationKind::WholeMonths: return whole_units(period, clause.count);
    case ProrationKind::WholeYears: return whole_units(period, clause.count * 12);
  }
  TARIFA_UNREACHABLE();
}

std::string to_string(const Proration& clause) {
  std::string text;
  switch (clause.kind) {
#define TARIFA_PRORATION(name, words) \
  case ProrationKind::name: text = words; break;
#include "compiler/numeric/proration_kind.def"
  }
  if (clause.count != 1) {  // "per month" is "per 2 months"
    text = "per " + std::to_string(clause.count) + text.substr(3) + "s";
  }
  if (clause.full) {
    text += " full " + std::to_string(clause.full->least) + " days.." + std::to_string(clause.full->most) + " days";
  }
  return text;
}

}  // namespace tarifa::numeric
