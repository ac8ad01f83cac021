#include "compiler/numeric/date.h"

#include <gtest/gtest.h>

#include "compiler/numeric/date_text.h"

namespace tarifa::numeric {
namespace {

Date day(std::string_view text) {
  const std::optional<Date> date = parse_date(text);
  EXPECT_TRUE(date.has_value()) << text;
  return date.value_or(Date{});
}

std::string moved(std::string_view from, int64_t months, MonthEnd rule) {
  const DateResult result = add_months(day(from), months, rule);
  switch (result.failure) {
    case DateFailure::None: return to_string(result.date);
    case DateFailure::OutOfRange: return "out of range";
    case DateFailure::AmbiguousMonthEnd: return "ambiguous";
  }
  return "";
}

TEST(Date, TheEndsOfTheCalendar) {
  EXPECT_EQ(day("0001-01-01"), kFirstDate);
  EXPECT_EQ(day("9999-12-31"), kLastDate);
  EXPECT_EQ(day("1970-01-01").days, 0);
  EXPECT_EQ(add_days(kLastDate, 1), std::nullopt);
  EXPECT_EQ(add_days(kFirstDate, -1), std::nullopt);
  EXPECT_EQ(add_days(kFirstDate, INT64_MAX), std::nullopt);
  EXPECT_EQ(add_days(kFirstDate, kLastDate.days - kFirstDate.days), kLastDate);
  EXPECT_EQ(add_months(kLastMonth, 1), std::nullopt);
  EXPECT_EQ(add_months(kFirstMonth, INT64_MIN), std::nullopt);
}

TEST(Date, MonthEnds) {
  EXPECT_EQ(moved("2020-01-31", 1, MonthEnd::ToMonthEnd), "2020-02-29");
  EXPECT_EQ(moved("2020-01-31", 1, MonthEnd::ToNextMonth), "2020-03-01");
  EXPECT_EQ(moved("2020-01-31", 1, MonthEnd::Strict), "ambiguous");
  EXPECT_EQ(moved("2020-01-29", 1, MonthEnd::Strict), "2020-02-29");
  EXPECT_EQ(moved("2020-03-31", -1, MonthEnd::ToMonthEnd), "2020-02-29");
  EXPECT_EQ(moved("2020-03-31", -1, MonthEnd::ToNextMonth), "2020-03-01");
  EXPECT_EQ(moved("2020-02-29", 12, MonthEnd::ToMonthEnd), "2021-02-28");
  EXPECT_EQ(moved("2020-02-29", 12, MonthEnd::Strict), "ambiguous");
  EXPECT_EQ(moved("9999-12-31", 1, MonthEnd::ToMonthEnd), "out of range");
  EXPECT_EQ(moved("0001-01-31", -1, MonthEnd::Strict), "out of range");
  EXPECT_EQ(moved("2020-01-31", INT64_MAX, MonthEnd::Strict), "out of range");
}

// S23
TEST(Date, WholeMonths) {
  EXPECT_EQ(whole_months_between(day("2020-01-20"), day("2020-02-20")), 1);
  EXPECT_EQ(whole_months_between(day("2020-01-20"), day("2020-02-19")), std::nullopt);
  EXPECT_EQ(whole_months_between(day("2020-01-31"), day("2020-02-29")), 1);
  EXPECT_EQ(whole_months_between(day("2020-01-29"), day("2020-02-29")), 1);
  EXPECT_EQ(whole_months_between(day("2020-02-29"), day("2020-03-31")), std::nullopt);
  EXPECT_EQ(whole_months_between(day("2020-02-29"), day("2020-03-29")), 1);
  EXPECT_EQ(whole_months_between(day("2020-05-05"), day("2020-05-05")), 0);
  EXPECT_EQ(whole_months_between(day("2020-05-05"), day("2020-04-05")), std::nullopt);
  EXPECT_EQ(whole_months_between(day("2020-05-05"), day("2021-06-05")), 13);
}

TEST(Date, TextIsStrict) {
  for (const char* text :
       {"2020-02-30", "2019-02-29", "1900-02-29", "2020-13-01", "2020-00-01", "2020-01-00", "2020-1-1", "0000-01-01",
        " 2020-01-01", "2020-01-01 ", "2020/01/01", "20200101", "2020-01-01T00:00", "", "-020-01-01"}) {
    EXPECT_EQ(parse_date(text), std::nullopt) << text;
  }
  EXPECT_TRUE(parse_date("2000-02-29").has_value());
  EXPECT_EQ(parse_month("2020-13"), std::nullopt);
  EXPECT_EQ(parse_month("0000-12"), std::nullopt);
  EXPECT_EQ(to_string(*parse_month("0987-06")), "0987-06");
  EXPECT_EQ(parse_month_day("02-30"), std::nullopt);
  EXPECT_EQ(to_string(*parse_month_day("02-29")), "02-29");
}

TEST(Date, Times) {
  EXPECT_EQ(parse_time_of_day("24:00"), kEndOfDay);
  EXPECT_EQ(parse_time_of_day("24:01"), std::nullopt);
  EXPECT_EQ(parse_time_of_day("23:60"), std::nullopt);
  EXPECT_EQ(parse_time_of_day("7:30"), std::nullopt);
  EXPECT_EQ(to_string(*parse_time_of_day("07:05")), "07:05");
  EXPECT_EQ(to_string(*parse_date_time("2020-03-25T17:30")), "2020-03-25T17:30");
  EXPECT_EQ(parse_date_time("2020-03-25T24:00"), std::nullopt);
  EXPECT_EQ(parse_date_time("2020-03-25 17:30"), std::nullopt);
  EXPECT_EQ(parse_date_time("2020-03-25T17:30:00"), std::nullopt);
}

TEST(Date, MonthsAndWeekdays) {
  EXPECT_EQ(to_string(first_day(*make_month(2020, 2))), "2020-02-01");
  EXPECT_EQ(to_string(last_day(*make_month(2020, 2))), "2020-02-29");
  EXPECT_EQ(to_string(month_of(day("2020-12-31"))), "2020-12");
  EXPECT_EQ(to_string(weekday(day("2026-11-23"))), "Monday");
  EXPECT_EQ(to_string(weekday(day("1969-12-28"))), "Sunday");
}

}  // namespace
}  // namespace tarifa::numeric
