// Fractions and 256-bit intermediates against Python's `fractions` and its integers.
#include "compiler/numeric/fraction.h"

#include <gtest/gtest.h>

#include "compiler/numeric/wide.h"
#include "tests/oracle/oracle_table.h"

namespace tarifa::numeric {
namespace {

using oracle::integer;
using oracle::OracleTable;
using oracle::small_integer;
using Row = std::vector<std::string_view>;

std::string shown(const std::optional<Fraction>& value) {
  return value ? to_string(value->num) + "/" + to_string(value->den) : "overflow";
}

UInt128 unsigned_integer(std::string_view text) {
  UInt128 value = 0;
  for (const char c : text) value = value * 10 + static_cast<UInt128>(c - '0');
  return value;
}

U256 wide(std::string_view text) {
  const size_t blank = text.find(' ');
  return {unsigned_integer(text.substr(0, blank)), unsigned_integer(text.substr(blank + 1))};
}

void check_pair(const Row& row) {
  const Fraction a{integer(row.at(1)), integer(row.at(2))};
  const Fraction b{integer(row.at(3)), integer(row.at(4))};
  const std::string where = to_string(a) + " and " + to_string(b);
  ASSERT_EQ(shown(add(a, b)), row.at(5)) << where;
  ASSERT_EQ(shown(sub(a, b)), row.at(6)) << where;
  ASSERT_EQ(shown(mul(a, b)), row.at(7)) << where;
  if (b.num != 0) ASSERT_EQ(shown(div(a, b)), row.at(8)) << where;
  const auto order = compare(a, b);
  ASSERT_EQ(order < 0 ? -1 : order > 0 ? 1 : 0, small_integer(row.at(9))) << where;
}

void check_wide(const Row& row) {
  const U256 n = wide(row.at(1));
  const U256 d = wide(row.at(2));
  const U256Division division = divide(n, d);
  ASSERT_EQ(division.quotient, wide(row.at(3))) << row.at(1) << " by " << row.at(2);
  ASSERT_EQ(division.remainder, wide(row.at(4))) << row.at(1) << " by " << row.at(2);
  // And back, where the divisor is narrow enough to multiply with.
  if (!d.fits_128()) return;
  const std::optional<U256> product = checked_mul(division.quotient, d.low);
  ASSERT_TRUE(product.has_value());
  ASSERT_EQ(checked_add(*product, division.remainder), n);
}

TEST(FractionOracle, PairsAndWideIntegers) {
  OracleTable table("fraction_table");
  while (const std::optional<Row> row = table.next_row()) {
    if (row->at(0) == "pair") check_pair(*row);
    if (row->at(0) == "wide") check_wide(*row);
    if (testing::Test::HasFatalFailure()) return;
  }
  EXPECT_GT(table.rows(), 45'000U);
}

}  // namespace
}  // namespace tarifa::numeric
