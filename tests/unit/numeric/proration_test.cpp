#include "compiler/numeric/proration.h"

#include <gtest/gtest.h>

#include "compiler/numeric/date_text.h"
#include "compiler/numeric/decimal_text.h"
#include "compiler/numeric/rounding.h"

namespace tarifa::numeric {
namespace {

Period span(std::string_view start, std::string_view end) {
  return make_period(*parse_date(start), *parse_date(end)).period;
}

// A price through the clause, rounded to cents.
std::string charged(Int128 price, const Proration& clause, const Period& period) {
  const std::optional<Fraction> share = prorate(clause, period);
  if (!share) return "R0403";
  EXPECT_EQ(share->den, static_denominator(clause));
  const auto amount = round_to_step(price * share->num, share->den, 0, {1, 2}, RoundMode::HalfUp);
  return amount ? to_string(*amount) : "overflow";
}

constexpr Proration kMonth{ProrationKind::WholeMonths, 1, {}};
constexpr Proration kCalendar{ProrationKind::MonthCalendar, 1, {}};
constexpr Proration kOver30{ProrationKind::MonthOver30, 1, {}};
constexpr Proration kOver365_12{ProrationKind::MonthOver365_12, 1, {}};

// S23: 12 USD for 20 January - 18 February 2020.
TEST(Proration, TheFourReadingsOfOneBill) {
  const Period billed = span("2020-01-20", "2020-02-19");
  EXPECT_EQ(billed.days(), 30);
  EXPECT_EQ(charged(12, kCalendar, billed), "12.09");
  EXPECT_EQ(charged(12, kOver30, billed), "12.00");
  EXPECT_EQ(charged(12, kOver365_12, billed), "11.84");
  EXPECT_EQ(charged(12, kMonth, billed), "R0403");
  EXPECT_EQ(charged(12, kMonth, span("2020-01-20", "2020-02-20")), "12.00");
}

TEST(Proration, SeveralMonthsAndYears) {
  const Proration two_months{ProrationKind::WholeMonths, 2, {}};
  const Proration year{ProrationKind::WholeYears, 1, {}};
  EXPECT_EQ(charged(12, two_months, span("2020-01-31", "2020-03-31")), "12.00");
  EXPECT_EQ(charged(12, two_months, span("2020-01-31", "2020-02-29")), "R0403");
  EXPECT_EQ(charged(12, two_months, span("2020-01-01", "2020-09-01")), "48.00");
  EXPECT_EQ(charged(12, year, span("2020-02-29", "2021-02-28")), "12.00");
  EXPECT_EQ(charged(12, year, span("2020-02-29", "2021-01-29")), "R0403");
  EXPECT_EQ(charged(12, kMonth, span("2020-02-29", "2021-02-28")), "144.00");
  const Proration two_years{ProrationKind::WholeYears, 2, {}};
  EXPECT_EQ(charged(12, two_years, span("2020-01-01", "2021-01-01")), "R0403");
}

TEST(Proration, DaysAndYears) {
  const Period billed = span("2019-12-20", "2020-01-19");
  EXPECT_EQ(charged(3, {ProrationKind::Days, 1, {}}, billed), "90.00");
  EXPECT_EQ(charged(30, {ProrationKind::Days, 60, {}}, billed), "15.00");
  EXPECT_EQ(charged(365, {ProrationKind::YearOver365, 1, {}}, billed), "30.00");
  // 12 days of 365 and 18 of 366.
  EXPECT_EQ(charged(133590, {ProrationKind::YearCalendar, 1, {}}, billed), "10962.00");
}

// S23: `full 27 days..33 days`, both ends included.
TEST(Proration, FullMonths) {
  const FullMonthDays near{27, 33};
  for (const Proration base : {kCalendar, kOver30, kOver365_12}) {
    const Proration clause{base.kind, 1, near};
    const Date start = *parse_date("2020-03-10");
    for (int days = 25; days <= 35; ++days) {
      const Period period{start, Date{start.days + days}};
      const bool full = days >= 27 && days <= 33;
      EXPECT_EQ(charged(3500, clause, period), full ? "3500.00" : charged(3500, base, period)) << days;
    }
  }
}

// S24: the denominator is the clause's.
TEST(Proration, StaticDenominators) {
  EXPECT_EQ(static_denominator(kCalendar), 377580);
  EXPECT_EQ(static_denominator(kOver30), 30);
  EXPECT_EQ(static_denominator(kOver365_12), 365);
  EXPECT_EQ(static_denominator(kMonth), 1);
  EXPECT_EQ(static_denominator({ProrationKind::YearCalendar, 1, {}}), 133590);
  EXPECT_EQ(static_denominator({ProrationKind::YearOver365, 1, {}}), 365);
  EXPECT_EQ(static_denominator({ProrationKind::WholeYears, 1, {}}), 1);
  EXPECT_EQ(static_denominator({ProrationKind::Days, 30, {}}), 30);
}

TEST(Proration, WhatACompilerRefuses) {
  const FullMonthDays near{27, 33};
  EXPECT_TRUE(is_well_formed({ProrationKind::MonthOver30, 1, near}));
  EXPECT_FALSE(is_well_formed({ProrationKind::WholeMonths, 1, near}));
  EXPECT_FALSE(is_well_formed({ProrationKind::YearCalendar, 1, near}));
  EXPECT_FALSE(is_well_formed({ProrationKind::Days, 30, near}));
  EXPECT_FALSE(is_well_formed({ProrationKind::MonthOver30, 1, FullMonthDays{33, 27}}));
  EXPECT_FALSE(is_well_formed({ProrationKind::MonthOver30, 1, FullMonthDays{0, 33}}));
  EXPECT_FALSE(is_well_formed({ProrationKind::MonthOver30, 1, FullMonthDays{27, 401}}));
  EXPECT_FALSE(is_well_formed({ProrationKind::Days, 0, {}}));
  EXPECT_FALSE(is_well_formed({ProrationKind::MonthCalendar, 2, {}}));
  EXPECT_DEATH((void)static_denominator({ProrationKind::Days, 0, {}}), "well_formed");
}

TEST(Proration, Text) {
  EXPECT_EQ(to_string(kMonth), "per month");
  EXPECT_EQ(to_string({ProrationKind::WholeMonths, 2, {}}), "per 2 months");
  EXPECT_EQ(to_string({ProrationKind::Days, 30, {}}), "per 30 days");
  EXPECT_EQ(to_string({ProrationKind::MonthOver30, 1, FullMonthDays{27, 33}}),
            "per month prorated 30 days full 27 days..33 days");
}

}  // namespace
}  // namespace tarifa::numeric
