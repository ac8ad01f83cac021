// The interpreter's own dates and prorations against the tables of Python that compiler/numeric is
// held to.
#include <gtest/gtest.h>

#include <limits>

#include "compiler/eval/civil.h"
#include "tests/oracle/oracle_table.h"

namespace tarifa::eval {
namespace {

using oracle::OracleTable;
using oracle::small_integer;

TEST(EvalCivilOracle, EveryDayOfTheCalendar) {
  OracleTable table("calendar_table");
  int64_t day = date_of(1, 1, 1);
  while (const auto row = table.next_row()) {
    ASSERT_TRUE(date_in_range(day));
    ASSERT_EQ(date_text(day), row->at(0));
    ++day;
  }
  EXPECT_FALSE(date_in_range(day));
}

constexpr int kLeastOffset = -24;
constexpr int kOffsets = 49;

int64_t moved(int64_t day, int months, ir::MonthEnd rule) {
  const MonthsAdded result = add_months(day, months, rule);
  if (result.error == ir::RowError::None) return result.date;
  EXPECT_EQ(result.error, ir::RowError::AmbiguousMonthEnd);
  return std::numeric_limits<int32_t>::min();
}

TEST(EvalCivilOracle, MonthOffsetsUnderEveryRule) {
  OracleTable table("month_offsets_table");
  std::vector<int32_t> expected(size_t{kOffsets} * 3);
  int64_t day = date_of(1900, 1, 1);
  while (table.next_record(expected)) {
    for (int i = 0; i < kOffsets; ++i) {
      const int months = kLeastOffset + i;
      const size_t at = static_cast<size_t>(i) * 3;
      ASSERT_EQ(moved(day, months, ir::MonthEnd::ToMonthEnd), expected[at]) << date_text(day);
      ASSERT_EQ(moved(day, months, ir::MonthEnd::ToNextMonth), expected[at + 1]) << date_text(day);
      ASSERT_EQ(moved(day, months, ir::MonthEnd::Strict), expected[at + 2]) << date_text(day);
    }
    ++day;
  }
  EXPECT_EQ(day, date_of(2200, 1, 1));
}

int64_t parsed(std::string_view text) {
  return date_of(small_integer(text.substr(0, 4)), static_cast<unsigned>(small_integer(text.substr(5, 2))),
                 static_cast<unsigned>(small_integer(text.substr(8, 2))));
}

std::string shown(ir::ProrationKind kind, uint32_t a, uint32_t b, const PeriodSpan& period) {
  ir::Proration clause;
  clause.kind = kind;
  clause.a = a;
  clause.b = b;
  const std::optional<mpq_class> share = proration_factor(clause, period);
  return share ? share->get_str() : "none";
}

// S23
TEST(EvalCivilOracle, Prorations) {
  OracleTable table("proration_table");
  while (const auto row = table.next_row()) {
    const auto start = static_cast<int32_t>(parsed(row->at(0)));
    const PeriodSpan period{start, start + small_integer(row->at(1))};
    const std::string where = std::string(row->at(0)) + " " + std::string(row->at(1));
    using Kind = ir::ProrationKind;
    ASSERT_EQ(shown(Kind::MonthCalendar, 1, 1, period), row->at(2)) << where;
    ASSERT_EQ(shown(Kind::MonthDays, 30, 1, period), row->at(3)) << where;
    ASSERT_EQ(shown(Kind::MonthDays, 365, 12, period), row->at(4)) << where;
    ASSERT_EQ(shown(Kind::YearCalendar, 1, 1, period), row->at(5)) << where;
    ASSERT_EQ(shown(Kind::YearDays, 365, 1, period), row->at(6)) << where;
    // Whether an empty period is no month or not a whole number of them is the caller's affair.
    if (period.start == period.end) continue;
    ASSERT_EQ(shown(Kind::WholeMonths, 1, 1, period), row->at(7)) << where;
  }
}

}  // namespace
}  // namespace tarifa::eval
