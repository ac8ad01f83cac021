#include "compiler/kernel/proration_factor.h"

#include "compiler/numeric/period.h"
#include "compiler/support/check.h"

namespace tarifa::kernel {

using numeric::Fraction;
using numeric::Int128;

namespace {

// Of whole months a multiple of `unit`, over `unit`.
std::optional<Fraction> whole(const numeric::Period& period, int32_t unit) {
  const auto months = numeric::whole_months_between(period.start, period.end);
  if (!months || *months == 0 || *months % unit != 0) return std::nullopt;
  return numeric::make_fraction(*months, unit);
}

Fraction calendar_months(const numeric::Period& period) {
  Fraction sum{0, 1};
  for (const numeric::MonthPart& part : numeric::months_touched(period)) {
    sum = *numeric::add(sum, {part.days, numeric::days_in_month(part.month)});
  }
  return sum;
}

Fraction calendar_years(const numeric::Period& period) {
  Fraction sum{0, 1};
  for (const numeric::YearPart& part : numeric::years_touched(period)) {
    sum = *numeric::add(sum, {part.days, numeric::days_in_year(part.year)});
  }
  return sum;
}

}  // namespace

std::optional<Fraction> proration_factor(const ir::Proration& clause, const RunContext& run) {
  const numeric::Period period{{run.period_start}, {run.period_end}};
  const int32_t days = period.days();
  const auto length = static_cast<uint32_t>(days);
  if (clause.has_full && clause.full_from <= length && length <= clause.full_to) return Fraction{1, 1};
  switch (clause.kind) {
    case ir::ProrationKind::WholeMonths: return whole(period, static_cast<int32_t>(clause.a));
    case ir::ProrationKind::WholeYears: return whole(period, 12);
    case ir::ProrationKind::Days: return numeric::make_fraction(days, clause.a);
    case ir::ProrationKind::MonthCalendar: return calendar_months(period);
    case ir::ProrationKind::YearCalendar: return calendar_years(period);
    case ir::ProrationKind::MonthDays:
    case ir::ProrationKind::YearDays: return numeric::make_fraction(Int128{days} * clause.b, clause.a);
  }
  TARIFA_UNREACHABLE();
}

}  // namespace tarifa::kernel
