// Optional values: what flow analysis shows, `??`, `fail`, `is known`.
#include <gmock/gmock.h>

#include "tests/unit/check/account_rules.h"

namespace tarifa::check {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

TEST(Optional, MustBeHandled) {
  EXPECT_THAT(errors_in("rule x for Account: COP = balance + 1 COP\n"),
              ElementsAre("E0354 1:27 `balance` may be missing"));
  EXPECT_THAT(codes_in("rule x for Account: bool = medical_until > as_of\n"), ElementsAre("E0354"));
  EXPECT_THAT(codes_in("rule x for Account: bool = balance = 3 COP\n"),
              ElementsAre("E0354"));  // S40
  EXPECT_THAT(codes_in("rule x for Account: COP(2) = balance\n"), ElementsAre("E0354"));
}

TEST(Optional, ConditionsNarrow) {
  EXPECT_THAT(problems_of(R"(rule a for Account: bool = medical_until is known and medical_until > as_of
rule b for Account: bool = medical_until is not known or medical_until > as_of
rule c for Account: COP(2) = if balance is known then balance else 7 COP
rule d for Account: COP(2) = if not (balance is known and flag) then 1 COP else balance
rule e for Account: bool = medical_until is known implies medical_until > as_of
rule f for Account: bool = any(n.note is known and n.note = "x" for n in payments)
rule g for Account: int = count(p for p in payments where p.note is known and p.note = "x")
test "known" {
  for home with { medical_until: 2020-05-01, balance: 3 COP, flag: true, payments: [Payment(date: 2020-01-01, note: "x")] }
  as_of 2020-04-01
  expect a and b and e and f
  expect c = 3 COP
  expect d = 3 COP
  expect g = 1
}
test "missing" {
  for home
  as_of 2020-04-01
  expect not a and b and e and not f
  expect c = 7 COP
  expect d = 1 COP
})"),
              IsEmpty());
}

TEST(Optional, NarrowingEndsWhereTheConditionDoes) {
  EXPECT_THAT(codes_in("rule x for Account: COP(2) = if balance is known or flag then balance else 7 COP\n"),
              ElementsAre("E0354"));
  EXPECT_THAT(codes_in("rule x for Account: COP(2) = if balance is known then 7 COP else balance\n"),
              ElementsAre("E0354"));
  EXPECT_THAT(codes_in("rule x for Account: bool = (balance is known) and flag or balance > 3 COP\n"),
              ElementsAre("E0354"));
}

TEST(Optional, DefaultsAndFail) {
  EXPECT_THAT(problems_of(R"(rule a for Account: COP(2) = balance ?? fail "no balance"
rule b for Account: date = medical_until ?? as_of
rule c for Account: COP(2)? = balance ?? (if flag then 3 COP else balance)
test "given" { for home with { balance: 2 COP } as_of 2020-04-01 expect a = 2 COP expect b = 2020-04-01 expect c = 2 COP }
test "fallback" { for home with { flag: true } as_of 2020-04-01 expect c = 3 COP })"),
              IsEmpty());
  EXPECT_THAT(codes_in("let x = fail \"never\"\n"), ElementsAre("E0357"));
}

TEST(Optional, ZeroForMissingIsAWarning) {
  EXPECT_THAT(warnings_in("rule x for Account: COP(2) = balance ?? 0 COP\n"), ElementsAre("W0331"));
  EXPECT_THAT(warnings_in("rule x for Account: COP(2) = balance ?? 1 COP\n"), IsEmpty());
}

TEST(Optional, WhatIsNeverMissingNeedsNoDefault) {
  EXPECT_THAT(warnings_in("rule x for Account: kWh = usage ?? 1 kWh\n"), ElementsAre("W0334"));
  EXPECT_THAT(warnings_in("rule x for Account: bool = usage is known\n"), ElementsAre("W0332"));
}

TEST(Conditions, DecidedByRangesAreWarnings) {
  EXPECT_THAT(warnings_in("rule x for Account: bool = usage >= 0 kWh\n"), ElementsAre("W0332"));
  EXPECT_THAT(warnings_in("rule x for Account: bool = people < 1\n"), ElementsAre("W0333"));
  EXPECT_THAT(warnings_in("rule x for Account: bool = people < 2\n"), IsEmpty());
  EXPECT_THAT(warnings_in("rule x for Account: int = if true then 1 else 2\n"), ElementsAre("W0332"));
}

TEST(Conditions, TypesAreChecked) {
  EXPECT_THAT(codes_in("rule x for Account: int = if usage then 1 else 2\n"), ElementsAre("E0355"));
  EXPECT_THAT(codes_in("rule x for Account: COP = if flag then 1 COP else 2 kWh\n"), ElementsAre("E0338"));
  EXPECT_THAT(codes_in("rule x for Account: COP = if flag then 1 COP else \"two\"\n"), ElementsAre("E0356"));
  EXPECT_THAT(codes_in("rule x for Account: bool = stratum < S2\n"), ElementsAre("E0359"));  // S43
  EXPECT_THAT(codes_in("rule x for Account: bool = id < \"x\"\n"), ElementsAre("E0359"));    // S43
  EXPECT_THAT(codes_in("rule x for Account: bool = stratum = Home\n"), ElementsAre("E0358"));
}

TEST(Conditions, SetsRangesAndPeriods) {
  EXPECT_THAT(problems_of(R"(test "in" {
  for home
  over 2020-04
  expect stratum in {S1, S3} and not (stratum in {S2})
  expect 5 in 1..5 and not (5 in 1..<5)
  expect 2020-04-30 in period and not (2020-05-01 in period)
  expect 3 kWh in [1 kWh, 3.0 kWh]
  expect Home = class
})"),
              IsEmpty());
  EXPECT_THAT(codes_in("rule x for Account: bool = usage in 3\n"), ElementsAre("E0360"));
}

TEST(Errors, NeverCascade) {
  EXPECT_THAT(codes_in(R"(rule a for Account: kWh = usaje
rule b for Account: kWh = a + 1 COP
rule c for Account: bool = b > 3 kWh and a in {1, 2} and (a ?? 3) is known
)"),
              ElementsAre("E0201"));
}

TEST(Errors, UnknownNameOffersTheNearest) {
  EXPECT_THAT(notes_in("rule a for Account: kWh = usaje\n"),
              ElementsAre("help did you mean `usage`?", HasSubstr("-> usage")));
}

}  // namespace
}  // namespace tarifa::check
