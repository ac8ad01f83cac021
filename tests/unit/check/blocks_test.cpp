// Block tariffs: limits, modes, nested ladders, ladders of parameters.
#include <gmock/gmock.h>

#include "tests/unit/check/account_rules.h"

namespace tarifa::check {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

std::string tariff(std::string_view line, std::string_view rounding = "round lines to 0.01 COP") {
  return "tariff T for Account { currency COP " + std::string(rounding) +
         " values at period.start\nline a = " + std::string(line) + "\n}\n";
}

TEST(Blocks, Modes) {  // S26
  EXPECT_THAT(
      problems_of(
          "tariff T for Account { currency COP round lines to 0.01 COP values at period.start\n"
          R"(line parts = tiers usage { | up to 100 kWh @ 1 COP/kWh | up to 200 kWh @ 2 COP/kWh | above @ 3 COP/kWh }
line whole = tiers usage whole { | up to 100 kWh @ 1 COP/kWh | up to 200 kWh @ 2 COP/kWh | above @ 3 COP/kWh }
line row = tiers usage table {
  | up to 100 kWh { | above @ 1 COP/kWh } plus 20 COP
  | above { | up to 50 kWh @ 2 COP/kWh | above @ 3 COP/kWh } plus 30 COP
}
line hours = tiers usage { | up to 20 kWh per kW of demand { | up to 50 kWh @ 5 COP/kWh | above @ 4 COP/kWh } | above @ 1 COP/kWh }
}
test "blocks" {
  for home with { usage: kwh, demand: 4 kW }
  over 2020-04
  expect T.parts = parts
  expect T.whole = whole
  expect T.row = row
  expect T.hours = hours
  | kwh: 0 kWh,   parts: 0 COP,   whole: 0 COP,   row: 20 COP,  hours: 0 COP
  | kwh: 100 kWh, parts: 100 COP, whole: 100 COP, row: 120 COP, hours: 390 COP
  | kwh: 250 kWh, parts: 450 COP, whole: 750 COP, row: 730 COP, hours: 540 COP
})"),
      IsEmpty());
}

TEST(Blocks, LimitsScale) {  // S24, S25
  EXPECT_THAT(problems_of(tariff("tiers usage { | up to 3 kWh per person of people per month "
                                 "prorated 30 days @ 1 COP/kWh | above @ 2 COP/kWh }") +
                          R"(test "scaled" {
  for home with { usage: 100 kWh, people: 10 }
  over Period(2020-01-01, 2020-02-01)
  expect T.a = 169 COP
})"),
              IsEmpty());
  EXPECT_THAT(codes_in(tariff("tiers usage { | up to 3 kWh per kWh of demand @ 1 COP/kWh | above @ 2 COP/kWh }")),
              ElementsAre("E0338"));
  EXPECT_THAT(codes_in(tariff("tiers usage { | up to (usage / people) @ 1 COP/kWh | above @ 2 COP/kWh }")),
              ElementsAre("E0332"));
}

TEST(Blocks, LimitsDoNotDescend) {  // S25
  EXPECT_THAT(errors_in(tariff("tiers usage { | up to 3 kWh @ 1 COP/kWh | up to 2 kWh @ 2 COP/kWh "
                               "| above @ 3 COP/kWh }")),
              ElementsAre("E0720 2:50 the limit `2 kWh` is below the one before it, `3 kWh`"));
  const std::string twice = "tiers usage { | up to 3 kWh @ 1 COP/kWh | up to 3 kWh @ 2 COP/kWh | above @ 3 COP/kWh }";
  EXPECT_THAT(codes_in(tariff(twice)), IsEmpty());
  EXPECT_THAT(warnings_in(tariff(twice)), ElementsAre("W0504"));
}

TEST(Blocks, EndAboveUnlessTheRangeDoes) {  // S25
  EXPECT_THAT(codes_in(tariff("tiers usage { | up to 3 kWh @ 1 COP/kWh }")), ElementsAre("E0721"));
  EXPECT_THAT(codes_in(tariff("tiers usage { | up to 1_000_000 kWh @ 1 COP/kWh }")), IsEmpty());
  EXPECT_THAT(codes_in(tariff("tiers min(usage, 3 kWh) { | up to 3 kWh @ 1 COP/kWh }")), IsEmpty());
  EXPECT_THAT(codes_in(tariff("tiers usage { | above @ 1 COP/kWh | up to 3 kWh @ 2 COP/kWh }")),
              ElementsAre("E0531", "E0721"));
}

TEST(Blocks, UnitsAgree) {
  EXPECT_THAT(codes_in(tariff("tiers usage { | up to 3 kW @ 1 COP/kWh | above @ 2 COP/kWh }")), ElementsAre("E0338"));
  EXPECT_THAT(codes_in(tariff("tiers usage { | up to 3 kWh @ 1 COP/kWh | above @ 2 COP/kW }")), ElementsAre("E0338"));
  EXPECT_THAT(codes_in(tariff("tiers usage { | above @ 2 COP/kW }")), ElementsAre("E0707"));
  EXPECT_THAT(codes_in(tariff("tiers usage table { | above { | above @ 2 COP/kWh } plus 3 kWh }")),
              ElementsAre("E0338"));
}

TEST(Blocks, OfAParameter) {
  EXPECT_THAT(problems_of("param book: tiers kWh @ COP/kWh(2) { from 2020-01-01: | up to 100 kWh @ "
                          "1 | above @ 2.50 open }\n" +
                          tariff("tiers usage from book") + tariff("tiers usage whole from book").replace(7, 1, "U") +
                          "test \"book\" { for home with { usage: 150 kWh } over 2020-04 expect "
                          "T.a = 225 COP expect U.a = 375 COP }"),
              IsEmpty());
  EXPECT_THAT(codes_in("param book: tiers kWh @ COP/kWh(2) { from 2020-01-01: | up to 100 kWh @ 1 open }\n" +
                       tariff("tiers usage from book")),
              ElementsAre("E0723"));
  EXPECT_THAT(codes_in("param book: tiers kWh @ COP/kWh(2) { from 2020-01-01: | above @ 1 open }\n" +
                       tariff("tiers demand from book")),
              ElementsAre("E0338"));
  EXPECT_THAT(codes_in(tariff("tiers usage from price(S1)")), ElementsAre("E0722"));
}

TEST(Blocks, AreRoundedEachOnlyWhereTheyStandAlone) {  // S21
  const std::string blocks = "tiers usage { | up to 1 kWh @ 0.005 COP/kWh | above @ 0.005 COP/kWh }";
  const std::string rounding = "round lines and blocks to 0.01 COP";
  EXPECT_THAT(problems_of(tariff(blocks, rounding) +
                          "test \"each\" { for home with { usage: 2 kWh } over 2020-04 expect T.a = 0.02 COP }"),
              IsEmpty());
  EXPECT_THAT(problems_of(tariff(blocks) +
                          "test \"once\" { for home with { usage: 2 kWh } over 2020-04 expect T.a = 0.01 COP }"),
              IsEmpty());
  EXPECT_THAT(codes_in(tariff("-(" + blocks + ")", rounding)), IsEmpty());
  EXPECT_THAT(codes_in(tariff("2 * " + blocks, rounding)), ElementsAre("E0709"));
}

}  // namespace
}  // namespace tarifa::check
