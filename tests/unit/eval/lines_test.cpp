// S9, S10, S14, S15, S16, S20: lines, limits, taxes, totals.
#include "tests/unit/eval/world.h"

namespace tarifa::eval {
namespace {

struct Lines : World {
  NodeId amount_of(ir::LineId id) { return line_amount({id}, module.lines[id.index()].type); }
  NodeId sum_of(std::vector<ir::LineId> ids, bool optional_sum) {
    return line_sum(std::move(ids), optional_sum ? optional(money(cop)) : money(cop));
  }
  ir::LineId limit(ir::LineKind kind, NodeId expr, std::vector<ir::LineId> bases, NodeId when = {}) {
    const ir::LineId id = add_line("least", expr, when);
    last().kind = kind;
    last().type = optional(money(cop));
    last().bases = std::move(bases);
    return id;
  }
};

TEST(Lines, ANameIsTheRoundedAmount) {  // S9
  Lines w;
  const auto energy = w.add_line("energy", w.at_rate(w.get("usage"), w.num("536.4475", w.price), w.cop));
  w.add_line("tax", w.mul(w.num("1000"), w.amount_of(energy), w.cop));
  EXPECT_EQ(w.amount("energy"), "101925.03");
  EXPECT_EQ(w.amount("tax"), "101925030.00");  // of the exact 101925.025: ..025.00
}

TEST(Lines, OrderOfEvaluationIsNotTheOrderOfTheBill) {  // S9
  Lines w;
  const auto a = w.add_line("a", w.money_of("1.00"));
  const auto b = w.add_line("b", w.money_of("2.00"));
  w.module.lines[a.index()].expr = w.add(w.amount_of(b), w.money_of("1.00"));
  w.module.tariffs[0].order = {b, a};
  const auto outcome = w.run();
  ASSERT_TRUE(outcome);
  ASSERT_EQ(outcome->lines.size(), 2U);
  EXPECT_EQ(outcome->lines[0].line, a);
  EXPECT_TRUE(outcome->lines[0].amount == 300);
}

TEST(Lines, AbsentLinesAreSkippedInListsAndMissingInExpressions) {  // S14
  Lines w;
  const auto a = w.add_line("a", w.money_of("100.00"), w.truth(false));
  const auto b = w.add_line("b", w.money_of("50.00"));
  w.add_line("sum", w.sum_of({a, b}, false));
  w.add_line("or_zero", w.coalesce(w.amount_of(a), w.money_of("7.00")));
  EXPECT_EQ(w.amount("a"), "absent");
  EXPECT_EQ(w.amount("sum"), "50.00");
  EXPECT_EQ(w.amount("or_zero"), "7.00");
}

TEST(Lines, ATaxWhoseBasesAreAllAbsentIsAbsent) {  // S14
  Lines w;
  const auto a = w.add_line("a", w.money_of("100.00"), w.truth(false));
  const auto tax = w.add_line("vat", w.sum_of({a}, true));
  w.last().type = w.optional(w.money(w.cop));
  w.last().kind = ir::LineKind::Tax;
  EXPECT_EQ(w.amount("vat"), "absent");
  w.module.lines[a.index()].when = ir::NodeId{};
  w.module.lines[tax.index()].type = w.optional(w.money(w.cop));
  EXPECT_EQ(w.amount("vat"), "100.00");
}

TEST(Lines, ZeroIsALineButNotOfAMinimum) {  // S10
  Lines w;
  const auto zero = w.add_line("zero", w.money_of("0.00"));
  w.limit(ir::LineKind::Minimum, w.money_of("0.00"), {zero});
  EXPECT_EQ(w.amount("zero"), "0.00");
  EXPECT_EQ(w.amount("least"), "absent");
}

TEST(Lines, MinimumTopsUpTheRoundedLines) {  // S16
  Lines w;
  const auto a = w.add_line("a", w.num("1000.005", w.cop));  // 1000.01
  const auto b = w.add_line("b", w.money_of("500.00"), w.truth(false));
  w.limit(ir::LineKind::Minimum, w.num("5000.004", w.cop), {a, b});
  EXPECT_EQ(w.amount("least"), "3999.99");  // 5000.004 - 1000.01, not 5000.004 - 1000.005
}

TEST(Lines, MaximumTakesAway) {  // S16
  Lines w;
  const auto a = w.add_line("a", w.money_of("100.00"));
  w.limit(ir::LineKind::Maximum, w.money_of("80.00"), {a});
  EXPECT_EQ(w.amount("least"), "-20.00");
  EXPECT_EQ(w.amount("total"), "80.00");
}

// Limit 4,000 for half the period, 6,000 for the other, lines 5,000: nothing is added.
TEST(Lines, AWeightedLimitIsOneFraction) {  // S16
  Lines w;
  const auto p = w.param("limit", w.money(w.cop), {{"2020-01-01", "4000.00"}, {"2020-04-16", "6000.00"}});
  const auto a = w.add_line("a", w.money_of("5000.00"));
  w.limit(ir::LineKind::Minimum, w.read(p), {a});
  w.last().values = ir::ValuesKind::WeightedByDays;
  EXPECT_EQ(w.amount("least"), "absent");
  w.module.lines[a.index()].expr = w.money_of("4999.99");
  EXPECT_EQ(w.amount("least"), "0.01");
}

TEST(Lines, TheConditionOfALimitIsReadAtThePeriodsStart) {  // S16
  Lines w;
  const auto a = w.add_line("a", w.money_of("1.00"));
  const auto late = w.compare(Op::Ge, w.effective_date(), w.date("2020-04-02"));
  w.limit(ir::LineKind::Minimum, w.money_of("10.00"), {a}, late);
  w.last().values = ir::ValuesKind::PeriodLast;
  EXPECT_EQ(w.amount("least"), "absent");
}

TEST(Lines, RoundTotalIsALine) {  // S10
  Lines w;
  w.add_line("a", w.money_of("1024.99"));
  ir::Bill& bill = w.module.bills[0];
  bill.round_total = true;
  bill.total_rounding = {50, 0, ir::RoundMode::HalfUp};
  EXPECT_EQ(w.amount("total"), "1000.00");
  EXPECT_EQ(w.amount("rounding"), "-24.99");
  w.module.lines[0].expr = w.money_of("1050.00");
  EXPECT_EQ(w.amount("rounding"), "absent");
  w.module.bills[0].round_total = false;
  w.module.lines[0].expr = w.money_of("1024.99");
  EXPECT_EQ(w.amount("total"), "1024.99");
}

TEST(Lines, ASubtotalIsNoLine) {  // S10
  Lines w;
  const auto a = w.add_line("a", w.money_of("10.00"));
  const auto sub = w.add_line("sub", w.amount_of(a));
  w.last().kind = ir::LineKind::Subtotal;
  w.last().rounded = false;
  w.add_line("tax", w.amount_of(sub));
  EXPECT_EQ(w.amount("sub"), "absent");
  EXPECT_EQ(w.amount("total"), "20.00");
}

TEST(Lines, ANegativeTotalIsNotDue) {  // S15
  Lines w;
  const auto a = w.add_line("a", w.money_of("-10.00"));
  w.module.bills[0].due = w.date("2020-05-20");
  EXPECT_EQ(w.amount("total"), "-10.00");
  EXPECT_EQ(w.amount("due"), "absent");
  w.module.lines[a.index()].expr = w.money_of("0.00");
  EXPECT_EQ(w.amount("due"), std::to_string(day("2020-05-20")));
}

TEST(Lines, OneOfSeveralTariffs) {  // S20
  Lines w;
  w.add_line("energy", w.money_of("1.00"));
  const auto other = w.tariff("Shop", w.account, w.cop);
  w.line(other, "energy", w.money_of("2.00"));
  w.module.bills[0].groups[0].tariffs.push_back(other);
  EXPECT_EQ(w.amount("energy"), "R0401");  // both
  w.module.tariffs[0].applies_when = w.compare(Op::Eq, w.get("stratum"), w.member(w.stratum, 1));
  EXPECT_EQ(w.amount("energy"), "2.00");
  w.module.tariffs[other.index()].window = {true, day("2020-04-02"), std::nullopt, ir::DateKind::Effective};
  EXPECT_EQ(w.amount("energy"),
            "R0401");  // none: the window is read at period.start, and does not begin in time
  w.module.bills[0].groups[0].one_of = false;
  EXPECT_EQ(w.amount("total"), "0.00");
}

TEST(Lines, TheLineOfTheTariffThatApplies) {  // S20
  Lines w;
  const auto home = w.add_line("energy", w.money_of("1.00"));
  const auto other = w.tariff("Shop", w.account, w.cop, w.truth(false));
  const auto shop = w.line(other, "energy", w.money_of("2.00"));
  w.module.bills[0].groups[0].tariffs.push_back(other);
  w.bill_line(w.bill_id, "surcharge", w.line_amount({shop, home}, w.money(w.cop)));
  EXPECT_EQ(w.amount("surcharge"), "1.00");
}

TEST(Lines, QuantityAndRateStandBesideOneProduct) {
  Lines w;
  w.add_line("energy", w.at_rate(w.get("usage"), w.num("536.4475", w.price), w.cop));
  w.add_line("other", w.neg(w.at_rate(w.get("usage"), w.num("1", w.price), w.cop)));
  const auto outcome = w.run();
  ASSERT_TRUE(outcome);
  ASSERT_TRUE(outcome->lines[0].quantity && outcome->lines[0].rate);
  EXPECT_TRUE(outcome->lines[0].quantity->mantissa == 190'000);
  EXPECT_TRUE(outcome->lines[0].rate->mantissa == 5'364'475);
  EXPECT_FALSE(outcome->lines[1].quantity);
}

TEST(Lines, RoundLinesAndBlocksRoundsEach) {
  Lines w;
  ir::Tiers tiers;
  tiers.quantity = w.get("usage");
  tiers.blocks = {{w.num("100.5", w.kwh), w.num("0.01", w.price), {}, {}, w.place()},
                  {{}, w.num("0.01", w.price), {}, {}, w.place()}};
  const auto node = w.tiers(tiers, w.number(5, w.cop));
  w.add_line("energy", node);
  w.fields["usage"] = number("201.000");  // 1.005 and 1.005
  EXPECT_EQ(w.amount("energy"), "2.01");
  w.last().round_blocks = true;
  EXPECT_EQ(w.amount("energy"), "2.02");
  w.last().expr = w.neg(node);
  EXPECT_EQ(w.amount("energy"), "-2.02");
}

}  // namespace
}  // namespace tarifa::eval
