// Dates, lengths, periods, and the date timelines are read at.
#include <gmock/gmock.h>

#include "tests/unit/check/account_rules.h"

namespace tarifa::check {
namespace {

using testing::Contains;
using testing::ElementsAre;
using testing::IsEmpty;

TEST(Dates, MonthsSayWhatHappensAtTheEnd) {
  const std::string snippet = "rule x for Account: date = as_of + 1 months\n";
  EXPECT_THAT(codes_in(snippet), ElementsAre("E0389"));
  EXPECT_THAT(notes_in(snippet), Contains("help write `to_month_end`, `to_next_month` or `strict` after it"));
  EXPECT_THAT(codes_in("rule x for Account: date = as_of - 1 months strict\n"), IsEmpty());
  EXPECT_THAT(codes_in("let x = 2020-01-28 + 1 months\n"), IsEmpty());
  EXPECT_THAT(codes_in("let x = 2020-01-29 + 1 months\n"), ElementsAre("E0389"));
  EXPECT_THAT(codes_in("let x = first_day(2020-01) + 1 months\n"), IsEmpty());
}

TEST(Dates, Arithmetic) {
  EXPECT_THAT(problems_of(R"(test "dates" {
  expect 2020-01-31 + 1 months to_month_end = 2020-02-29
  expect 2020-01-31 + 1 months to_next_month = 2020-03-01
  expect 2020-03-31 - 1 months to_month_end = 2020-02-29
  expect 2020-03-01 - 2020-02-01 = 29 days
  expect 2020-03-01 - 1 days = 2020-02-29
  expect year(2020-03-01) * 100 + month_number(2020-03-01) = 2020_03
  expect day_of_month(2020-03-09) = 9
  expect month_of(2020-03-09) + 11 months = 2021-02
  expect Period(2020-01-01, 2020-02-01).days = 31
  expect Period(2020-01-01, 2020-02-01).last = 2020-01-31
  expect 10 days * 3 = 30 days
  expect 2020-03-25T17:30 > 2020-03-25T17:29
})"),
              IsEmpty());
}

TEST(Dates, LengthsDoNotMix) {
  EXPECT_THAT(codes_in("let x = 3 days + 1 months\n"), ElementsAre("E0344"));
  EXPECT_THAT(codes_in("let x = 3 days < 1 months\n"), ElementsAre("E0358"));
  EXPECT_THAT(codes_in("let x = 2020-01-01 + 2020-01-02\n"), ElementsAre("E0344"));
  EXPECT_THAT(codes_in("let x = 1.5 days\n"), ElementsAre("E0388"));
  EXPECT_THAT(codes_in("let x = 2020-02-30\n"), ElementsAre("E0385"));
  EXPECT_THAT(codes_in("let x = Period(2020-03-01, 2020-03-01)\n"), ElementsAre("E0391"));
}

TEST(Dates, NextDateOfTheYear) {
  EXPECT_THAT(errors_of("module test\nuse std.dates.{next_date}\nlet x = next_date(2020-01-01, 02-29)\n"),
              ElementsAre("E0387 3:31 `02-29` is no day of every year, such as `11-01`"));
}

TEST(Timelines, AreReadAtTheEffectiveDateOrAsWritten) {  // S1
  EXPECT_THAT(problems_of(R"(rule now for Account: COP/kWh = price(stratum)
rule earlier for Account: COP/kWh = price(S2, at: 2020-03-01)
rule last for Account: COP/kWh = price(stratum, at: period.last)
test "period" { for home over 2020-04 expect now = 100 COP/kWh expect earlier = 200 COP/kWh expect last = 130 COP/kWh }
test "as_of" { for home as_of 2020-05-01 expect now = 130 COP/kWh }  // S56
)"),
              IsEmpty());
}

TEST(Timelines, AreNotReadAtThePeriodsEnd) {  // S2
  const std::string snippet = "rule x for Account: COP/kWh = price(stratum, at: period.end)\n";
  EXPECT_THAT(codes_in(snippet), ElementsAre("E0394"));
  EXPECT_THAT(notes_in(snippet), Contains("help the last day of the period is `period.last`"));
}

TEST(Timelines, KnownDatesAreCovered) {
  EXPECT_THAT(codes_in("rule x for Account: COP/kWh = price(S3, at: 2021-01-01)\n"), ElementsAre("E0395"));
  EXPECT_THAT(codes_in("rule x for Account: COP/kWh = price(S1, at: 2021-01-01)\n"), IsEmpty());
  EXPECT_THAT(codes_in("rule x for Account: COP/kWh = price(stratum, at: 2019-12-31)\n"), ElementsAre("E0395"));
}

TEST(Timelines, KeysAndArguments) {
  EXPECT_THAT(codes_in("rule x for Account: COP/kWh = price\n"), ElementsAre("E0367"));
  EXPECT_THAT(codes_in("rule x for Account: COP/kWh = price(Home)\n"), ElementsAre("E0353"));
  EXPECT_THAT(codes_in("rule x for Account: ratio = share(stratum, on: as_of)\n"), ElementsAre("E0367"));
  EXPECT_THAT(codes_in("rule x for Account: ratio = share(s: stratum)\n"), IsEmpty());
  EXPECT_THAT(codes_in("rule x for Account: ratio = share(t: stratum)\n"), ElementsAre("E0368"));
}

}  // namespace
}  // namespace tarifa::check
