// S32, S34, S36: rounding, quotients, overflow and denominators.
#include "tests/unit/eval/world.h"

namespace tarifa::eval {
namespace {

TEST(Rounding, ModesOnTies) {  // S34
  World w;
  const auto at = [&](std::string_view x, ir::RoundMode mode) { return w.shown(w.round(w.num(x), "1", mode)); };
  using M = ir::RoundMode;
  const std::pair<M, std::array<const char*, 4>> table[] = {
      {M::HalfUp, {"3", "-3", "4", "2"}}, {M::HalfEven, {"2", "-2", "4", "2"}}, {M::HalfDown, {"2", "-2", "3", "2"}},
      {M::Up, {"3", "-3", "4", "3"}},     {M::Down, {"2", "-2", "3", "2"}},     {M::Floor, {"2", "-3", "3", "2"}},
      {M::Ceiling, {"3", "-2", "4", "3"}}};
  for (const auto& [mode, wanted] : table) {
    EXPECT_EQ(at("2.5", mode), wanted[0]);
    EXPECT_EQ(at("-2.5", mode), wanted[1]);
    EXPECT_EQ(at("3.5", mode), wanted[2]);
    EXPECT_EQ(at("2.1", mode), wanted[3]);
  }
}

TEST(Rounding, MultiplesAreCountedFromZero) {  // S34
  World w;
  EXPECT_EQ(w.shown(w.round(w.num("74.99"), "50", ir::RoundMode::HalfUp)), "50");
  EXPECT_EQ(w.shown(w.round(w.num("75"), "50", ir::RoundMode::HalfUp)), "100");
  EXPECT_EQ(w.shown(w.round(w.num("0.13"), "0.25", ir::RoundMode::HalfUp)), "1/4");
}

TEST(Rounding, AStepThatIsAParameterMustBePositive) {  // S34
  World w;
  const auto step = w.param("step", w.number(0), {{"2020-01-01", "5"}, {"2020-04-15", "0"}});
  const auto node = w.node(Op::Round, w.number(0), {w.num("12"), w.read(step)});
  EXPECT_EQ(w.shown(node), "10");
  w.over("2020-04-15", "2020-05-01");
  EXPECT_EQ(w.shown(node), "R0201");
}

TEST(Overflow, ThirtyEightDigitsWithTheScale) {  // S36
  World w;
  const std::string nines(36, '9');
  const auto big = w.num(nines);                           // scale 0
  EXPECT_NE(w.shown(w.add(big, w.num("0.01"))), "R0101");  // 10^36 x 100 is still below 10^38
  EXPECT_EQ(w.shown(w.add(big, w.num("0.001"))), "R0101");
  EXPECT_EQ(w.shown(w.mul(w.num("1" + std::string(19, '0')), w.num("1" + std::string(19, '0')))), "R0101");
}

TEST(Overflow, IsJudgedAtEachOperatorAsWritten) {  // S36
  World w;
  const std::string big = "9" + std::string(37, '0');
  const auto too_big = w.add(w.num(big), w.num(big));
  EXPECT_EQ(w.shown(w.sub(too_big, w.num(big))),
            "R0101");  // the difference would fit, the sum before it does not
  EXPECT_EQ(w.shown(w.add(w.num(big), w.sub(w.num(big), w.num(big)))), big);
}

TEST(Overflow, TheDenominatorCounts) {  // S24, S36
  World w;
  const std::string big = "1" + std::string(36, '0');
  w.fields["factor"] = number("3.00");                              // a divisor of 300
  EXPECT_EQ(w.shown(w.div(w.num(big), w.get("factor"))), "R0101");  // 10^36 / 3 x 300
  w.fields["factor"] = number("0.07");
  EXPECT_NE(w.shown(w.div(w.num("1" + std::string(34, '0')), w.get("factor"))), "R0101");
  EXPECT_EQ(w.shown(w.scaled(w.num(big), 1, 333)),
            big + "/333");                                    // the numerator alone counts: 10^36 / 333 x 333
  EXPECT_EQ(w.shown(w.scaled(w.num(big), 333, 7)), "R0101");  // 333 x 10^36
}

TEST(Overflow, ADivisorNotReachedCountsOne) {  // S36
  World w;
  const std::string big = "1" + std::string(35, '0');
  w.fields["factor"] = number("900.00");  // 90,000
  const auto pick = [&](bool take) { return w.if_else(w.truth(take), w.div(w.num("1"), w.get("factor")), w.num(big)); };
  EXPECT_EQ(w.shown(pick(false)), big);
  EXPECT_EQ(w.shown(w.add(w.div(w.num("1"), w.get("factor")), w.num(big))), "R0101");
}

TEST(Overflow, IntegersHave64Bits) {
  World w;
  const auto wide = [&](std::string_view text) { return w.shown(w.node(Op::Widen, w.integer(), {w.num(text)})); };
  EXPECT_EQ(wide("9223372036854775807"), "9223372036854775807");
  EXPECT_EQ(wide("9223372036854775808"), "R0101");
  EXPECT_EQ(wide("-9223372036854775808"), "-9223372036854775808");
}

TEST(Overflow, OfASumInOrderOfTheList) {  // S36: a sum is its additions, in order
  World w;
  const std::string big = "9" + std::string(37, '0');
  const auto list = [&](std::vector<NodeId> items) {
    return w.node(Op::MakeList, w.list_of(w.number(0), 9), std::move(items));
  };
  const auto sum = [&](NodeId items) {
    ir::Aggregate a;
    a.list = items;
    a.body = w.local(w.number(0), 0);
    return w.aggregate(a, w.number(0));
  };
  EXPECT_EQ(w.shown(sum(list({w.num(big), w.num("-" + big), w.num(big)}))), big);
  EXPECT_EQ(w.shown(sum(list({w.num(big), w.num(big), w.num("-" + big)}))), "R0101");
}

TEST(Overflow, OfAWeightedLineTakesTheDaysOfThePeriod) {  // S21, S36
  World w;
  const std::string big = "1" + std::string(35, '0');  // with two digits 10^37, with 30 days above 10^38
  w.add_line("plain", w.money_of(big));
  EXPECT_EQ(w.amount("plain"), big + ".00");
  w.last().values = ir::ValuesKind::WeightedByDays;
  w.last().expr = w.num(big + ".00", w.cop);
  EXPECT_EQ(w.amount("plain"), "R0101");
}

TEST(Dates, MonthEnds) {  // section 5
  World w;
  const auto plus = [&](std::string_view from, int months, ir::MonthEnd rule) {
    return w.shown(w.node(Op::DateAddMonths, w.plain(ir::TypeKind::Date),
                          {w.date(from), w.length(ir::TypeKind::Months, months)}, static_cast<uint32_t>(rule)));
  };
  const auto on = [](std::string_view date) { return std::to_string(day(date)); };
  EXPECT_EQ(plus("2020-01-31", 1, ir::MonthEnd::ToMonthEnd), on("2020-02-29"));
  EXPECT_EQ(plus("2020-01-31", 1, ir::MonthEnd::ToNextMonth), on("2020-03-01"));
  EXPECT_EQ(plus("2020-01-31", 1, ir::MonthEnd::Strict), "R0302");
  EXPECT_EQ(plus("2020-01-31", -2, ir::MonthEnd::ToMonthEnd), on("2019-11-30"));
  EXPECT_EQ(plus("2020-01-31", 2, ir::MonthEnd::Strict), on("2020-03-31"));
  EXPECT_EQ(plus("2020-01-31", 12 * 8000, ir::MonthEnd::ToMonthEnd), "R0101");
}

TEST(Dates, PeriodsAndLengths) {  // S2
  World w;
  const auto period = [&](std::string_view a, std::string_view b) {
    return w.node(Op::MakePeriod, w.plain(ir::TypeKind::Period), {w.date(a), w.date(b)});
  };
  const auto date_type = w.plain(ir::TypeKind::Date);
  EXPECT_EQ(w.shown(w.node(Op::PeriodLast, date_type, {period("2024-02-01", "2024-03-01")})),
            std::to_string(day("2024-02-29")));
  EXPECT_EQ(w.shown(w.node(Op::PeriodDays, w.integer(), {period("2024-02-01", "2024-03-01")})), "29");
  EXPECT_EQ(w.shown(w.node(Op::PeriodEnd, date_type, {period("2024-02-01", "2024-02-01")})), "R0201");
  EXPECT_EQ(w.shown(w.node(Op::PeriodEnd, date_type, {period("2024-01-01", "2025-02-05")})),
            "R0201");  // 401 days
  const auto days = w.plain(ir::TypeKind::Days);
  EXPECT_EQ(w.shown(w.node(Op::LengthMul, days, {w.length(ir::TypeKind::Days, 500'000'000), w.num("3")})), "R0101");
  EXPECT_EQ(w.shown(w.node(Op::DateAddDays, date_type, {w.date("9999-12-31"), w.length(ir::TypeKind::Days, 1)})),
            "R0101");
}

}  // namespace
}  // namespace tarifa::eval
