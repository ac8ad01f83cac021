#include "compiler/numeric/decimal_text.h"

#include <gtest/gtest.h>

namespace tarifa::numeric {
namespace {

void expect_literal(std::string_view text, Int128 mantissa, int scale) {
  const ParsedDecimal parsed = parse_literal(text);
  ASSERT_TRUE(parsed.ok()) << text;
  EXPECT_EQ(to_string(parsed.value.mantissa), to_string(mantissa)) << text;
  EXPECT_EQ(parsed.value.scale, scale) << text;
}

// S33: the scale of a literal is the digits written, two more for `%`.
TEST(DecimalText, Literals) {
  expect_literal("42", 42, 0);
  expect_literal("1_000", 1000, 0);
  expect_literal("12.50", 1250, 2);
  expect_literal("12.500_000", 12500000, 6);
  expect_literal("19%", 19, 2);
  expect_literal("0.5%", 5, 3);
  expect_literal("100%", 100, 2);
  expect_literal("0", 0, 0);
  expect_literal("0.000", 0, 3);
  expect_literal("007.0", 70, 1);
  expect_literal("9_999_999_999_999_999_999_999_999_999_999_999_999_9", pow10(38) - 1, 0);
  expect_literal("0." + std::string(37, '0') + "1", 1, 38);
}

TEST(DecimalText, LiteralsThatAreNone) {
  for (const char* text : {"", "_1", "1_", "1__0", "1.", ".5", "1._5", "1.5_", "-1", "+1", "1e3", "1%%", "%", "1 000",
                           "1,5", "0x10", " 1", "1 %", "1.5.2"}) {
    EXPECT_EQ(parse_literal(text).failure, NumberFailure::BadForm) << text;
  }
}

TEST(DecimalText, LiteralsOf39Digits) {
  EXPECT_EQ(parse_literal("1" + std::string(38, '0')).failure, NumberFailure::Overflow);
  EXPECT_EQ(parse_literal("1." + std::string(38, '0')).failure, NumberFailure::Overflow);
  EXPECT_EQ(parse_literal("0." + std::string(39, '0')).failure, NumberFailure::Overflow);
  EXPECT_EQ(parse_literal("0." + std::string(37, '0') + "%").failure, NumberFailure::Overflow);
}

// S55: the forms data may have. More than a quarter of a million others: tests/oracle.
TEST(DecimalText, DataNumbers) {
  EXPECT_EQ(parse_data_number("1.5e3", 0).value.mantissa, 1500);
  EXPECT_EQ(parse_data_number("-0", 2).value.mantissa, 0);
  EXPECT_EQ(parse_data_number("130.5", 3).value.mantissa, 130500);
  for (const char* text : {" 12", "12 ", "12,5", "0x10", "true", "+1", "1.", ".5", "007", "1_000", "", "-", "1e", "e5",
                           "NaN", "Infinity", "12kWh", "19%"}) {
    EXPECT_EQ(parse_data_number(text, 2).failure, NumberFailure::BadForm) << text;
  }
}

// S37: trailing zeros count for nothing.
TEST(DecimalText, DigitsAfterThePoint) {
  EXPECT_EQ(parse_data_number("1.2300000", 2).value.mantissa, 123);
  EXPECT_EQ(parse_data_number("1.2340", 2).failure, NumberFailure::TooManyDigits);
  EXPECT_EQ(parse_data_number("1234e-3", 2).failure, NumberFailure::TooManyDigits);
  EXPECT_EQ(parse_data_number("1230e-3", 2).value.mantissa, 123);
  EXPECT_EQ(parse_data_number("0.000e-9", 0).value.mantissa, 0);
  const std::string zeros(1200, '0');
  EXPECT_EQ(parse_data_number("7" + zeros + "e-1200", 0).value.mantissa, 7);
  EXPECT_EQ(parse_data_number("0." + zeros + "7e1201", 0).value.mantissa, 7);
}

TEST(DecimalText, FortyDigits) {
  EXPECT_EQ(parse_data_number(std::string(40, '1'), 0).failure, NumberFailure::Overflow);
  EXPECT_EQ(parse_data_number(std::string(37, '1'), 2).failure, NumberFailure::Overflow);
  EXPECT_EQ(parse_data_number(std::string(36, '1'), 2).failure, NumberFailure::None);
  EXPECT_EQ(parse_data_number("1e99999999999999999999", 0).failure, NumberFailure::Overflow);
  EXPECT_EQ(parse_data_number("1e-99999999999999999999", 38).failure, NumberFailure::TooManyDigits);
}

TEST(DecimalText, Printing) {
  EXPECT_EQ(to_string(Decimal{1250, 2}), "12.50");
  EXPECT_EQ(to_string(Decimal{-5, 2}), "-0.05");
  EXPECT_EQ(to_string(Decimal{0, 2}), "0.00");
  EXPECT_EQ(to_string(Decimal{100, 2}), "1.00");
  EXPECT_EQ(to_string(Decimal{7, 0}), "7");
  EXPECT_EQ(to_string(Decimal{1, 38}), "0." + std::string(37, '0') + "1");
  EXPECT_EQ(to_string(Decimal{1250, 2}, 1), "12.5");
  EXPECT_EQ(to_string(Decimal{1250, 2}, 4), "12.5000");
  EXPECT_EQ(to_string(Decimal{-12, 0}, 2), "-12.00");
  EXPECT_EQ(to_string(Decimal{kDecimalBound - 1, 0}, 2), std::string(38, '9') + ".00");
  EXPECT_DEATH((void)to_string(Decimal{1251, 2}, 1), "ok");
}

}  // namespace
}  // namespace tarifa::numeric
