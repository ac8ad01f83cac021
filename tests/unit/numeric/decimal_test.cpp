#include "compiler/numeric/decimal.h"

#include <gtest/gtest.h>

namespace tarifa::numeric {
namespace {

constexpr Int128 kMost = kDecimalBound - 1;

TEST(Decimal, RescaleIsExactOrSaysWhy) {
  const Rescaled wider = rescale({125, 1}, 3);
  ASSERT_TRUE(wider.ok());
  EXPECT_EQ(wider.value.mantissa, 12500);
  EXPECT_EQ(wider.value.scale, 3);
  EXPECT_EQ(rescale({12500, 3}, 1).value.mantissa, 125);
  EXPECT_EQ(rescale({12501, 3}, 1).failure, RescaleFailure::Inexact);
  EXPECT_EQ(rescale({-5, 1}, 0).failure, RescaleFailure::Inexact);
  EXPECT_EQ(rescale({kMost, 0}, 1).failure, RescaleFailure::Overflow);
  EXPECT_EQ(rescale({1, 0}, 38).failure, RescaleFailure::Overflow);
  EXPECT_EQ(rescale({1, 0}, 37).value.mantissa, pow10(37));
  EXPECT_TRUE(rescale({0, 0}, 38).ok());
}

TEST(Decimal, ScalesOfTheLanguage) {
  EXPECT_EQ(add(Decimal{125, 1}, {1, 3})->scale, 3);
  EXPECT_EQ(add(Decimal{125, 1}, {1, 3})->mantissa, 12501);
  EXPECT_EQ(mul(Decimal{25, 1}, {15, 2})->scale, 3);
  EXPECT_EQ(mul(Decimal{25, 1}, {15, 2})->mantissa, 375);
}

// S36: 10^38 or more is an overflow, 10^38 - 1 is not.
TEST(Decimal, TheLastValueThatFits) {
  EXPECT_EQ(add(Decimal{kMost - 1, 0}, {1, 0})->mantissa, kMost);
  EXPECT_FALSE(add(Decimal{kMost, 0}, {1, 0}).has_value());
  EXPECT_FALSE(sub(Decimal{-kMost, 0}, {1, 0}).has_value());
  EXPECT_FALSE(add(Decimal{kMost, 0}, {1, 1}).has_value());
  EXPECT_FALSE(mul(Decimal{pow10(19), 0}, {pow10(19), 0}).has_value());
  EXPECT_EQ(mul(Decimal{pow10(19) - 1, 0}, {pow10(19), 0})->mantissa, (pow10(19) - 1) * pow10(19));
  EXPECT_FALSE(mul(Decimal{1, 20}, {1, 19}).has_value());  // 39 digits after the point
  // One term alone does not fit at the larger scale, the sum does.
  EXPECT_EQ(add(Decimal{pow10(37), 0}, {-(pow10(37) * 5), 1})->mantissa, pow10(37) * 5);
}

TEST(Decimal, ComparesValues) {
  EXPECT_TRUE(same_value(Decimal{1250, 2}, {125, 1}));
  EXPECT_TRUE(compare(Decimal{-1, 38}, {0, 0}) < 0);
  EXPECT_TRUE(compare(Decimal{kMost, 0}, {kMost, 1}) > 0);
  EXPECT_EQ(without_trailing_zeros({1200, 2}).mantissa, 12);
  EXPECT_EQ(without_trailing_zeros({1200, 2}).scale, 0);
  EXPECT_EQ(without_trailing_zeros({1200, 0}).mantissa, 1200);
  EXPECT_EQ(without_trailing_zeros({0, 5}).scale, 0);
}

TEST(Decimal, FractionsThatAreDecimals) {
  EXPECT_EQ(to_decimal({3, 40})->mantissa, 75);
  EXPECT_EQ(to_decimal({3, 40})->scale, 3);
  EXPECT_EQ(to_decimal({-6, 3})->mantissa, -2);
  EXPECT_FALSE(to_decimal({1, 3}).has_value());
  EXPECT_FALSE(to_decimal({1, Int128{1} << 100}).has_value());  // 100 digits after the point
  EXPECT_EQ(to_decimal({1, Int128{1} << 38})->scale, 38);
  EXPECT_FALSE(to_decimal({kDecimalBound, 1}).has_value());
  EXPECT_EQ(to_string(to_fraction({125, 2})), "5/4");
}

}  // namespace
}  // namespace tarifa::numeric
