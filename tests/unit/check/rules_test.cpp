// Rules with exceptions and extends, and lets with parameters.
#include <gmock/gmock.h>

#include "tests/unit/check/account_rules.h"

namespace tarifa::check {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

TEST(Rules, DeepestExceptionWins) {  // S6
  EXPECT_THAT(problems_of(R"(rule grace for Account: days = 10 days {
  except medical = 30 days when medical_until is known
  except late within medical = 20 days when medical_until < as_of
  except spring within late = 25 days from 2020-04-01 until 2020-06-01
}
test "tree" {
  for home with { medical_until: ends }
  as_of day
  expect grace = length
  | ends: 2020-03-01, day: 2020-02-01, length: 30 days
  | ends: 2020-03-01, day: 2020-03-02, length: 20 days
  | ends: 2020-03-01, day: 2020-05-31, length: 25 days
  | ends: 2020-03-01, day: 2020-06-01, length: 20 days
}
test "base" { for home as_of 2020-01-01 expect grace = 10 days })"),
              IsEmpty());
}

TEST(Rules, CumulativeExceptionsAddUp) {  // S7
  EXPECT_THAT(problems_of(R"(rule bonus for Account: COP = 5 COP {
  cumulative except poor = 10.5 COP when stratum = S1
  cumulative except flagged = 20 COP when flag
}
test "both" { for home with { flag: true } as_of 2020-01-01 expect bonus = 30.5 COP }
test "none" { for home with { stratum: S2 } as_of 2020-01-01 expect bonus = 5 COP })"),
              IsEmpty());
  EXPECT_THAT(codes_in("rule x for Account: text = \"a\" { cumulative except b = \"c\" when flag }\n"),
              ElementsAre("E0613"));
}

TEST(Rules, ScaleIsTheLargestOfAllBranches) {  // S33
  const auto good =
      check_source(with_preamble("rule x for Account: kWh = 1 kWh { except y = 2.25 kWh when flag and people < 5 }\n"));
  ASSERT_THAT(good->errors(), IsEmpty());
  EXPECT_EQ(good->module().type(good->module().rules[0].type).scale, 2);
}

TEST(Rules, ExtendsOfEveryReachableModuleApply) {  // S8
  const std::string base = R"(module base
use std.units.{kWh}
entity Account { key id: text(8), usage: kWh(3) in 0..10, flag: bool }
rule limit for Account: kWh = 5 kWh { except flagged = 6 kWh when flag }
)";
  const std::string more = R"(module more
use base.{limit, Account}
use std.units.{kWh}
extend limit {
  except tiny = 0.125 kWh when usage < 1 kWh and not flag because "decree"
  except tinier within tiny = 0.0625 kWh when usage < 0.5 kWh
  except both within flagged = 7 kWh when usage > 9 kWh
}
test "extended" {
  for Account(id: "a", usage: used, flag: on_or_off)
  as_of 2020-01-01
  expect limit = wanted
  | used: 0.9 kWh, on_or_off: false, wanted: 0.125 kWh
  | used: 0.4 kWh, on_or_off: false, wanted: 0.0625 kWh
  | used: 9.5 kWh, on_or_off: true, wanted: 7 kWh
  | used: 5 kWh, on_or_off: true, wanted: 6 kWh
  | used: 5 kWh, on_or_off: false, wanted: 5 kWh
}
)";
  const auto extended = check_source(more, {{"rules/base.rule", base}}, R"([package]
name = "x"
version = "1.0.0"
edition = "2026"
entry = ["more"]
)");
  EXPECT_THAT(extended->errors(), IsEmpty());
  ASSERT_EQ(extended->module().rules.size(), 1U);
  EXPECT_EQ(extended->module().rules[0].exceptions.size(), 4U);
  EXPECT_EQ(extended->module().type(extended->module().rules[0].type).scale, 4);
  EXPECT_THAT(extended->module().extends, ElementsAre("more: limit"));
}

TEST(Rules, ExceptionsHaveNamesAndParents) {
  EXPECT_THAT(codes_in("rule x for Account: int = 0 { except a = 1 when flag except a = 2 when people > 5 }\n"),
              ElementsAre("E0610"));
  EXPECT_THAT(codes_in("rule x for Account: int = 0 { except a within b = 1 when flag }\n"), ElementsAre("E0611"));
  EXPECT_THAT(codes_in("rule x for Account: int = 0 { except a within b = 1 except b within a = 2 }\n"),
              ElementsAre("E0612", "E0612"));
}

TEST(Rules, WindowsHaveDays) {
  EXPECT_THAT(codes_in("rule x for Account: int = 0 { except a = 1 from 2020-01-01 until 2020-01-01 }\n"),
              ElementsAre("E0614"));
  EXPECT_THAT(codes_in("rule x for Account: int = 0 { except a = 1 from 2020-01-01 open at period.end }\n"),
              ElementsAre("E0394"));
  EXPECT_THAT(codes_in("rule x for Account: int = 0 { except a = 1 from 2020-01-01 open at noon }\n"),
              ElementsAre("E0615"));
  EXPECT_THAT(codes_in("rule x for Account: int = 0 { except a = 1 from as_of open }\n"), ElementsAre("E0299"));
  EXPECT_THAT(codes_in("rule x for Account: int = 0 { except a = 1 from 2020-01-01 until later of "
                       "2020-02-01, as_of }\n"),
              ElementsAre("E0299"));
}

TEST(Rules, EveryExceptionIsJudged) {
  EXPECT_THAT(codes_in("rule x for Account: kWh = 1 COP { except a = 1 kW when flag except b = "
                       "usaje when people > 1 }\n"),
              ElementsAre("E0339", "E0339", "E0201"));
}

TEST(Rules, CycleIsNamedWhole) {
  EXPECT_THAT(errors_in("rule a for Account: int = b\nrule b for Account: int = a + 1\n"),
              ElementsAre("E0207 1:6 `a` depends on itself: `a` -> `b` -> `a`"));
}

TEST(Rules, OfAnotherEntityNeedASubject) {
  EXPECT_THAT(codes_in("entity Other { key id: text(8) }\nrule a for Account: int = 1\nrule b for "
                       "Other: int = a\n"),
              ElementsAre("E0373"));
}

TEST(Lets, TakeNumbersOfAnyScale) {  // S33
  EXPECT_THAT(problems_of(R"(let between(q: kWh, low: kWh, high: kWh): kWh = max(min(q, high) - low, 0 kWh)
let per_head(a: COP, n: int): COP = round(a / n, 0.01)
let half(q: kWh) = q / 2
test "lets" {
  expect between(190.5 kWh, 130 kWh, 200 kWh) = 60.5 kWh
  expect between(190 kWh, 130.125 kWh, 200 kWh) = 59.875 kWh
  expect per_head(10 COP, 3) = 3.33 COP
  expect per_head(a: 10 COP, n: 4) = 2.50 COP
  expect half(half(3 kWh)) = 0.75 kWh
})"),
              IsEmpty());
}

TEST(Lets, CarryNoFractions) {
  EXPECT_THAT(codes_in("let third = 10 COP / 3\n"), ElementsAre("E0332"));
  EXPECT_THAT(codes_in("let daily = 10 COP per month prorated calendar\n"), ElementsAre("E0333"));
}

TEST(Lets, RecursionIsAnError) {
  EXPECT_THAT(errors_in("let f(n: int): int = if n = 0 then 1 else n * f(n - 1)\n"),
              ElementsAre("E0207 1:5 `f` depends on itself: `f` -> `f`"));
}

TEST(Lets, ArgumentsAreChecked) {
  EXPECT_THAT(codes_in("let f(n: int): int = n\nlet g = f(1, 2)\n"), ElementsAre("E0367"));
  EXPECT_THAT(codes_in("let f(n: int): int = n\nlet g = f(1.5)\n"), ElementsAre("E0350"));
  EXPECT_THAT(codes_in("let f(n: int): int = n\nlet g = f(1 kWh)\n"), ElementsAre("E0339"));
  EXPECT_THAT(codes_in("let f(n: int, n: int): int = n\n"), ElementsAre("E0202"));
}

}  // namespace
}  // namespace tarifa::check
