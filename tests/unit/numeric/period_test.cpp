#include "compiler/numeric/period.h"

#include <gtest/gtest.h>

#include "compiler/numeric/date_text.h"

namespace tarifa::numeric {
namespace {

Period span(std::string_view start, std::string_view end) {
  const PeriodResult made = make_period(*parse_date(start), *parse_date(end));
  EXPECT_TRUE(made.ok());
  return made.period;
}

// S2: the end is the first day after.
TEST(Period, HalfOpen) {
  const Period april = *parse_month_period("2020-04");
  EXPECT_EQ(april.days(), 30);
  EXPECT_EQ(to_string(april.last()), "2020-04-30");
  EXPECT_TRUE(april.contains(*parse_date("2020-04-30")));
  EXPECT_FALSE(april.contains(*parse_date("2020-05-01")));
  EXPECT_FALSE(april.contains(*parse_date("2020-03-31")));
  EXPECT_EQ(to_string(april), "2020-04-01..2020-04-30");
}

TEST(Period, MonthsThatAreNone) {
  for (const char* text : {"2020-13", "2020-4", "2020", "2020-04-01", "9999-12", "0000-01", ""}) {
    EXPECT_FALSE(parse_month_period(text).has_value()) << text;
  }
  EXPECT_TRUE(parse_month_period("9999-11").has_value());
}

// S24: at most 400 days.
TEST(Period, Limits) {
  const Date start = *parse_date("2020-01-01");
  EXPECT_TRUE(make_period(start, *add_days(start, 400)).ok());
  EXPECT_EQ(make_period(start, *add_days(start, 401)).failure, PeriodFailure::TooLong);
  EXPECT_EQ(make_period(start, *add_days(start, -1)).failure, PeriodFailure::Reversed);
  EXPECT_TRUE(make_period(start, start).period.is_empty());
  EXPECT_TRUE(months_touched(make_period(start, start).period).empty());
}

TEST(Period, MonthsAndYearsTouched) {
  const std::vector<MonthPart> months = months_touched(span("2019-12-20", "2020-03-01"));
  ASSERT_EQ(months.size(), 3U);
  EXPECT_EQ(to_string(months[0].month), "2019-12");
  EXPECT_EQ(months[0].days, 12);
  EXPECT_EQ(months[1].days, 31);
  EXPECT_EQ(months[2].days, 29);
  const std::vector<YearPart> years = years_touched(span("2019-12-20", "2020-03-01"));
  ASSERT_EQ(years.size(), 2U);
  EXPECT_EQ(years[0].year, 2019);
  EXPECT_EQ(years[0].days, 12);
  EXPECT_EQ(years[1].days, 60);
  EXPECT_EQ(months_touched(span("9999-12-01", "9999-12-31")).size(), 1U);
}

TEST(Period, Intersection) {
  const Period a = span("2020-01-10", "2020-02-10");
  EXPECT_EQ(to_string(*intersection(a, span("2020-02-01", "2020-03-01"))), "2020-02-01..2020-02-09");
  EXPECT_FALSE(intersection(a, span("2020-02-10", "2020-03-01")).has_value());
  EXPECT_FALSE(intersection(a, span("2020-01-15", "2020-01-15")).has_value());
}

}  // namespace
}  // namespace tarifa::numeric
