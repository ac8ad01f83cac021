#include "compiler/numeric/wide.h"

#include <gtest/gtest.h>

namespace tarifa::numeric {
namespace {

constexpr UInt128 kAll = ~UInt128{0};

TEST(Wide, SquareOfTheLargest) {
  EXPECT_EQ(widening_mul(kAll, kAll), (U256{kAll - 1, 1}));
  EXPECT_EQ(widening_mul(kAll, 0), (U256{0, 0}));
}

TEST(Wide, CarriesAndBorrowsCrossTheHalves) {
  EXPECT_EQ(checked_add(U256{0, kAll}, U256{0, 1}), (U256{1, 0}));
  EXPECT_EQ(subtract(U256{1, 0}, U256{0, 1}), (U256{0, kAll}));
  EXPECT_EQ(checked_mul(U256{1, 1}, kAll), (U256{kAll, kAll}));
}

TEST(Wide, WhatHas257BitsIsReported) {
  EXPECT_EQ(checked_add(U256{kAll, kAll}, U256{0, 1}), std::nullopt);
  EXPECT_EQ(checked_add(U256{kAll, 0}, U256{1, 0}), std::nullopt);
  EXPECT_EQ(checked_mul(U256{1, 0}, kAll), (U256{kAll, 0}));
  EXPECT_EQ(checked_mul(U256{2, 0}, kAll), std::nullopt);
  EXPECT_EQ(checked_mul(U256{1, 2}, kAll), std::nullopt);
}

TEST(Wide, DivisionByADivisorWithTheTopBit) {
  const U256 divisor{kAll, kAll - 1};
  const U256Division division = divide(U256{kAll, kAll}, divisor);
  EXPECT_EQ(division.quotient, (U256{0, 1}));
  EXPECT_EQ(division.remainder, (U256{0, 1}));
  EXPECT_DEATH((void)divide(U256{0, 1}, U256{}), "divisor");
  EXPECT_DEATH((void)subtract(U256{0, 0}, U256{0, 1}), "b <= a");
}

}  // namespace
}  // namespace tarifa::numeric
