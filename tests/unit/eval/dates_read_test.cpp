// S1, S2, S4, S5: at which date timelines are read, and what was known.
#include "tests/unit/eval/world.h"

namespace tarifa::eval {
namespace {

TEST(DatesRead, EffectiveDateNotAsOf) {  // S1
  World w;
  const auto fee =
      w.param("fee", w.money(w.cop), {{"2020-01-01", "100.00"}, {"2020-04-10", "200.00"}, {"2020-05-01", "300.00"}});
  w.add_line("at_start", w.read(fee));
  w.add_line("at_last", w.read(fee));
  w.last().values = ir::ValuesKind::PeriodLast;
  w.context.as_of = day("2021-01-01");
  EXPECT_EQ(w.amount("at_start"), "100.00");
  EXPECT_EQ(w.amount("at_last"), "200.00");  // the day before the end, never the end (S2)
}

TEST(DatesRead, RulesAndLetsTakeTheDateOfTheLine) {  // S1
  World w;
  const auto fee = w.param("fee", w.money(w.cop), {{"2020-01-01", "100.00"}, {"2020-04-10", "200.00"}});
  const auto rule = w.rule("fee_of", w.account, w.read(fee));
  ir::Let let;
  let.name = "fee_let";
  let.body = w.call(rule, w.subject(w.account));
  let.type = w.money(w.cop);
  w.module.lets.push_back(let);
  w.add_line("fixed", w.node(Op::LetCall, w.money(w.cop), {}, 0));
  w.last().values = ir::ValuesKind::PeriodLast;
  EXPECT_EQ(w.amount("fixed"), "200.00");
}

TEST(DatesRead, AnotherDateByName) {  // S1
  World w;
  const auto fee = w.param("fee", w.money(w.cop), {{"2020-01-01", "100.00"}, {"2020-04-10", "200.00"}});
  w.add_line("fixed", w.read_at(fee, w.date("2020-03-01")));
  w.last().values = ir::ValuesKind::PeriodLast;
  EXPECT_EQ(w.amount("fixed"), "100.00");
}

TEST(DatesRead, IssuedMustBeGiven) {  // S56
  World w;
  const auto fee = w.param("fee", w.money(w.cop), {{"2020-01-01", "100.00"}, {"2020-05-04", "200.00"}});
  w.add_line("fixed", w.read(fee));
  w.last().values = ir::ValuesKind::Issued;
  EXPECT_EQ(w.amount("fixed"), "R0203");
  w.context.issued = day("2020-05-04");
  w.context.issued_given = true;
  EXPECT_EQ(w.amount("fixed"), "200.00");
}

TEST(DatesRead, BeforeTheTimelineAndAfterIt) {
  World w;
  const auto fee = w.param("fee", w.money(w.cop), {{"2020-04-01", "100.00", "2020-05-01"}});
  w.add_line("fixed", w.read(fee));
  EXPECT_EQ(w.amount("fixed"), "100.00");
  w.over("2020-03-31", "2020-04-10");
  EXPECT_EQ(w.amount("fixed"), "R0301");
  w.over("2020-05-01", "2020-05-10");
  EXPECT_EQ(w.amount("fixed"), "R0301");
}

// 0.98 from June, 0.97 from July, then 0.979 from June published in August: June 0.979, July 0.97.
TEST(DatesRead, CorrectionEndsAtTheNextUnpublishedEntry) {  // S5
  World w;
  const auto p = w.param("loss", w.number(4),
                         {{"2023-06-01", "0.98"}, {"2023-07-01", "0.97"}, {"2023-06-01", "0.979", "", "2023-08-20"}});
  const auto on = [&](std::string_view date, std::string_view as_of) {
    w.context.as_of = day(as_of);
    return w.shown(w.read_at(p, w.date(date)));
  };
  EXPECT_EQ(on("2023-06-15", "2023-08-20"), "979/1000");
  EXPECT_EQ(on("2023-07-15", "2023-08-20"), "97/100");
  EXPECT_EQ(on("2023-06-15", "2023-08-19"), "49/50");  // not yet published
}

TEST(DatesRead, CorrectionWithAnEndGivesWayAgain) {  // S5
  World w;
  const auto p = w.param("fee", w.number(0),
                         {{"2023-01-01", "10"},
                          {"2023-06-01", "12", "2023-07-01", "2023-05-01"},
                          {"2023-06-10", "13", "2023-06-20", "2023-05-02"}});
  const auto on = [&](std::string_view date) { return w.shown(w.read_at(p, w.date(date))); };
  w.context.as_of = day("2024-01-01");
  EXPECT_EQ(on("2023-06-05"), "12");
  EXPECT_EQ(on("2023-06-15"), "13");  // the latest published decides
  EXPECT_EQ(on("2023-06-20"), "12");
  EXPECT_EQ(on("2023-07-01"), "10");
}

TEST(DatesRead, LastCorrectionEndsWithTheTimeline) {  // S5
  World w;
  const auto p =
      w.param("fee", w.number(0), {{"2023-01-01", "10", "2023-12-01"}, {"2023-06-01", "12", "", "2023-05-01"}});
  EXPECT_EQ(w.shown(w.read_at(p, w.date("2023-11-30"))), "10");  // known in 2020
  w.context.as_of = day("2024-01-01");
  EXPECT_EQ(w.shown(w.read_at(p, w.date("2023-11-30"))), "12");
  EXPECT_EQ(w.shown(w.read_at(p, w.date("2023-12-01"))), "R0301");
}

TEST(DatesRead, OptionalParameterIsMissingWhereNothingCovers) {  // S5
  World w;
  const auto p = w.param("fee", w.optional(w.number(2)), {{"2021-01-01", "1.00"}});
  EXPECT_EQ(w.shown(w.read(p)), "missing");
}

TEST(DatesRead, KeysChooseTheTimeline) {
  World w;
  const auto p = w.param("fee", w.number(0), {{"2020-01-01", "1"}});
  ir::Param& param = w.module.params[p.index()];
  param.keys = {w.module.type(w.stratum).enumeration};
  param.timelines.clear();
  for (uint32_t i = 0; i < 3; ++i) {
    param.timelines.push_back(
        {{w.member_const(w.stratum, i)}, w.entries({{"2020-01-01", std::to_string(10 + i)}}, param.type)});
  }
  w.fields["stratum"] = member_value(2);
  EXPECT_EQ(w.shown(w.read(p, {w.get("stratum")})), "12");
}

TEST(DatesRead, ARuleHasOneValueAPartOfAWeightedLine) {  // S4
  World w;
  const auto fee = w.param("fee", w.money(w.cop), {{"2020-01-01", "100.00"}, {"2020-04-11", "200.00"}});
  const auto rule = w.rule("fee_of", w.account, w.read(fee));
  w.add_line("fixed", w.call(rule, w.subject(w.account)));
  w.last().values = ir::ValuesKind::WeightedByDays;
  EXPECT_EQ(w.amount("fixed"), "166.67");  // (10 x 100 + 20 x 200) / 30, not 100.00
}

}  // namespace
}  // namespace tarifa::eval
