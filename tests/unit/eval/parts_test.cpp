// S21, S23, S24, S32: parts of a weighted line, proration, fractions.
#include "tests/unit/eval/world.h"

namespace tarifa::eval {
namespace {

struct Parts : World {
  ir::ParamId fee = param("fee", money(cop), {{"2020-01-01", "3500.00"}, {"2020-04-11", "3617.40"}});
  void weighted() { last().values = ir::ValuesKind::WeightedByDays; }
  std::string prorated(ir::Proration clause, uint64_t denominator, std::string_view from, std::string_view until) {
    over(from, until);
    if (module.lines.empty()) add_line("fixed", money_of("12.00"));
    last().expr = prorate(money_of("12.00"), clause, denominator);
    return amount("fixed");
  }
};

TEST(Parts, OneFractionRoundedOnce) {  // S21
  Parts w;
  w.add_line("fixed", w.read(w.fee));
  w.weighted();
  w.over("2020-03-20", "2020-04-19");  // 22 days of 3,500 and 8 of 3,617.40
  EXPECT_EQ(w.amount("fixed"), "3531.31");
}

TEST(Parts, AFalsePartCountsZeroAndAllFalseIsAbsent) {  // S21
  Parts w;
  const auto after = w.param("on", w.boolean(), {});
  w.module.params[after.index()].timelines[0].entries = {
      {day("2020-01-01"), {}, {}, w.bool_const(false), {}, "", w.place()},
      {day("2020-04-11"), {}, {}, w.bool_const(true), {}, "", w.place()}};
  w.add_line("fixed", w.money_of("300.00"), w.read(after));
  w.weighted();
  EXPECT_EQ(w.amount("fixed"), "200.00");
  w.over("2020-03-01", "2020-04-01");
  EXPECT_EQ(w.amount("fixed"), "absent");
}

TEST(Parts, FullPeriodQuantitiesInEachPart) {  // S21
  Parts w;
  const auto limit = w.param("limit", w.number(0, w.kwh), {{"2020-01-01", "100"}, {"2020-04-16", "200"}});
  w.add_line("energy", w.at_rate(w.min({w.get("usage"), w.read(limit)}), w.num("1", w.price), w.cop));
  w.weighted();
  EXPECT_EQ(w.amount("energy"), "145.00");  // (100 x 15 + 190 x 15) / 30; of halved quantities 95
}

TEST(Parts, TimelinesOfAllKeysCut) {  // S21: parts differ, the amount does not
  Parts w;
  w.add_line("fixed", w.read(w.fee));
  w.weighted();
  Trace trace(w.module);
  ASSERT_TRUE(w.run(&trace));
  size_t parts = 0;
  for (const Explanation& part : trace.root().children[0].children[0].children[0].children)
    parts += part.kind == ExplainKind::Part;
  EXPECT_EQ(parts, 2U);
}

TEST(Parts, WhereTheDateItselfIsUsedEveryDayIsAPart) {  // S21
  Parts w;
  const auto early = w.compare(Op::Lt, w.effective_date(), w.date("2020-04-08"));
  w.add_line("fixed", w.if_else(early, w.money_of("30.00"), w.money_of("60.00")));
  w.weighted();
  EXPECT_EQ(w.amount("fixed"), "53.00");  // (7 x 30 + 23 x 60) / 30
}

TEST(Parts, ACorrectionCutsOnlyWhenKnown) {  // S5, S21
  Parts w;
  auto& entries = w.module.params[w.fee.index()].timelines[0].entries;
  entries.push_back({day("2020-04-21"), {}, day("2020-06-01"), w.number_const("9999.90", w.cop, 2), {}, "", w.place()});
  w.add_line("fixed", w.read(w.fee));
  w.weighted();
  EXPECT_EQ(w.amount("fixed"), "3578.27");
  w.context.as_of = day("2020-06-01");
  EXPECT_EQ(w.amount("fixed"), "5705.77");
}

// 12 USD for 20 January - 18 February 2020: 12.09 calendar, 12.00 of 30 days, 11.84 of 365/12 days,
// R0403 unprorated.
TEST(Proration, OneMonthOfThirtyDays) {  // S23
  Parts w;
  const auto kind = [](ir::ProrationKind k, uint32_t a = 1, uint32_t b = 1) { return ir::Proration{k, a, b}; };
  using K = ir::ProrationKind;
  const char *from = "2020-01-20", *until = "2020-02-19";
  EXPECT_EQ(w.prorated(kind(K::MonthCalendar), 377580, from, until), "12.09");
  EXPECT_EQ(w.prorated(kind(K::MonthDays, 30), 30, from, until), "12.00");
  EXPECT_EQ(w.prorated(kind(K::MonthDays, 365, 12), 365, from, until), "11.84");
  EXPECT_EQ(w.prorated(kind(K::WholeMonths), 1, from, until), "R0403");
  EXPECT_EQ(w.prorated(kind(K::WholeMonths), 1, from, "2020-02-20"), "12.00");
  EXPECT_EQ(w.prorated(kind(K::Days, 30), 30, from, until), "12.00");
  EXPECT_EQ(w.prorated(kind(K::Days), 1, from, until), "360.00");
}

TEST(Proration, MonthEndsAndSeveralMonths) {  // S23
  Parts w;
  const ir::Proration month{ir::ProrationKind::WholeMonths}, two{ir::ProrationKind::WholeMonths, 2};
  EXPECT_EQ(w.prorated(month, 1, "2020-01-31", "2020-02-29"), "12.00");
  EXPECT_EQ(w.prorated(month, 1, "2020-01-31", "2020-03-31"), "24.00");
  EXPECT_EQ(w.prorated(two, 1, "2020-01-31", "2020-03-31"), "12.00");
  EXPECT_EQ(w.prorated(two, 1, "2020-01-31", "2020-02-29"), "R0403");
}

TEST(Proration, Years) {  // S23
  Parts w;
  const ir::Proration calendar{ir::ProrationKind::YearCalendar}, days{ir::ProrationKind::YearDays, 365},
      whole{ir::ProrationKind::WholeYears};
  EXPECT_EQ(w.prorated(calendar, 133590, "2020-01-01", "2021-01-01"), "12.00");
  EXPECT_EQ(w.prorated(days, 365, "2020-01-01", "2021-01-01"), "12.03");
  EXPECT_EQ(w.prorated(whole, 1, "2020-01-01", "2021-01-01"), "12.00");
  EXPECT_EQ(w.prorated(whole, 1, "2020-01-01", "2020-12-01"), "R0403");
  EXPECT_EQ(w.prorated(calendar, 133590, "2019-12-01", "2020-02-01"), "2.04");  // 31/365 + 31/366
}

TEST(Proration, FullMakesAPeriodOneMonth) {  // S23
  Parts w;
  ir::Proration clause{ir::ProrationKind::MonthDays, 30, 1, true, 27, 33};
  EXPECT_EQ(w.prorated(clause, 30, "2020-01-01", "2020-02-03"), "12.00");  // 33 days
  EXPECT_EQ(w.prorated(clause, 30, "2020-01-01", "2020-02-04"), "13.60");  // 34 days
  EXPECT_EQ(w.prorated(clause, 30, "2020-01-01", "2020-01-28"), "12.00");  // 27 days
  EXPECT_EQ(w.prorated(clause, 30, "2020-01-01", "2020-01-27"), "10.40");  // 26 days
}

TEST(Fractions, StayExactUntilTheLine) {  // S24
  Parts w;
  w.over("2020-04-01", "2020-04-11");
  const ir::Proration clause{ir::ProrationKind::MonthDays, 30};
  const auto third = [&] { return w.prorate(w.money_of("0.01"), clause, 30); };  // 1/300 each
  w.add_line("sum", w.add(w.add(third(), third()), third()));
  EXPECT_EQ(w.amount("sum"), "0.01");  // three roundings would leave 0.00
  const auto same = w.compare(Op::Eq, w.mul(w.num("3"), third(), w.cop), w.money_of("0.01"));
  EXPECT_EQ(w.shown(same), "true");  // comparisons are exact
}

TEST(Fractions, AQuotientIsRoundedOnce) {  // S32
  Parts w;
  const auto third = w.div(w.get("debt"), w.get("factor"), w.cop);
  w.add_line("share", w.mul(w.num("3"), third, w.cop));
  w.fields["debt"] = number("100.00");
  EXPECT_EQ(w.amount("share"), "100.00");
  w.fields["factor"] = number("0.00");
  EXPECT_EQ(w.amount("share"), "R0102");
}

}  // namespace
}  // namespace tarifa::eval
