#include "compiler/numeric/fraction.h"

#include <gtest/gtest.h>

namespace tarifa::numeric {
namespace {

TEST(Fraction, LowestTermsAndSign) {
  EXPECT_EQ(to_string(*make_fraction(6, -4)), "-3/2");
  EXPECT_EQ(to_string(*make_fraction(0, -7)), "0");
  EXPECT_EQ(to_string(*make_fraction(kInt128Min, kInt128Min)), "1");
  EXPECT_FALSE(make_fraction(kInt128Min, -1).has_value());
  EXPECT_FALSE(make_fraction(1, kInt128Min).has_value());
  EXPECT_EQ(to_string(reduced({30, 12})), "5/2");
}

TEST(Fraction, ComparesValuesNotSpelling) {
  EXPECT_TRUE(same_value({1, 2}, {2, 4}));
  EXPECT_TRUE(same_value({0, 5}, {0, 7}));
  EXPECT_TRUE(compare({-1, 3}, {-1, 4}) < 0);
  EXPECT_TRUE(compare({kInt128Max, kInt128Max - 1}, {kInt128Max - 1, kInt128Max - 2}) < 0);
}

TEST(Fraction, AFinalResultThatFitsSurvivesWideIntermediates) {
  const Fraction a{kInt128Max, 2};
  EXPECT_EQ(to_string(*sub(a, a)), "0");
  EXPECT_EQ(to_string(*mul(a, {2, kInt128Max})), "1");
  EXPECT_EQ(to_string(*div({1, kInt128Max}, {1, kInt128Max})), "1");
  EXPECT_EQ(to_string(*add(a, a)), to_string(kInt128Max));
  EXPECT_FALSE(add({kInt128Max, 1}, {1, 1}).has_value());
  EXPECT_FALSE(mul({1, kInt128Max}, {1, 2}).has_value());
  EXPECT_EQ(to_string(*sub({-1, 1}, {kInt128Min, 1})), to_string(kInt128Max));
}

TEST(Fraction, Powers) {
  EXPECT_EQ(to_string(*pow({2, 3}, 3)), "8/27");
  EXPECT_EQ(to_string(*pow({2, 3}, -2)), "9/4");
  EXPECT_EQ(to_string(*pow({7, 2}, 0)), "1");
  EXPECT_EQ(to_string(*pow({-1, 1}, 1'000'000'001)), "-1");
  EXPECT_EQ(to_string(*pow({-1, 1}, 1'000'000'000)), "1");
  EXPECT_EQ(to_string(*pow({0, 1}, 2'000'000'000)), "0");
  EXPECT_FALSE(pow({2, 1}, 2'000'000'000).has_value());
  EXPECT_EQ(pow({2, 1}, 126)->num, Int128{1} << 126);
}

// S32: a quotient by a literal is exact if only 2 and 5 divide its denominator.
TEST(Fraction, FiniteDecimals) {
  for (const Int128 den : {1, 2, 4, 5, 8, 10, 40, 125, 1'000'000}) {
    EXPECT_TRUE(is_finite_decimal({3, den})) << to_string(den);
  }
  EXPECT_TRUE(is_finite_decimal({3, 6}));  // 1/2
  EXPECT_FALSE(is_finite_decimal({1, 3}));
  EXPECT_FALSE(is_finite_decimal({1, 70}));
}

}  // namespace
}  // namespace tarifa::numeric
