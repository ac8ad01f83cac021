// Dates against Python's `datetime` and `calendar`: every day of the calendar, and every day
// 1900-2199 moved by 49 numbers of months under the three rules for a month's end.
#include "compiler/numeric/date.h"

#include <gtest/gtest.h>

#include <limits>

#include "compiler/numeric/date_text.h"
#include "tests/oracle/oracle_table.h"

namespace tarifa::numeric {
namespace {

using oracle::OracleTable;
using oracle::small_integer;

TEST(DateOracle, EveryDayOfTheCalendar) {
  OracleTable table("calendar_table");
  Date day = kFirstDate;
  while (const auto row = table.next_row()) {
    ASSERT_LE(day, kLastDate);
    ASSERT_EQ(to_string(day), row->at(0));
    ASSERT_EQ(parse_date(row->at(0)), day) << row->at(0);
    ASSERT_EQ(static_cast<int>(weekday(day)), small_integer(row->at(1))) << row->at(0);
    day.days += 1;
  }
  EXPECT_EQ(day.days, kLastDate.days + 1);
}

constexpr int kLeastOffset = -24;
constexpr int kOffsets = 49;

int32_t moved(Date day, int months, MonthEnd rule) {
  const DateResult result = add_months(day, months, rule);
  if (result.ok()) return result.date.days;
  EXPECT_EQ(result.failure, DateFailure::AmbiguousMonthEnd);
  return std::numeric_limits<int32_t>::min();
}

TEST(DateOracle, MonthOffsetsUnderEveryRule) {
  OracleTable table("month_offsets_table");
  std::vector<int32_t> expected(size_t{kOffsets} * 3);
  Date day = *make_date(1900, 1, 1);
  size_t ambiguous = 0;
  while (table.next_record(expected)) {
    for (int i = 0; i < kOffsets; ++i) {
      const int months = kLeastOffset + i;
      const size_t at = static_cast<size_t>(i) * 3;
      ASSERT_EQ(moved(day, months, MonthEnd::ToMonthEnd), expected[at]) << to_string(day) << " + " << months;
      ASSERT_EQ(moved(day, months, MonthEnd::ToNextMonth), expected[at + 1]) << to_string(day) << " + " << months;
      const int32_t strict = moved(day, months, MonthEnd::Strict);
      ASSERT_EQ(strict, expected[at + 2]) << to_string(day) << " + " << months;
      if (strict == std::numeric_limits<int32_t>::min()) ++ambiguous;
    }
    day.days += 1;
  }
  EXPECT_EQ(day, *make_date(2200, 1, 1));
  EXPECT_GT(ambiguous, 50'000U);
}

}  // namespace
}  // namespace tarifa::numeric
