// S25, S26: ladders.
#include "tests/unit/eval/world.h"

namespace tarifa::eval {
namespace {

struct Ladders : World {
  ir::TierBlock block(std::string_view limit, std::string_view rate) {
    ir::TierBlock b;
    if (!limit.empty()) b.limit = num(limit, kwh);
    if (!rate.empty()) b.rate = num(rate, price);
    b.at = place();
    return b;
  }
  NodeId ladder(std::vector<ir::TierBlock> blocks, ir::TierMode mode = ir::TierMode::Marginal,
                uint64_t denominator = 1) {
    ir::Tiers t;
    t.mode = mode;
    t.quantity = get("usage");
    t.blocks = std::move(blocks);
    return tiers(std::move(t), number(6, cop), denominator);
  }
  std::string of(std::string_view usage, NodeId node) {
    fields["usage"] = eval::number(usage);
    return shown(node);
  }
  NodeId failing() { return fail_node(ir::RowError::FailedByAuthor, number(2, price)); }
};

TEST(Tiers, LimitsIncludeTheirEnd) {  // S25
  Ladders w;
  const auto node = w.ladder({w.block("130", "1.00"), w.block("200", "2.00"), w.block("", "3.00")});
  EXPECT_EQ(w.of("130.000", node), "130");
  EXPECT_EQ(w.of("130.001", node), "65001/500");  // one thousandth at 2
  EXPECT_EQ(w.of("250.000", node), "420");
  EXPECT_EQ(w.of("0.000", node), "0");
}

TEST(Tiers, WholeAndTable) {  // S26
  Ladders w;
  const auto whole =
      w.ladder({w.block("100", "1.00"), w.block("200", "2.00"), w.block("", "3.00")}, ir::TierMode::Whole);
  EXPECT_EQ(w.of("100.000", whole), "100");
  EXPECT_EQ(w.of("150.000", whole), "300");
  auto first = w.block("100", "1.00"), second = w.block("", "");
  first.plus = w.money_of("20");
  second.nested = {w.block("50", "1.00"), w.block("", "10.00")};
  const auto table = w.ladder({first, second}, ir::TierMode::Table);
  EXPECT_EQ(w.of("0.000", table), "20");  // plus is due at 0 too
  EXPECT_EQ(w.of("100.000", table), "120");
  EXPECT_EQ(w.of("150.000", table), "1050");  // the row rates the total from 0: 50 + 100 x 10
}

TEST(Tiers, PlusOfAMarginalBlockNeedsAQuantity) {  // S26
  Ladders w;
  auto first = w.block("100", "1.00"), second = w.block("", "2.00");
  first.plus = w.money_of("5");
  second.plus = w.money_of("7");
  const auto node = w.ladder({first, second});
  EXPECT_EQ(w.of("0.000", node), "0");
  EXPECT_EQ(w.of("100.000", node), "105");
  EXPECT_EQ(w.of("101.000", node), "114");
}

TEST(Tiers, ANestedLadderRatesItsOwnQuantityFromZero) {  // S26
  Ladders w;
  auto second = w.block("", "");
  second.nested = {w.block("10", "2.00"), w.block("", "3.00")};
  const auto node = w.ladder({w.block("100", "1.00"), second});
  EXPECT_EQ(w.of("130.000", node), "180");  // 100 + 10 x 2 + 20 x 3, not rated from 100
}

TEST(Tiers, NegativeQuantityAndLimits) {  // S25
  Ladders w;
  const auto equal = w.ladder({w.block("100", "1.00"), w.block("100", "9.00"), w.block("", "2.00")});
  EXPECT_EQ(w.of("101.000", equal), "102");  // an empty tier
  EXPECT_EQ(w.of("-0.001", equal), "R0201");
  const auto descending = w.ladder({w.block("100", "1.00"), w.block("99", "1.00"), w.block("", "2.00")});
  EXPECT_EQ(w.of("1.000", descending), "R0404");  // all limits are evaluated, also those not needed
}

TEST(Tiers, ARateIsEvaluatedOnlyForAQuantity) {  // S25
  Ladders w;
  auto second = w.block("", "");
  second.rate = w.failing();
  const auto node = w.ladder({w.block("100", "1.00"), second});
  EXPECT_EQ(w.of("100.000", node), "100");
  EXPECT_EQ(w.of("100.001", node), "R0601");
}

TEST(Tiers, ScaledLimitsAreUnrounded) {  // S24, S25
  Ladders w;
  w.over("2020-04-01", "2020-04-11");  // 10 of 30 days: a third of 100 kWh
  auto first = w.block("", "3.00");
  first.limit = w.prorate(w.num("100", w.kwh), {ir::ProrationKind::MonthDays, 30}, 30);
  const auto node = w.ladder({first, w.block("", "6.00")}, ir::TierMode::Marginal, 30);
  EXPECT_EQ(w.of("33.334", node),
            "25001/250");  // 100 + (33.334 - 100/3) x 6 = 100.004; at limit 33.333 it is 100.005
}

TEST(Tiers, LadderOfAParameter) {
  Ladders w;
  ir::Param p;
  p.name = "blocks";
  p.type = w.type({.kind = ir::TypeKind::Ladder, .scale = 2, .unit = w.price, .quantity_unit = w.kwh});
  p.ladder_scale = 0;
  ir::TimelineEntry old{day("2020-01-01")}, current{day("2020-04-01")};
  old.ladder = {{std::nullopt, 900}};
  current.ladder = {{100, 100}, {std::nullopt, 250}};
  p.timelines = {{{}, {old, current}}};
  w.module.params.push_back(p);
  ir::Tiers t;
  t.quantity = w.get("usage");
  t.ladder = w.read(ir::ParamId{0});
  const auto node = w.tiers(t, w.number(5, w.cop));
  EXPECT_EQ(w.of("110.000", node), "125");
  w.add_line("energy", node);
  EXPECT_EQ(w.amount("energy"), "125.00");
}

}  // namespace
}  // namespace tarifa::eval
