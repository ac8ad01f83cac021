#include "compiler/numeric/int128.h"

#include <gtest/gtest.h>

namespace tarifa::numeric {
namespace {

const std::string kMaxText = "170141183460469231731687303715884105727";
const std::string kMinText = "-170141183460469231731687303715884105728";

TEST(Int128, TextOfTheEnds) {
  EXPECT_EQ(to_string(kInt128Max), kMaxText);
  EXPECT_EQ(to_string(kInt128Min), kMinText);
  EXPECT_EQ(to_string(Int128{0}), "0");
  EXPECT_EQ(to_string(Int128{-10}), "-10");
  EXPECT_EQ(parse_int128(kMaxText), kInt128Max);
  EXPECT_EQ(parse_int128(kMinText), kInt128Min);
}

TEST(Int128, TextThatIsNoNumberOrDoesNotFit) {
  for (const char* text :
       {"", "-", "+1", " 1", "1 ", "1.0", "0x1", "--1", "1_0", "170141183460469231731687303715884105728",
        "-170141183460469231731687303715884105729", "340282366920938463463374607431768211456",
        "400000000000000000000000000000000000000", "999999999999999999999999999999999999999999"}) {
    EXPECT_EQ(parse_int128(text), std::nullopt) << text;
  }
  EXPECT_EQ(parse_int128("-000"), 0);
}

TEST(Int128, ArithmeticReportsWhatDoesNotFit) {
  EXPECT_EQ(checked_add(kInt128Max, 1), std::nullopt);
  EXPECT_EQ(checked_add(kInt128Max, -1), kInt128Max - 1);
  EXPECT_EQ(checked_sub(kInt128Min, 1), std::nullopt);
  EXPECT_EQ(checked_neg(kInt128Min), std::nullopt);
  EXPECT_EQ(checked_neg(kInt128Max), -kInt128Max);
  EXPECT_EQ(checked_mul(kInt128Min, -1), std::nullopt);
  EXPECT_EQ(checked_mul(kInt128Min, 1), kInt128Min);
  EXPECT_EQ(checked_mul(Int128{1} << 64, Int128{1} << 62), Int128{1} << 126);
  EXPECT_EQ(checked_mul(Int128{1} << 64, Int128{1} << 63), std::nullopt);
  EXPECT_EQ(checked_mul(Int128{1} << 64, -(Int128{1} << 63)), kInt128Min);
  EXPECT_EQ(checked_mul(pow10(19), pow10(19)), pow10(38));
  EXPECT_EQ(checked_mul(pow10(20), pow10(19)), std::nullopt);
}

TEST(Int128, DivisorsAndMultiples) {
  EXPECT_EQ(checked_gcd(0, 0), 0);
  EXPECT_EQ(checked_gcd(0, -6), 6);
  EXPECT_EQ(checked_gcd(-12, 18), 6);
  EXPECT_EQ(checked_gcd(kInt128Min, 0), std::nullopt);
  EXPECT_EQ(checked_gcd(kInt128Min, 6), 2);
  EXPECT_EQ(checked_lcm(28, 31), 868);
  EXPECT_EQ(checked_lcm(-4, 6), 12);
  EXPECT_EQ(checked_lcm(0, 6), 0);
  EXPECT_EQ(checked_lcm(kInt128Max, kInt128Max - 1), std::nullopt);
}

TEST(Int128, DigitsAndPowers) {
  EXPECT_EQ(decimal_digits(0), 1);
  for (int power = 0; power <= kMaxPower; ++power) {
    EXPECT_EQ(decimal_digits(pow10(power)), power + 1);
    EXPECT_EQ(decimal_digits(-(pow10(power) - 1)), power == 0 ? 1 : power);
  }
  EXPECT_EQ(decimal_digits(kInt128Min), 39);
  EXPECT_DEATH((void)pow10(39), "exponent");
}

}  // namespace
}  // namespace tarifa::numeric
