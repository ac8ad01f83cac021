#include "runtime/write/grouped_number.h"

#include <gtest/gtest.h>

namespace tarifa::runtime {
namespace {

TEST(GroupedNumber, GroupsWholeDigitsOnly) {
  EXPECT_EQ(grouped("1234567.1234", {}), "1,234,567.1234");
  EXPECT_EQ(grouped("-123.00", {}), "-123.00");
  EXPECT_EQ(grouped("-1234", {}), "-1,234");
  EXPECT_EQ(grouped("0.50 COP/kWh", {}), "0.50 COP/kWh");
}

TEST(GroupedNumber, MarksFollowTheLocale) {
  EXPECT_EQ(grouped("1234567.5", marks_of_locale("es-CO")), "1.234.567,5");
  EXPECT_EQ(grouped("1234567.5", marks_of_locale("es-MX")), "1,234,567.5");
  EXPECT_EQ(grouped("1234567.5", marks_of_locale("en-GB")), "1,234,567.5");
  EXPECT_EQ(grouped("1234567.5", marks_of_locale("")), "1,234,567.5");
}

}  // namespace
}  // namespace tarifa::runtime
