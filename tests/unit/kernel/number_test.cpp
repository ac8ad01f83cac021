// Exact numbers of the lowering: scales and constants stay in factors, integers stay small.
#include "compiler/kernel/number.h"

#include <gtest/gtest.h>

namespace tarifa::kernel {
namespace {

struct NumberTest : ::testing::Test {
  Builder b;
  Numbers n{b};

  Num field(uint32_t column, Int128 least, Int128 greatest, int scale) {
    const Input input{0, column, Part::Data, Physical::I64};
    return n.scaled(b.column(input, std::nullopt, Interval::of(least, greatest)), scale);
  }
  std::string range(const Num& v) { return numeric::to_string(b.range(v.x)); }
};

TEST_F(NumberTest, AProductWithAConstantEmitsNothing) {
  const Num usage = field(0, 0, 1'000'000'000, 3);
  const size_t before = b.program().values.size();
  const Num energy = n.mul(usage, n.constant(5'400'250, 4));
  EXPECT_EQ(energy.x, usage.x);
  EXPECT_EQ(energy.factor.num, 21601);
  EXPECT_EQ(energy.factor.den, 40000);
  EXPECT_EQ(b.program().values.size(), before + 1);  // the constant 1
}

TEST_F(NumberTest, RoundingDividesByTheReducedDenominator) {
  const Num energy = n.mul(field(0, 0, 1'000'000'000, 3), n.constant(5'400'250, 4));
  const Num rounded = n.round(energy, n.constant(1, 2), ir::RoundMode::HalfUp);
  const Value& division = b.program().value(rounded.x);
  EXPECT_EQ(division.op, Op::DivRound);
  EXPECT_EQ(b.known(b.program().operand(division, 1)), Int128{400});
  EXPECT_EQ(b.range(rounded.x).high(), Int128{54'002'500'000});
}

TEST_F(NumberTest, ARoundingThatLosesNothingIsNone) {
  const Num debt = field(0, 0, 100, 2);
  EXPECT_EQ(n.round(debt, n.constant(1, 2), ir::RoundMode::HalfEven).x, debt.x);
}

TEST_F(NumberTest, ComparisonWithAConstantComparesTheFieldItself) {
  const Num usage = field(0, 0, 1'000'000, 3);
  const ValueId below = n.lt(usage, n.constant(1301, 1));
  const Value& v = b.program().value(below);
  EXPECT_EQ(v.op, Op::Lt);
  EXPECT_EQ(b.known(b.program().operand(v, 1)), Int128{130'100});
}

// S25: 129.9995 is no value of three digits: up to it is up to 129.999.
TEST_F(NumberTest, ALimitBetweenTwoValues) {
  const Num usage = field(0, 0, 1'000'000, 3);
  const Value& v = b.program().value(n.le(usage, n.constant(1'299'995, 4)));
  EXPECT_EQ(b.known(b.program().operand(v, 1)), Int128{129'999});
}

TEST_F(NumberTest, WhatRangesDecideIsConstant) {
  const Num usage = field(0, 0, 1'000, 3);
  EXPECT_TRUE(b.is_true(n.le(usage, n.constant(1, 0))));
  EXPECT_TRUE(b.is_false(n.is_negative(usage)));
}

// S36
TEST_F(NumberTest, OverflowIsJudgedOnlyWhereRangesAllowIt) {
  EXPECT_TRUE(b.is_false(n.too_large(field(0, 0, 1'000'000, 3), 3, 1)));
  const Interval all = Interval::of(1 - numeric::kPowersOfTen[38], numeric::kPowersOfTen[38] - 1);
  const Num any = n.scaled(b.column({0, 1, Part::Data, Physical::I128}, std::nullopt, all), 3);
  EXPECT_TRUE(b.is_false(n.too_large(any, 3, 1)));
  const ValueId at_scale_four = n.too_large(any, 4, 1);
  ASSERT_FALSE(b.known_bool(at_scale_four).has_value());
  const Value& v = b.program().value(at_scale_four);
  EXPECT_EQ(b.known(b.program().operand(v, 0)), numeric::kPowersOfTen[37] - 1);
}

// S24: a divisor that is a constant of the run counts in the judgement and costs nothing.
TEST_F(NumberTest, AConstantDivisorIsFoldedButCounts) {
  const Num debt = field(0, 0, 3'000, 2);
  const Num share = n.div(debt, n.constant(30, 0), 0, {7, 0, {}});
  EXPECT_EQ(share.x, debt.x);
  EXPECT_EQ(share.factor.den, 3'000);
  ASSERT_EQ(share.divisors.size(), 1U);
  EXPECT_EQ(b.known(share.divisors[0].value), Int128{30});
}

TEST_F(NumberTest, ADivisorThatIsNotReachedCountsAsOne) {
  const Num debt = field(0, 0, 3'000, 2);
  const Num by = field(1, 1, 12, 0);
  const ValueId c = b.column({0, 2, Part::Data, Physical::U8}, std::nullopt, {});
  const Num v = n.select(c, n.div(debt, by, 0, {7, 0, {}}), debt);
  ASSERT_EQ(v.divisors.size(), 1U);
  EXPECT_EQ(b.program().value(v.divisors[0].value).op, Op::Select);
  EXPECT_EQ(v.x, debt.x);
}

TEST_F(NumberTest, EqualPartsOfAWeightedLineAreOne) {
  const Num fixed = field(0, 0, 3'000, 2);
  const Num ten = n.times(fixed, {10, 30});
  const Num twenty = n.times(fixed, {20, 30});
  EXPECT_EQ(n.add(ten, twenty).x, fixed.x);
  EXPECT_EQ(n.add(ten, twenty).factor.den, 100);
}

TEST_F(NumberTest, AConstantPast128BitsIsReportedNotWrapped) {
  Num v = n.constant(numeric::kPowersOfTen[38] - 1, 0);
  v = n.mul(v, n.constant(numeric::kPowersOfTen[38] - 1, 0));
  EXPECT_TRUE(n.take_failure());
  EXPECT_FALSE(n.take_failure());
}

}  // namespace
}  // namespace tarifa::kernel
