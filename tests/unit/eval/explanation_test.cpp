// What an analyst reads: inputs, versions, exceptions, conditions, amounts before and after
// rounding.
#include <gmock/gmock.h>

#include "tests/unit/eval/world.h"

namespace tarifa::eval {
namespace {

using testing::HasSubstr;
using testing::Not;

struct Explained : World {
  ir::ParamId unit_cost = param("unit_cost", number(4, price),
                                {{"2020-01-01", "532.17"}, {"2020-04-01", "536.4475"}, {"2020-05-01", "540"}});
  std::string text() {
    Trace trace(module);
    static_cast<void>(run(&trace));
    return explanation_text(trace.root());
  }
};

TEST(Explanation, ALineSaysItsFormulaVersionAndRounding) {
  Explained w;
  w.add_line("energy", w.at_rate(w.get("usage"), w.read(w.unit_cost), w.cop));
  const std::string text = w.text();
  EXPECT_THAT(text, HasSubstr("energy [Home.energy] 101,925.03 COP = usage 190.000 kWh @ unit_cost 536.4475 COP/kWh"));
  EXPECT_THAT(text, HasSubstr("before rounding 101,925.025 COP, rounded to 0.01 half_up"));
  EXPECT_THAT(text, HasSubstr("parameter unit_cost 536.4475 COP/kWh (version from 2020-04-01, "
                              "valid until 2020-05-01, read on 2020-04-01"));
  EXPECT_THAT(text, HasSubstr("rules/test.rule:"));
  EXPECT_THAT(text, HasSubstr("bill Monthly 101,925.03 COP"));
}

TEST(Explanation, AnAbsentLineNamesTheConditionThatFails) {
  Explained w;
  w.add_line("surcharge", w.money_of("5.00"), w.compare(Op::Gt, w.get("usage"), w.num("1000", w.kwh)));
  const std::string text = w.text();
  EXPECT_THAT(text, HasSubstr("surcharge [Home.surcharge] is not on the bill"));
  EXPECT_THAT(text, HasSubstr("not, because usage 190.000 kWh > 1,000 kWh does not hold"));
}

TEST(Explanation, ExceptionsThatAppliedAndThatDidNot) {
  Explained w;
  auto lowland = w.exception("lowland", w.num("173", w.kwh), w.compare(Op::Lt, w.get("usage"), w.num("100", w.kwh)));
  auto covid = w.exception("covid", w.num("200", w.kwh));
  covid.window = {true, day("2020-04-01"), day("2020-07-01"), ir::DateKind::Effective};
  covid.because = "Decreto 517";
  auto late = w.exception("late", w.num("300", w.kwh));
  late.window = {true, day("2021-01-01"), std::nullopt, ir::DateKind::Effective};
  const auto rule = w.rule("subsistence", w.account, w.num("130", w.kwh), {lowland, covid, late});
  w.add_line("basic",
             w.at_rate(w.min({w.get("usage"), w.call(rule, w.subject(w.account))}), w.num("2", w.price), w.cop));
  const std::string text = w.text();
  EXPECT_THAT(text, HasSubstr("rule subsistence 200 kWh = 200 kWh, by exception covid"));
  EXPECT_THAT(text, HasSubstr("because \"Decreto 517\""));
  EXPECT_THAT(text, HasSubstr("exception not applied: lowland does not apply: not (usage 190.000 kWh < 100 kWh)"));
  EXPECT_THAT(text, HasSubstr("exception not applied: late, outside its window at the effective date"));
  EXPECT_THAT(text, HasSubstr("min(usage 190.000 kWh, subsistence 200 kWh)"));
}

TEST(Explanation, PartsOfAWeightedLine) {
  Explained w;
  const auto fee = w.param("fee", w.money(w.cop), {{"2020-01-01", "3500.00"}, {"2020-04-11", "3617.40"}});
  w.add_line("fixed", w.read(fee));
  w.last().values = ir::ValuesKind::WeightedByDays;
  const std::string text = w.text();
  EXPECT_THAT(text, HasSubstr("part 2020-04-01 3,500.00 COP = fee 3,500.00 COP, 10 days until 2020-04-11"));
  EXPECT_THAT(text, HasSubstr("part 2020-04-11 3,617.40 COP = fee 3,617.40 COP, 20 days until 2020-05-01"));
  EXPECT_THAT(text, HasSubstr("3,578.27 COP"));
  EXPECT_THAT(text, HasSubstr("before rounding 3,578.266666666666… COP"));
}

TEST(Explanation, TariffsThatDoNotApply) {
  Explained w;
  w.add_line("energy", w.money_of("1.00"));
  const auto other = w.tariff("Shop", w.account, w.cop, w.compare(Op::Eq, w.get("stratum"), w.member(w.stratum, 2)));
  w.module.bills[0].groups[0].tariffs.push_back(other);
  EXPECT_THAT(w.text(), HasSubstr("tariff Shop does not apply: not (stratum (S1) = S3)"));
}

TEST(Explanation, FailuresNameTheirPlaceAndInputs) {
  Explained w;
  const auto quotient = w.div(w.get("debt"), w.sub(w.get("factor"), w.num("3")), w.cop);
  w.add_line("share", quotient);
  Trace trace(w.module);
  const BillOutcome outcome = w.run(&trace);
  ASSERT_FALSE(outcome);
  EXPECT_EQ(outcome.error().at.line, w.line_at(quotient));
  ASSERT_EQ(outcome.error().inputs.size(), 2U);
  EXPECT_EQ(outcome.error().inputs[0].name, "debt");
  EXPECT_EQ(outcome.error().inputs[1].value, "3.00");
  EXPECT_THAT(explanation_text(trace.root()), HasSubstr("FAILED: R0102 division by zero"));
}

TEST(Explanation, TierBlocksAndLimits) {
  Explained w;
  ir::Tiers tiers;
  tiers.quantity = w.get("usage");
  tiers.blocks = {{w.num("130", w.kwh), w.num("1.50", w.price), {}, {}, w.place()},
                  {{}, w.num("2.00", w.price), {}, {}, w.place()}};
  const auto energy = w.add_line("energy", w.tiers(tiers, w.number(5, w.cop)));
  w.add_line("least", w.money_of("1000.00"));
  w.last().kind = ir::LineKind::Minimum;
  w.last().type = w.optional(w.money(w.cop));
  w.last().bases = {energy};
  const std::string text = w.text();
  EXPECT_THAT(text, HasSubstr("block 1 195.00000 COP = 130.000 kWh @ 1.5"));
  EXPECT_THAT(text, HasSubstr("block 2 120.00000 COP = 60.000 kWh @ 2"));
  EXPECT_THAT(text, HasSubstr("minimum 1,000.00 COP, lines energy sum to 315.00 COP"));
  EXPECT_THAT(text, HasSubstr("685.00 COP"));
}

TEST(Explanation, TracingChangesNoResult) {
  Explained w;
  w.add_line("energy", w.at_rate(w.get("usage"), w.read(w.unit_cost), w.cop));
  Trace trace(w.module);
  const BillOutcome traced = w.run(&trace), plain = w.run();
  EXPECT_TRUE(traced->total == plain->total);
}

TEST(Explanation, Json) {
  Explained w;
  w.add_line("energy", w.at_rate(w.get("usage"), w.read(w.unit_cost), w.cop));
  Trace trace(w.module);
  ASSERT_TRUE(w.run(&trace));
  const std::string json = explanation_json(trace.root());
  EXPECT_THAT(json, HasSubstr("\"kind\": \"bill\""));
  EXPECT_THAT(json, HasSubstr("\"before_rounding\": \"101925.025 COP\""));
  EXPECT_THAT(json, HasSubstr("\"until\": \"2020-05-01\""));
}

// The formula of an expectation, for the assertion diagram of a test.
TEST(Explanation, FormulaOfAComparison) {
  Explained w;
  w.add_line("energy", w.at_rate(w.get("usage"), w.read(w.unit_cost), w.cop));
  w.module.bill_refs.push_back({ir::BillRefKind::Total, w.bill_id, {}, {}});
  const auto total = w.node(Op::BillValue, w.money(w.cop), {w.subject(w.account)}, 0);
  const auto expect = w.compare(Op::Eq, total, w.money_of("101.00"));
  Trace trace(w.module);
  Interpreter interpreter(w.module);
  const Value subject = w.subject_value();
  const Outcome outcome = interpreter.expression(expect, w.context, w.context.period_start, &subject, {}, &trace);
  ASSERT_TRUE(outcome);
  EXPECT_FALSE(outcome->truth());
  EXPECT_EQ(trace.formula(expect), "Monthly.total 101925.03 COP = 101.00 COP");
  EXPECT_THAT(explanation_text(trace.root()), HasSubstr("energy [Home.energy]"));
}

}  // namespace
}  // namespace tarifa::eval
