// Numbers in expressions: units, scales, quotients, rounding.
#include <gmock/gmock.h>

#include "tests/unit/check/account_rules.h"

namespace tarifa::check {
namespace {

using testing::Contains;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

TEST(Units, MismatchShowsWhereEachUnitCameFrom) {
  const std::string snippet = "rule x for Account: kWh = usage + demand\n";
  EXPECT_THAT(errors_in(snippet), ElementsAre("E0338 1:35 `+`: `kWh` and `kW` do not go together"));
  EXPECT_THAT(notes_in(snippet),
              ElementsAre("label preamble 12:3 `kWh` comes from here", "label preamble 13:3 `kW` comes from here"));
}

TEST(Units, AreMultipliedDividedAndConverted) {
  EXPECT_THAT(problems_of(R"(rule energy for Account: kWh = demand * 2 hour
rule big for Account: MWh = convert(usage, MWh)
rule plain for Account: ratio = number(usage, 1 kWh)
rule ten for Account: ratio = number(usage, 10 kWh)
test "units" {
  for home with { usage: 1_234.567 kWh, demand: 3.5 kW }
  as_of 2020-04-01
  expect energy = 7 kWh
  expect big = 1.234567 MWh
  expect plain = 1234.567
  expect ten = 123.4567
  expect 10 COP/kWh * usage = 12_345.67 COP
})"),
              IsEmpty());
}

TEST(Units, ConversionNeedsTheSameDimension) {
  EXPECT_THAT(errors_in("rule x for Account: kW = convert(usage, kW)\n"),
              ElementsAre("E0340 1:26 `kWh` cannot be converted to `kW`: they measure different things"));
  EXPECT_THAT(notes_in("rule x for Account: kWh = usage + 1 MWh\n"),
              Contains("help convert it: `convert(1 MWh, kWh)`"));
}

TEST(Units, BareNumberIsPlain) {  // S35
  const std::string snippet = "rule x for Account: kWh = usage + 1\n";
  EXPECT_THAT(codes_in(snippet), ElementsAre("E0338"));
  EXPECT_THAT(notes_in(snippet), Contains("help a number without a unit is a plain number: write `1 kWh`"));
}

TEST(Scales, AreInferred) {  // S33
  const auto checked = check_source(with_preamble(R"(rule sum_of for Account: kWh = usage + 0.0001 kWh
rule product for Account: COP = usage * price(stratum)
rule branches for Account: kWh = if flag then 1.5 kWh else 2 kWh
)"));
  ASSERT_THAT(checked->errors(), IsEmpty());
  const ir::Module& module = checked->module();
  EXPECT_EQ(module.type(module.rules[0].type).scale, 4);
  EXPECT_EQ(module.type(module.rules[1].type).scale, 7);
  EXPECT_EQ(module.type(module.rules[2].type).scale, 1);
}

TEST(Scales, NeverNarrow) {  // S33
  const std::string snippet = "rule x for Account: COP(2) = usage * price(stratum)\n";
  EXPECT_THAT(codes_in(snippet), ElementsAre("E0350"));
  EXPECT_THAT(notes_in(snippet), Contains("help write `round(usage * price(stratum), 0.01)`"));
}

TEST(Scales, EndAt18DigitsAndNameTheOperand) {
  const std::string snippet = "rule x for Account: kWh = usage * 1.1234567890123456\n";
  EXPECT_THAT(errors_in(snippet), ElementsAre(HasSubstr("E0330 1:27 the value has 19 digits after the point")));
  EXPECT_THAT(notes_in(snippet), ElementsAre("label 1:35 this operand has 16 digits: round it"));
}

TEST(Quotients, MayNotReachARuleUnrounded) {  // S32
  const std::string snippet = "rule x for Account: kWh(3) = usage / people\n";
  EXPECT_THAT(errors_in(snippet), ElementsAre(HasSubstr("E0332 1:30 the quotient `usage / people` is not rounded")));
  EXPECT_THAT(notes_in(snippet), Contains("help write `round(usage / people, 0.001 kWh)`"));
}

TEST(Quotients, StandOnlyWhereTheRulesSay) {  // S32
  EXPECT_THAT(codes_in("rule x for Account: bool = usage / people > 3 kWh\n"), ElementsAre("E0332"));
  EXPECT_THAT(codes_in("rule x for Account: kWh(0) = round(min(usage / people, 3 kWh), 1 kWh)\n"),
              ElementsAre("E0332"));
  EXPECT_THAT(codes_in("rule x for Account: COP(0) = round(balance ?? (1 COP / people), 1 COP)\n"),
              ElementsAre("E0332"));
  EXPECT_THAT(codes_in("rule x for Account: kWh(0) = round(abs(usage / 3), 1 kWh)\n"), ElementsAre("E0332"));
}

TEST(Quotients, AreOneFractionUnderOneRounding) {
  EXPECT_THAT(problems_of(R"(rule third for Account: COP(2) = round(10 COP / people * 3, 0.01 COP)
rule both for Account: COP(2) = round(if flag then 10 COP / 3 else -(10 COP / people) + 1 COP, 0.01 COP)
rule mean for Account: kWh(3) = round(avg(u for u in previous) ?? 7 kWh, 0.001 kWh)
test "fractions" {
  for home with { people: 3, previous: [1 kWh, 2 kWh, 2 kWh] }
  as_of 2020-04-01
  expect third = 10 COP
  expect both = -2.33 COP
  expect mean = 1.667 kWh
}
test "no history" { for home as_of 2020-04-01 expect mean = 7 kWh })"),
              IsEmpty());
}

TEST(Quotients, ByTwosAndFivesAreExactAnywhere) {  // S32
  EXPECT_THAT(problems_of(R"(rule quarter for Account: kWh = usage / 4
rule plain for Account: ratio = usage / 1 kWh
rule large for Account: bool = usage / 8 > 0.125 kWh
test "exact" {
  for home with { usage: 1.001 kWh }
  as_of 2020-04-01
  expect quarter = 0.25025 kWh
  expect plain = 1.001
  expect large
})"),
              IsEmpty());
  EXPECT_THAT(codes_in("rule x for Account: kWh = usage / 6\n"), ElementsAre("E0332"));
}

TEST(Quotients, NeverShareOrNestADivisor) {  // S24
  EXPECT_THAT(codes_in("rule x for Account: ratio(0) = round((3 / people) * (5 / people), 1)\n"), ElementsAre("E0335"));
  EXPECT_THAT(codes_in("rule x for Account: ratio(0) = round(3 / people / people, 1)\n"), ElementsAre("E0335"));
  EXPECT_THAT(codes_in("rule x for Account: ratio(0) = round(3 / (5 / people), 1)\n"), ElementsAre("E0332"));
  EXPECT_THAT(codes_in("rule x for Account: ratio(0) = round(3 / 0, 1)\n"), ElementsAre("E0336"));
}

TEST(Round, CountsInTheUnitOfWhatIsRounded) {  // S34
  EXPECT_THAT(problems_of(R"(param step: COP(0) { from 2020-01-01: 50 open }
rule bare for Account: kWh = round(usage, 0.1)
rule to_param for Account: COP = round(usage * price(stratum), step)
rule down for Account: kWh = round(usage, 5 kWh down)
test "round" {
  for home with { usage: 7.25 kWh }
  as_of 2020-02-01
  expect bare = 7.3 kWh
  expect to_param = 750 COP
  expect down = 5 kWh
})"),
              IsEmpty());
}

TEST(Round, StepIsPositiveAndKnown) {  // S34
  EXPECT_THAT(codes_in("rule x for Account: kWh = round(usage, 0 kWh)\n"), ElementsAre("E0346"));
  EXPECT_THAT(codes_in("rule x for Account: kWh = round(usage, usage)\n"), ElementsAre("E0347"));
  EXPECT_THAT(codes_in("rule x for Account: kWh = round(usage, 1 COP)\n"), ElementsAre("E0338"));
  EXPECT_THAT(errors_of("module test\nlet x = round(1.26, 0.1)\n"),
              ElementsAre("E0345 2:9 the rounding does not say its mode"));
}

TEST(Round, TwiceIsAWarning) {
  EXPECT_THAT(warnings_in("rule x for Account: kWh = round(round(usage, 0.1 kWh), 1 kWh)\n"), ElementsAre("W0330"));
}

TEST(Percent, OfASumNeedsParentheses) {  // S35
  EXPECT_THAT(codes_in("rule x for Account: kWh = 5% of usage + 3 kWh\n"), ElementsAre("E0342"));
  EXPECT_THAT(problems_of(R"(rule x for Account: kWh = 3 kWh + 5% of usage
rule y for Account: kWh = 5% of (usage + 3 kWh)
test "percent" { for home with { usage: 100 kWh } as_of 2020-04-01 expect x = 8 kWh expect y = 5.15 kWh })"),
              IsEmpty());
}

TEST(Functions, ClampMinMaxAbs) {
  EXPECT_THAT(problems_of(R"(test "functions" {
  expect clamp(12, 0, 10) = 10
  expect clamp(-3.5, 0, 10) = 0
  expect min(3 kWh, 2.5 kWh, 7 kWh) = 2.5 kWh
  expect max(2020-01-01, 2020-02-01) = 2020-02-01
  expect abs(-3 COP) = 3 COP
  expect number(21 days, 1 days) = 21
  expect 2 * 10 days + 1 days = 21 days
})"),
              IsEmpty());
}

}  // namespace
}  // namespace tarifa::check
