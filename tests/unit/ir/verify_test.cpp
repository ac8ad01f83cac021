// A module from anywhere: what is well formed passes, and each way of being broken is refused with
// a reason.
#include "compiler/ir/verify.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "compiler/ir/print.h"
#include "compiler/ir/serialize.h"
#include "compiler/support/limits.h"
#include "tests/unit/eval/module_builder.h"

namespace tarifa::ir {
namespace {

using testing::HasSubstr;

// A bit of everything, so that there is something to break.
struct Sample : ModuleBuilder {
  UnitId cop = currency("COP", 2), kwh = unit("kWh"), price = unit("COP/kWh");
  TypeId stratum = enumeration("Stratum", {"S1", "S2"});
  TypeId account = entity(
      "Account", {{"usage", number(3, kwh)}, {"stratum", stratum}, {"medical", optional(plain(TypeKind::Date))}});
  ParamId cost = param("unit_cost", number(4, price), {{"2020-01-01", "532.17"}, {"2020-04-01", "536.4475"}});
  NodeId energy_node = at_rate(field(account, "usage"), read(cost), cop);
  NodeId large = compare(Op::Gt, field(account, "usage"), num("100", kwh));
  RuleId rule_id = rule("subsistence", account, num("130", kwh), {exception("lowland", num("173", kwh), large)});
  NodeId call_node = call(rule_id, subject(account));
  TariffId home = tariff("Home", account, cop);
  LineId energy = line(home, "energy", energy_node);
  LineId basic = line(home, "basic", at_rate(call_node, num("2", price), cop));
  LineId tax = line(home, "tax", line_amount({energy}, money(cop)));
  BillId monthly = bill("Monthly", account, cop, {{true, {home}, place()}});

  std::string problem() { return verify(module).value_or("none"); }
  Node& node_at(NodeId id) { return module.nodes[id.index()]; }
};

TEST(Verify, WhatIsWellFormedPasses) {
  Sample s;
  EXPECT_EQ(s.problem(), "none");
  const auto again = deserialize(serialize(s.module));
  ASSERT_TRUE(again);
  EXPECT_FALSE(verify(*again).has_value());
}

TEST(Verify, IdsOutsideTheirStore) {
  const std::vector<void (*)(Sample&)> breaks = {
      [](Sample& s) { s.node_at(s.energy_node).type = TypeId{9999}; },
      [](Sample& s) { s.node_at(s.energy_node).first_operand = 0xFFFFFFF0; },
      [](Sample& s) { s.node_at(s.energy_node).operand_count = 0xFFFFFFFF; },
      [](Sample& s) { s.module.operands[s.node_at(s.energy_node).first_operand] = NodeId{}; },
      [](Sample& s) { s.node_at(s.call_node).imm = 77; },
      [](Sample& s) {
        s.module.types[0].unit = UnitId{88};
        s.module.types[0].kind = TypeKind::Number;
      },
      [](Sample& s) { s.module.lines[0].expr = NodeId{12345}; },
      [](Sample& s) { s.module.lines[0].type = TypeId{}; },
      [](Sample& s) { s.module.tariffs[0].currency = UnitId{}; },
      [](Sample& s) { s.module.bills[0].groups[0].tariffs[0] = TariffId{9}; },
      [](Sample& s) { s.module.rules[0].base = NodeId{}; },
      [](Sample& s) { s.module.rules[0].exceptions[0].parent = 0; },
      [](Sample& s) { s.module.params[0].timelines.clear(); },
      [](Sample& s) { s.module.params[0].timelines[0].entries[0].value = ConstId{}; },
      [](Sample& s) { s.module.records[0].fields_list[0].type = TypeId{4321}; },
      [](Sample& s) { s.module.nodes[0].at.file = 5; },
      [](Sample& s) { s.module.units.clear(); },
      [](Sample& s) { s.module.tariffs[0].order.pop_back(); },
      [](Sample& s) {
        s.module.tariffs[0].lines.push_back(s.energy);
        s.module.tariffs[0].order.push_back(s.energy);
      },
      [](Sample& s) { s.module.line_refs[0].lines[0] = LineId{44}; },
      [](Sample& s) { s.module.lines[0].rounding.step = 0; },
      [](Sample& s) { s.module.consts[0].type = TypeId{}; },
      [](Sample& s) { s.module.enums[0].members.clear(); }};
  for (size_t i = 0; i < breaks.size(); ++i) {
    Sample s;
    breaks[i](s);
    EXPECT_NE(s.problem(), "none") << "break " << i;
  }
}

TEST(Verify, OperandsComeFirstAndHaveOneParent) {
  Sample s;
  s.module.operands[s.node_at(s.energy_node).first_operand] = s.energy_node;
  EXPECT_THAT(s.problem(), HasSubstr("does not come before it"));
  Sample shared;
  const NodeId one = shared.num("1");
  shared.add(one, one);
  EXPECT_THAT(shared.problem(), HasSubstr("has another parent"));
}

TEST(Verify, CallsAreAcyclic) {
  Sample s;
  const RuleId a = s.rule("a", s.account, s.num("1"));
  const RuleId b = s.rule("b", s.account, s.call(a, s.subject(s.account)));
  s.module.rules[a.index()].base = s.call(b, s.subject(s.account));
  EXPECT_THAT(s.problem(), HasSubstr("in a circle"));
}

TEST(Verify, DepthIsBounded) {
  Sample s;
  NodeId x = s.num("1");
  for (uint32_t k = 0; k < limits::kExpressionDepth; ++k) x = s.neg(x);
  EXPECT_THAT(s.problem(), HasSubstr("nested deeper"));
}

TEST(Verify, RecordsDoNotHoldThemselves) {
  Sample s;
  const TypeId again = s.list_of(s.account, 3);
  s.module.records[0].fields_list.push_back({"others", "others", again});
  EXPECT_THAT(s.problem(), HasSubstr("holds itself"));
}

// Found by fuzz_module: the reader of accounts asked for the text of a list.
TEST(Verify, KeysAreTextsOrInts) {
  const auto problem_of_key = [](auto type_of) {
    Sample s;
    s.module.records[0].fields_list.push_back({"other", "other", type_of(s), true});
    return s.problem();
  };
  EXPECT_THAT(problem_of_key([](Sample& s) { return s.list_of(s.stratum, 3); }), HasSubstr("cannot be a key"));
  EXPECT_THAT(problem_of_key([](Sample& s) { return s.stratum; }), HasSubstr("cannot be a key"));
  EXPECT_THAT(problem_of_key([](Sample& s) { return s.optional(s.plain(TypeKind::Text)); }),
              HasSubstr("cannot be a key"));
}

TEST(Verify, TypesFitOperations) {
  const std::vector<NodeId (*)(Sample&)> wrong = {
      [](Sample& s) { return s.node(Op::Add, s.number(0), {s.num("1"), s.truth(true)}); },
      [](Sample& s) { return s.node(Op::Add, s.number(0, s.kwh), {s.num("1", s.kwh), s.num("1", s.cop)}); },
      [](Sample& s) { return s.node(Op::And, s.boolean(), {s.truth(true), s.num("1")}); },
      [](Sample& s) { return s.node(Op::Lt, s.boolean(), {s.member(s.stratum, 0), s.member(s.stratum, 1)}); },
      [](Sample& s) { return s.node(Op::Eq, s.boolean(), {s.field(s.account, "medical"), s.date("2020-01-01")}); },
      [](Sample& s) { return s.node(Op::DateDiff, s.plain(TypeKind::Days), {s.date("2020-01-01"), s.num("1")}); },
      [](Sample& s) { return s.node(Op::Member, s.number(3, s.kwh), {s.subject(s.account)}, 7); },
      [](Sample& s) { return s.node(Op::Member, s.number(2, s.kwh), {s.subject(s.account)}, 0); },
      [](Sample& s) { return s.node(Op::If, s.number(0), {s.num("1"), s.num("1"), s.num("1")}); },
      [](Sample& s) { return s.node(Op::Round, s.number(0), {s.num("1"), s.num("0")}); },
      [](Sample& s) { return s.node(Op::Not, s.boolean(), {}); },
      [](Sample& s) { return s.node(Op::Fail, s.boolean(), {}, 0xFFFFFFFF); },
      [](Sample& s) { return s.node(Op::ParamRead, s.number(4, s.price), {}, 0); },
      [](Sample& s) { return s.node(Op::RuleCall, s.number(0, s.kwh), {s.num("1")}, 0); }};
  for (size_t i = 0; i < wrong.size(); ++i) {
    Sample s;
    wrong[i](s);
    EXPECT_NE(s.problem(), "none") << "node " << i;
  }
}

TEST(Verify, ScalesAndDenominatorsHoldTheirValues) {
  const std::vector<NodeId (*)(Sample&)> wrong = {
      [](Sample& s) { return s.node(Op::Add, s.number(1), {s.num("1.00"), s.num("1")}); },
      [](Sample& s) { return s.node(Op::Mul, s.number(3), {s.num("1.00"), s.num("1.00")}); },
      [](Sample& s) { return s.node(Op::Div, s.number(0), {s.num("1"), s.num("3")}); },  // no divisor
      [](Sample& s) {
        s.module.ratios.push_back({1, 3});
        return s.node(Op::Scale, s.number(0), {s.num("1")}, 0);
      },
      [](Sample& s) {
        s.module.ratios.push_back({1, 3});
        return s.node(Op::Scale, s.number(0), {s.num("1")}, 0, 2);
      },
      [](Sample& s) {
        s.module.prorations.push_back({ProrationKind::MonthCalendar});
        return s.node(Op::Prorate, s.number(0), {s.num("1")}, 0, 30);
      },
      [](Sample& s) { return s.neg(s.node(Op::Neg, s.number(0), {s.num("1")}, 0, 0)); }};
  for (size_t i = 0; i < wrong.size(); ++i) {
    Sample s;
    wrong[i](s);
    EXPECT_NE(s.problem(), "none") << "node " << i;
  }
  Sample halves;  // a half has a digit in place of a denominator
  halves.module.ratios.push_back({1, 2});
  halves.node(Op::Scale, halves.number(1), {halves.num("1")}, 0);
  EXPECT_EQ(halves.problem(), "none");
}

TEST(Verify, ASharedDivisorOfTwoFactorsIsRefused) {  // S24
  Sample s;
  const NodeId by = s.num("3");
  const NodeId a = s.div(s.num("1"), by), b = s.div(s.num("1"), s.num("7"));
  s.node_at(b).divisors = s.node_at(a).divisors;
  s.module.operands[s.node_at(b).first_operand + 1] = s.num("3");
  EXPECT_NE(s.problem(), "none");
}

TEST(Verify, LocalsSubjectsAndLinesInTheirPlace) {
  Sample unbound;
  unbound.module.lines[0].expr = unbound.local(unbound.money(unbound.cop), 3);
  EXPECT_THAT(unbound.problem(), HasSubstr("is not bound"));
  Sample far;
  far.module.lines[0].expr = far.local(far.money(far.cop), 3'000'000'000);
  EXPECT_THAT(far.problem(), HasSubstr("is not bound"));
  Sample early;
  std::swap(early.module.tariffs[0].order[0], early.module.tariffs[0].order[2]);
  EXPECT_THAT(early.problem(), HasSubstr("is not done here"));
  Sample stranger;
  const TypeId other = stranger.entity("Other", {{"usage", stranger.number(3, stranger.kwh)}});
  stranger.module.lines[0].expr =
      stranger.mul(stranger.field(other, "usage"), stranger.num("1", stranger.price), stranger.cop);
  EXPECT_THAT(stranger.problem(), HasSubstr("no such subject"));
  Sample fraction;
  fraction.module.ratios.push_back({1, 3});
  fraction.module.rules[0].base =
      fraction.node(Op::Scale, fraction.number(0, fraction.kwh), {fraction.num("1", fraction.kwh)}, 0, 3);
  EXPECT_THAT(fraction.problem(), HasSubstr("is a fraction"));
}

TEST(Verify, RandomDamageNeverCrashes) {
  Sample s;
  const std::string bytes = serialize(s.module);
  uint64_t state = 88172645463325252ULL;
  size_t passed = 0, refused = 0, malformed = 0;
  for (int round = 0; round < 4000; ++round) {
    std::string damaged = bytes;
    for (int k = 0; k < 1 + round % 3; ++k) {
      state ^= state << 13U, state ^= state >> 7U, state ^= state << 17U;
      damaged[state % damaged.size()] = static_cast<char>(state >> 32U);
    }
    const auto module = deserialize(damaged);
    if (!module) {
      ++malformed;
    } else if (verify(*module)) {
      ++refused;
    } else {
      static_cast<void>(print(*module));  // what has passed can be printed
      ++passed;
    }
  }
  EXPECT_GT(passed, 0U);
  EXPECT_GT(refused, 0U);
  EXPECT_GT(malformed, 0U);
}

TEST(Print, DeclarationsAndTrees) {
  Sample s;
  const std::string text = print(s.module);
  EXPECT_THAT(text, HasSubstr("param test.unit_cost: COP/kWh(4)"));
  EXPECT_THAT(text, HasSubstr("from 2020-04-01: 536.4475 COP/kWh"));
  EXPECT_THAT(text, HasSubstr("AtRate : COP(7)"));
  EXPECT_THAT(text, HasSubstr("Member .usage : kWh(3)"));
  EXPECT_THAT(text, HasSubstr("except lowland"));
  EXPECT_THAT(text, HasSubstr("one of Home"));
}

TEST(Print, ExpressionsWithTheBracketsTheyNeed) {
  Sample s;
  const auto n = [&](const char* text) { return s.num(text); };
  EXPECT_EQ(expression_text(s.module, s.mul(s.add(n("1"), n("2")), n("3"))), "(1 + 2) * 3");
  EXPECT_EQ(expression_text(s.module, s.add(n("1"), s.mul(n("2"), n("3")))), "1 + 2 * 3");
  EXPECT_EQ(expression_text(s.module, s.sub(n("1"), s.sub(n("2"), n("3")))), "1 - (2 - 3)");
  EXPECT_EQ(expression_text(s.module, s.energy_node), "usage @ unit_cost");
  EXPECT_EQ(expression_text(s.module, s.large), "usage > 100 kWh");
  EXPECT_EQ(expression_text(s.module, s.round(n("1.5"), "1", RoundMode::HalfUp)), "round(1.5, 1 half_up)");
}

}  // namespace
}  // namespace tarifa::ir
