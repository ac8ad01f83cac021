// Tariffs: clauses, lines, order, taxes, minimums, proration.
#include <gmock/gmock.h>

#include "tests/unit/check/account_rules.h"

namespace tarifa::check {
namespace {

using testing::Contains;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

std::string tariff(std::string_view items, std::string_view values = "at period.start") {
  return "tariff T for Account { currency COP round lines to 0.01 COP values " + std::string(values) + "\n" +
         std::string(items) + "\n}\n";
}

TEST(Tariffs, SayTheirClauses) {  // S10
  EXPECT_THAT(errors_in("tariff T for Account { line a = 1 COP }\n"),
              ElementsAre("E0701 1:8 `T` does not say `currency`", "E0701 1:8 `T` does not say `round lines`",
                          "E0701 1:8 `T` does not say `values`"));
  EXPECT_THAT(codes_in("tariff T for Account { currency COP round lines to 0.001 COP values at "
                       "period.start line a = 1 COP }\n"),
              ElementsAre("E0348"));  // S34
  EXPECT_THAT(codes_in("tariff T for Account { currency COP round lines to 1 USD values at "
                       "period.start line a = 1 COP }\n"),
              ElementsAre("E0349"));
  EXPECT_THAT(codes_in("tariff T for Account { currency COP currency COP round lines to 1 values "
                       "at period.start line a = 1 COP }\n"),
              ElementsAre("E0702"));
  EXPECT_THAT(codes_in(tariff("line a = 1 COP", "at period.end")), ElementsAre("E0394"));  // S2
  EXPECT_THAT(codes_in(tariff("line a = 1 COP", "weighted by usage")), ElementsAre("E0299"));
  EXPECT_THAT(codes_in(tariff("line a = 1 COP", "at noon")), ElementsAre("E0703"));
}

TEST(Lines, AreMoneyOfTheCurrency) {
  EXPECT_THAT(errors_in(tariff("line a = usage")),
              ElementsAre("E0707 2:10 the amount must be in `COP`; this is in `kWh`"));
  EXPECT_THAT(codes_in(tariff("line a = 3 USD")), ElementsAre("E0707"));
  EXPECT_THAT(codes_in(tariff("line a = balance")), ElementsAre("E0354"));
  EXPECT_THAT(codes_in(tariff("line a = flag")), ElementsAre("E0353"));
}

TEST(Lines, HaveOneWriter) {
  EXPECT_THAT(errors_in(tariff("line a = 1 COP\nline a = 2 COP")),
              ElementsAre("E0704 3:6 `a` stands twice in `T`: a line has one definition"));
  EXPECT_THAT(codes_in(tariff("line total = 1 COP")), ElementsAre("E0705"));
}

TEST(Lines, CycleIsNamedWhole) {  // S9
  const std::string snippet = tariff("line a = b + 1 COP\nlet c = a\nline b = c");
  EXPECT_THAT(errors_in(snippet), ElementsAre("E0706 2:6 `a` depends on itself: `a` -> `b` -> `c` -> `a`"));
  EXPECT_THAT(notes_in(snippet),
              ElementsAre("label 2:6 `a` uses `b`", "label 4:6 `b` uses `c`", "label 3:5 `c` uses `a`"));
}

TEST(Lines, AreEvaluatedInOrderOfNeedAndPrintedInOrderOfText) {  // S9
  const auto checked =
      check_source(with_preamble(tariff("line a = c + 1 COP\nlet d = e\nline b = 1 COP\nline c = d\nline e = 2 COP")));
  ASSERT_THAT(checked->errors(), IsEmpty());
  const ir::Module& module = checked->module();
  const auto names = [&](const std::vector<ir::LineId>& lines) {
    std::string out;
    for (ir::LineId line : lines) out += module.lines[line.index()].name;
    return out;
  };
  EXPECT_EQ(names(module.tariffs[0].lines), "abce");
  EXPECT_EQ(names(module.tariffs[0].order), "beca");
}

TEST(Lines, AbsentOnesNeedADefaultInExpressions) {  // S14
  EXPECT_THAT(codes_in(tariff("line a = 1 COP when flag\nline b = a + 1 COP")), ElementsAre("E0354"));
  EXPECT_THAT(
      problems_of(
          tariff("line a = 1 COP when flag\nline b = (a ?? 0 COP) + 1 COP\ntax t = 10% of a\ntax u "
                 "= 10% of a, b") +
          R"(test "absent" { for home over 2020-04 expect T.b = 1 COP expect T.u = 0.10 COP expect not (T.t is known) }
test "there" { for home with { flag: true } over 2020-04 expect T.b = 2 COP expect T.u = 0.30 COP expect T.t = 0.10 COP })"),
      IsEmpty());
  EXPECT_THAT(warnings_in(tariff("line a = 1 COP when flag\nline b = (a ?? 0 COP) + 1 COP")), IsEmpty());
}

TEST(Lines, CarryFractionsAndAreRoundedOnce) {  // S24, S32
  EXPECT_THAT(problems_of(tariff(R"(let third = 10 COP / people
line a = third + 10 COP / 3
line b = max(12 COP per month prorated 30 days, 1 COP per day)
line c = if 12 COP per month prorated 30 days > 12 COP then 1 COP else 2 COP)") +
                          R"(test "once" {
  for home with { people: 3 }
  over Period(2020-01-20, 2020-02-19)
  expect T.a = 6.67 COP
  expect T.b = 30 COP
  expect T.c = 2 COP
})"),
              IsEmpty());
  EXPECT_THAT(codes_in(tariff("let q = 10 COP / people\nline a = min(q, 3 COP)")), ElementsAre("E0332"));
}

TEST(Lines, ProrationFollowsTheDays) {  // S23: 12 for 20 January to 18 February 2020
  EXPECT_THAT(problems_of(tariff(R"(line calendar_months = 12 COP per month prorated calendar
line of_30 = 12 COP per month prorated 30 days
line of_365_12 = 12 COP per month prorated 365/12 days
line near = 12 COP per month prorated 30 days full 27 days..33 days
line a_year = 365 COP per year prorated 365 days
line each_10 = 10 COP per 10 days)") +
                          R"(test "30 days" {
  for home
  over Period(2020-01-20, 2020-02-19)
  expect T.calendar_months = 12.09 COP
  expect T.of_30 = 12 COP
  expect T.of_365_12 = 11.84 COP
  expect T.near = 12 COP
  expect T.a_year = 30 COP
  expect T.each_10 = 30 COP
}
test "31 days" { for home over Period(2020-01-20, 2020-02-20) expect T.near = 12 COP expect T.of_30 = 12.40 COP })"),
              IsEmpty());
  EXPECT_THAT(codes_in(tariff("line a = 1 COP per week")), ElementsAre("E0396"));
  EXPECT_THAT(codes_in(tariff("line a = 1 COP per day prorated calendar")), ElementsAre("E0398"));
  EXPECT_THAT(codes_in(tariff("line a = 1 COP per month prorated 30 days full 27..33")), ElementsAre("E0327"));
}

TEST(Lines, MayBeReadAtAnotherDate) {  // S1
  EXPECT_THAT(problems_of(tariff("line a = 1 kWh @ price(S1)\nline b values at period.last = 1 kWh @ price(S1)\n"
                                 "line c values weighted by days = 1 kWh @ price(S1)") +
                          "test \"dates\" { for home over 2020-04 expect T.a = 100 COP expect T.b = 130 COP expect "
                          "T.c = 120 COP }"),
              IsEmpty());
}

TEST(Tariffs, ApplyBeforeTheyHaveLines) {
  EXPECT_THAT(codes_in(tariff("applies when a > 3 COP\nline a = 1 COP")), ElementsAre("E0716"));
  EXPECT_THAT(codes_in(tariff("applies when big\nlet big = usage > 3 kWh\nline a = 1 COP")), IsEmpty());
}

TEST(Tariffs, LetsWithoutUseAreWarnings) {
  EXPECT_THAT(warnings_of(with_preamble(tariff("let unused = usage\nline a = 1 COP"))),
              Contains(HasSubstr("`unused` is declared but not used")));
  EXPECT_THAT(codes_in(tariff("let f(x: COP) = x\nline a = 1 COP")), ElementsAre("E0708"));
}

TEST(Taxes, AllIsEveryLineAndWhatDoesNotDependOnTheTax) {  // S10: energy 1,000, minimum 5,000: 19 %
                                                           // of all is 950
  EXPECT_THAT(problems_of(tariff(R"(line energy = 1_000 COP
minimum least = 5_000 COP for all
tax other = 10% of energy
tax vat = 19% of all except other
tax on_vat = 1% of vat)") +
                          R"(test "all" {
  for home
  over 2020-04
  expect T.least = 4_000 COP
  expect T.other = 100 COP
  expect T.vat = 950 COP
  expect T.on_vat = 9.50 COP
})"),
              IsEmpty());
  EXPECT_THAT(codes_in(tariff("line a = 1 COP\ntax t = 1% of all\ntax u = 2% of all")), ElementsAre("E0715"));
}

TEST(Taxes, RatesAndRounding) {
  EXPECT_THAT(problems_of(tariff(R"(line a = 10.01 COP
line b = 20 COP
tax by_rate = share(S2) of a, b
tax down = 19% of a rounded to 1 COP down
tax free = 50% of people * (a + b))") +
                          R"(test "rates" {
  for home with { people: 2 }
  over 2020-04
  expect T.by_rate = 15.01 COP
  expect T.down = 1 COP
  expect T.free = 30.01 COP
})"),
              IsEmpty());
  EXPECT_THAT(codes_in(tariff("line a = 1 COP\ntax t = 1% of a, b")), ElementsAre("E0710"));
  EXPECT_THAT(codes_in(tariff("line a = 1 COP\ntax t = 1% of a, a")), ElementsAre("E0712"));
  EXPECT_THAT(codes_in(tariff("let l = 1 COP\nline a = l\ntax t = 1% of a, l")), ElementsAre("E0711"));
  EXPECT_THAT(codes_in(tariff("line a = 1 COP\nline b = 1 COP\ntax t = 1% of a except b")), ElementsAre("E0713"));
}

TEST(Minimums, CompareRoundedLines) {  // S16
  EXPECT_THAT(problems_of(tariff(R"(line a = 100 COP
line b = 30 COP when flag
minimum least = 150 COP for a, b
maximum most = 120 COP for a, b when flag)") +
                          R"(test "low" { for home over 2020-04 expect T.least = 50 COP expect not (T.most is known) }
test "high" { for home with { flag: true } over 2020-04 expect T.least = 20 COP expect T.most = -10 COP })"),
              IsEmpty());
  EXPECT_THAT(codes_in(tariff("line a = 100 COP\nminimum least = 1 kWh for a")), ElementsAre("E0707"));
}

TEST(Subtotals, AreExactAndUnbilled) {  // S10
  EXPECT_THAT(problems_of(tariff("line a = 10.01 COP\nsubtotal s = 10% of (a + 1 COP)\nline b = s * 10") +
                          "bill B for Account { all of T }\n"
                          "test \"subtotal\" { for home over 2020-04 expect T.b = 11.01 COP expect B.total "
                          "= 21.02 COP }"),
              IsEmpty());
  EXPECT_THAT(codes_in(tariff("line a = 1 COP\nsubtotal s = a / 3")), ElementsAre("E0332"));
}

TEST(Tariffs, WhatIsNotAvailableSaysSo) {
  EXPECT_THAT(codes_in(tariff("line a = 1 COP\ncarry c: COP(2) = a")), ElementsAre("E0299"));
  EXPECT_THAT(codes_in(tariff("calendar Bogota\nline a = 1 COP")), ElementsAre("E0299"));
  EXPECT_THAT(codes_in(tariff("line a = by Tou of usage { | Peak @ 1 COP/kWh }")), ElementsAre("E0299"));
}

TEST(Facts, LinesAndFieldsLeadToTheirDefinition) {
  const auto checked = check_source(with_preamble(tariff("line first_line = usage @ price(S1)\nline b = first_line")));
  EXPECT_THAT(checked->uses_of("first_line"), ElementsAre("definition 27:6", "28:10 -> 27:6"));
  EXPECT_THAT(checked->uses_of("usage"), Contains("27:19 -> 12:3"));
  EXPECT_THAT(checked->uses_of("S1"), Contains(HasSubstr("27:33 -> 5:")));
}

}  // namespace
}  // namespace tarifa::check
