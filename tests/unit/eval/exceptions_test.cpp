// S6, S7: trees of exceptions.
#include "tests/unit/eval/world.h"

namespace tarifa::eval {
namespace {

struct Rules : World {
  NodeId large() { return compare(Op::Gt, get("usage"), num("100", kwh)); }
  NodeId poor() { return compare(Op::Eq, get("stratum"), member(stratum, 0)); }
  ir::Exception dated(ir::Exception e, std::string_view from, std::string_view until) {
    e.window = {true, day(from), day(until), ir::DateKind::Effective};
    return e;
  }
};

TEST(Exceptions, TheDeepestThatAppliesWins) {  // S6
  Rules w;
  const auto rule =
      w.rule("grace", w.account, w.num("0"),
             {w.exception("covid", w.num("90"), w.poor()), w.exception("medical", w.num("180"), w.large(), 0)});
  EXPECT_EQ(w.rule_value(rule), "180");
  w.fields["usage"] = number("50.000");
  EXPECT_EQ(w.rule_value(rule), "90");
  w.fields["stratum"] = member_value(1);
  w.fields["usage"] = number("190.000");
  EXPECT_EQ(w.rule_value(rule), "0");  // `within`: considered only where the parent applies
}

TEST(Exceptions, WindowsAreReadAtTheEffectiveDate) {  // S1, S6
  Rules w;
  const auto rule =
      w.rule("grace", w.account, w.num("0"), {w.dated(w.exception("covid", w.num("90")), "2020-04-01", "2020-05-01")});
  EXPECT_EQ(w.rule_value(rule), "90");
  w.over("2020-05-01", "2020-06-01");  // the end is outside
  EXPECT_EQ(w.rule_value(rule), "0");
  w.over("2020-03-31", "2020-05-01");
  EXPECT_EQ(w.rule_value(rule), "0");
}

TEST(Exceptions, WindowsThatNameTheirDate) {
  Rules w;
  auto e = w.dated(w.exception("covid", w.num("90")), "2020-05-04", "2020-05-05");
  e.window.read_at = ir::DateKind::Issued;
  const auto rule = w.rule("grace", w.account, w.num("0"), {e});
  EXPECT_EQ(w.rule_value(rule), "R0203");  // the date of issue is not given
  w.context.issued = day("2020-05-04");
  w.context.issued_given = true;
  EXPECT_EQ(w.rule_value(rule), "90");
  w.module.rules[0].exceptions[0].window.read_at = ir::DateKind::AsOf;
  EXPECT_EQ(w.rule_value(rule), "0");
  w.module.rules[0].exceptions[0].window.read_at = ir::DateKind::PeriodLast;
  w.context.period_end = day("2020-05-05");
  EXPECT_EQ(w.rule_value(rule), "90");
}

TEST(Exceptions, TwoThatApplyAreAConflict) {  // S6
  Rules w;
  const auto rule = w.rule("grace", w.account, w.num("0"),
                           {w.exception("a", w.num("90"), w.poor()), w.exception("b", w.num("90"), w.large())});
  EXPECT_EQ(w.rule_value(rule), "R0402");
  w.module.rules[0].exceptions[0].agrees_with = {1};
  w.module.rules[0].exceptions[1].agrees_with = {0};
  EXPECT_EQ(w.rule_value(rule), "90");  // provably equal
}

TEST(Exceptions, AllSiblingConditionsAreEvaluated) {  // S37
  Rules w;
  const auto broken = w.compare(Op::Gt, w.div(w.get("debt"), w.sub(w.get("factor"), w.num("3.00"))), w.money_of("0"));
  const auto rule = w.rule("grace", w.account, w.num("0"),
                           {w.exception("a", w.num("90"), w.poor()), w.exception("b", w.num("10"), broken)});
  EXPECT_EQ(w.rule_value(rule), "R0102");
}

TEST(Exceptions, CumulativeOnesAddWithoutTheBase) {  // S7
  Rules w;
  auto a = w.exception("a", w.num("5"), w.poor()), b = w.exception("b", w.num("7"), w.large());
  a.cumulative = b.cumulative = true;
  const auto rule =
      w.rule("rebate", w.account, w.num("100"), {a, b, w.exception("deep", w.num("20"), w.truth(true), 1)});
  EXPECT_EQ(w.rule_value(rule), "25");  // 5 + 20: each after its own exceptions, without the base
  w.fields["usage"] = number("1.000");
  EXPECT_EQ(w.rule_value(rule), "5");
  w.fields["stratum"] = member_value(1);
  EXPECT_EQ(w.rule_value(rule), "100");
}

TEST(Exceptions, CumulativeAndPlainAreAConflict) {  // S7
  Rules w;
  auto a = w.exception("a", w.num("5"), w.poor());
  a.cumulative = true;
  const auto rule = w.rule("rebate", w.account, w.num("100"), {a, w.exception("b", w.num("7"), w.large())});
  EXPECT_EQ(w.rule_value(rule), "R0402");
}

TEST(Exceptions, CumulativeLengths) {  // S7
  Rules w;
  const auto days = [&](int n) { return w.length(ir::TypeKind::Days, n); };
  auto a = w.exception("a", days(30), w.poor()), b = w.exception("b", days(60), w.large());
  a.cumulative = b.cumulative = true;
  const auto rule = w.rule("grace", w.account, days(0), {a, b});
  Interpreter interpreter(w.module);
  EXPECT_EQ(interpreter.rule(rule, w.subject_value(), w.context, w.context.period_start)->civil(), 90);
}

}  // namespace
}  // namespace tarifa::eval
