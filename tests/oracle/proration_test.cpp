// Fractions of S23 against sums over single days with Python's `fractions`, and against the worked
// examples.
#include "compiler/numeric/proration.h"

#include <gtest/gtest.h>

#include "compiler/numeric/date_text.h"
#include "tests/oracle/oracle_table.h"

namespace tarifa::numeric {
namespace {

using oracle::OracleTable;
using oracle::small_integer;

std::string shown(const Proration& clause, const Period& period) {
  const std::optional<Fraction> f = prorate(clause, period);
  if (!f) return "none";
  EXPECT_EQ(f->den, static_denominator(clause));
  return to_string(reduced(*f));
}

// S23
TEST(ProrationOracle, EveryStartOfSixYears) {
  OracleTable table("proration_table");
  size_t whole = 0;
  while (const auto row = table.next_row()) {
    const Date start = *parse_date(row->at(0));
    const PeriodResult made = make_period(start, *add_days(start, small_integer(row->at(1))));
    ASSERT_TRUE(made.ok());
    const Period period = made.period;
    const std::string where = to_string(period);
    ASSERT_EQ(shown({ProrationKind::MonthCalendar, 1, {}}, period), row->at(2)) << where;
    ASSERT_EQ(shown({ProrationKind::MonthOver30, 1, {}}, period), row->at(3)) << where;
    ASSERT_EQ(shown({ProrationKind::MonthOver365_12, 1, {}}, period), row->at(4)) << where;
    ASSERT_EQ(shown({ProrationKind::YearCalendar, 1, {}}, period), row->at(5)) << where;
    ASSERT_EQ(shown({ProrationKind::YearOver365, 1, {}}, period), row->at(6)) << where;
    ASSERT_EQ(shown({ProrationKind::WholeMonths, 1, {}}, period), row->at(7)) << where;
    if (row->at(7) == "none") continue;
    ++whole;
    const int months = small_integer(row->at(7));
    ASSERT_EQ(shown({ProrationKind::WholeMonths, 2, {}}, period), months % 2 == 0 ? std::to_string(months / 2) : "none")
        << where;
    ASSERT_EQ(shown({ProrationKind::WholeYears, 1, {}}, period),
              months % 12 == 0 ? std::to_string(months / 12) : "none")
        << where;
  }
  EXPECT_GT(whole, 10'000U);
}

}  // namespace
}  // namespace tarifa::numeric
