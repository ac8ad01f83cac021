#include "compiler/numeric/rounding.h"

#include <gtest/gtest.h>

#include "compiler/numeric/decimal_text.h"

namespace tarifa::numeric {
namespace {

std::string rounded(std::string_view value, std::string_view step, RoundMode mode) {
  const bool negative = value.starts_with('-');
  Decimal x = parse_literal(negative ? value.substr(1) : value).value;
  if (negative) x = negated(x);
  const auto out = round_to_step(x, parse_literal(step).value, mode);
  return out ? to_string(*out) : "overflow";
}

TEST(Rounding, TiesAndSigns) {
  struct Case {
    RoundMode mode;
    const char* of[6];  // 2.5, -2.5, 3.5, 2.4, 2.6, -2.6
  };
  const Case cases[] = {
      {RoundMode::HalfUp, {"3", "-3", "4", "2", "3", "-3"}},   {RoundMode::HalfEven, {"2", "-2", "4", "2", "3", "-3"}},
      {RoundMode::HalfDown, {"2", "-2", "3", "2", "3", "-3"}}, {RoundMode::Up, {"3", "-3", "4", "3", "3", "-3"}},
      {RoundMode::Down, {"2", "-2", "3", "2", "2", "-2"}},     {RoundMode::Floor, {"2", "-3", "3", "2", "2", "-3"}},
      {RoundMode::Ceiling, {"3", "-2", "4", "3", "3", "-2"}},
  };
  const char* values[] = {"2.5", "-2.5", "3.5", "2.4", "2.6", "-2.6"};
  for (const Case& c : cases) {
    for (int i = 0; i < 6; ++i) {
      EXPECT_EQ(rounded(values[i], "1", c.mode), c.of[i]) << values[i] << " " << round_mode_word(c.mode);
    }
  }
}

// S34: multiples of the step are counted from 0, and the result has its scale.
TEST(Rounding, Steps) {
  EXPECT_EQ(rounded("1025.00", "50", RoundMode::HalfUp), "1050");
  EXPECT_EQ(rounded("1024.99", "50", RoundMode::HalfUp), "1000");
  EXPECT_EQ(rounded("1025", "50", RoundMode::HalfEven), "1000");
  EXPECT_EQ(rounded("1075", "50", RoundMode::HalfEven), "1100");
  EXPECT_EQ(rounded("0.025", "0.05", RoundMode::HalfUp), "0.05");
  EXPECT_EQ(rounded("-0.024", "0.05", RoundMode::HalfUp), "0.00");
  EXPECT_EQ(rounded("10", "3", RoundMode::Up), "12");
  EXPECT_EQ(rounded("1.2", "0.001", RoundMode::Down), "1.200");
}

TEST(Rounding, FarFromTheStep) {
  const Decimal large_step{kDecimalBound - 1, 0};
  const Decimal tiny{1, 38};
  EXPECT_EQ(round_to_step(tiny, large_step, RoundMode::HalfUp)->mantissa, 0);
  EXPECT_EQ(round_to_step(tiny, large_step, RoundMode::Up)->mantissa, kDecimalBound - 1);
  // den * 10^38 * mantissa has more than 256 bits.
  EXPECT_EQ(round_to_step(1, kInt128Max, 38, large_step, RoundMode::Ceiling)->mantissa, kDecimalBound - 1);
  EXPECT_EQ(round_to_step(-1, kInt128Max, 38, large_step, RoundMode::Ceiling)->mantissa, 0);
  EXPECT_EQ(round_to_step(-1, kInt128Max, 38, large_step, RoundMode::Floor)->mantissa, -(kDecimalBound - 1));
  EXPECT_EQ(round_to_step(0, kInt128Max, 38, large_step, RoundMode::Up)->mantissa, 0);
}

// S36: reported, never wrapped.
TEST(Rounding, Overflow) {
  EXPECT_FALSE(round_to_step(Decimal{kDecimalBound - 1, 0}, Decimal{1, 1}, RoundMode::Down));
  EXPECT_FALSE(round_to_step(Decimal{kDecimalBound - 1, 0}, Decimal{10, 0}, RoundMode::Up));
  EXPECT_TRUE(round_to_step(Decimal{kDecimalBound - 1, 0}, Decimal{10, 0}, RoundMode::Down));
  EXPECT_FALSE(round_to_step(kInt128Max, 1, 0, Decimal{1, 38}, RoundMode::Down));
  EXPECT_FALSE(round_quotient(kInt128Min, -1, RoundMode::Down));
  EXPECT_EQ(round_quotient(kInt128Min, 1, RoundMode::Down), kInt128Min);
}

TEST(Rounding, WordsOfTheLanguage) {
  for (const char* word : {"half_up", "half_even", "half_down", "up", "down", "floor", "ceiling"}) {
    ASSERT_TRUE(parse_round_mode(word).has_value());
    EXPECT_EQ(round_mode_word(*parse_round_mode(word)), word);
  }
  EXPECT_FALSE(parse_round_mode("nearest").has_value());
  EXPECT_EQ(round_to_scale({12345, 4}, 2, RoundMode::HalfUp)->mantissa, 123);
}

}  // namespace
}  // namespace tarifa::numeric
