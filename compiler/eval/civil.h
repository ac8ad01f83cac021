// Civil dates of the interpreter, on std::chrono (never compiler/numeric). Dates are days since
// 1970-01-01, months 12 * year + (month - 1), as in ir::Type.
#pragma once

#include <cstdint>
#include <string>

#include "compiler/eval/outcome.h"

namespace tarifa::eval {

struct CivilDay {
  int year = 1970;
  unsigned month = 1;
  unsigned day = 1;
};
[[nodiscard]] CivilDay civil_day(int64_t date);
[[nodiscard]] int64_t date_of(int year, unsigned month, unsigned day);  // a day of the calendar
[[nodiscard]] int64_t date_of_minutes(int64_t datetime);                // the day of a datetime
[[nodiscard]] int days_of_month(int64_t month);
[[nodiscard]] int64_t month_of(int64_t date);
[[nodiscard]] int64_t first_day(int64_t month);
[[nodiscard]] bool date_in_range(int64_t date);    // 0001-01-01..9999-12-31
[[nodiscard]] bool month_in_range(int64_t month);  // 0001-01..9999-12

struct MonthsAdded {
  int64_t date = 0;  // where error is None
  ir::RowError error = ir::RowError::None;
};
[[nodiscard]] MonthsAdded add_months(int64_t date, int64_t months, ir::MonthEnd rule);

// S23: the exact share of a price that a period is charged; absent (R0403) where it is not whole
// months.
[[nodiscard]] std::optional<mpq_class> proration_factor(const ir::Proration& clause, const PeriodSpan& period);

[[nodiscard]] std::string date_text(int64_t date);         // 2020-03-25
[[nodiscard]] std::string month_text(int64_t month);       // 2020-03
[[nodiscard]] std::string time_text(int64_t minutes);      // 17:30
[[nodiscard]] std::string datetime_text(int64_t minutes);  // 2020-03-25T17:30

}  // namespace tarifa::eval
