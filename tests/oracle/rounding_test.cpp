// Quotients and decimals against tables of Python's `decimal`.
#include "compiler/numeric/rounding.h"

#include <gtest/gtest.h>

#include "compiler/numeric/decimal_text.h"
#include "tests/oracle/oracle_table.h"

namespace tarifa::numeric {
namespace {

using oracle::integer;
using oracle::OracleTable;
using oracle::small_integer;
using Row = std::vector<std::string_view>;

std::vector<RoundMode> modes_of(OracleTable& table) {
  const std::optional<Row> header = table.next_row();
  std::vector<RoundMode> modes;
  if (!header) return modes;
  for (size_t i = 1; i < header->size(); ++i) {
    const std::optional<RoundMode> mode = parse_round_mode((*header)[i]);
    EXPECT_TRUE(mode.has_value()) << (*header)[i];
    if (mode) modes.push_back(*mode);
  }
  EXPECT_EQ(modes.size(), static_cast<size_t>(kRoundModes));
  return modes;
}

std::string shown(const std::optional<Int128>& value) { return value ? to_string(*value) : "overflow"; }

// Of a decimal the mantissa, after its scale was found right.
std::string shown(const std::optional<Decimal>& value, int scale) {
  if (!value) return "overflow";
  EXPECT_EQ(value->scale, scale);
  return to_string(value->mantissa);
}

std::string joined(const Row& row) {
  std::string text;
  for (const std::string_view field : row) text += std::string(field) + " ";
  return text;
}

TEST(RoundingOracle, Quotients) {
  OracleTable table("rounding_table");
  const std::vector<RoundMode> modes = modes_of(table);
  while (const std::optional<Row> row = table.next_row()) {
    const Int128 n = integer(row->at(0));
    const Int128 d = integer(row->at(1));
    for (size_t i = 0; i < modes.size(); ++i) {
      ASSERT_EQ(shown(round_quotient(n, d, modes[i])), row->at(2 + i)) << joined(*row) << round_mode_word(modes[i]);
    }
  }
  EXPECT_GT(table.rows(), 8'000U);
}

void check_exact(const Row& row) {
  const Decimal a{integer(row.at(1)), small_integer(row.at(2))};
  const Decimal b{integer(row.at(3)), small_integer(row.at(4))};
  const int wider = std::max(a.scale, b.scale);
  ASSERT_EQ(shown(add(a, b), wider), row.at(5)) << joined(row);
  ASSERT_EQ(shown(sub(a, b), wider), row.at(6)) << joined(row);
  ASSERT_EQ(shown(mul(a, b), a.scale + b.scale), row.at(7)) << joined(row);
  const auto order = compare(a, b);
  ASSERT_EQ(order < 0 ? -1 : order > 0 ? 1 : 0, small_integer(row.at(8))) << joined(row);
}

// (a / b) to the step, as one exact fraction: a's mantissa over b's, at the difference of scales.
// False where no fraction of 128 bits holds the quotient, which S36 refuses before any rounding.
bool check_quotient(const Row& row, const std::vector<RoundMode>& modes) {
  const Decimal a{integer(row.at(1)), small_integer(row.at(2))};
  const Decimal b{integer(row.at(3)), small_integer(row.at(4))};
  const Decimal step{integer(row.at(5)), small_integer(row.at(6))};
  const Int128 sign_of_b = b.mantissa < 0 ? -1 : 1;
  const std::optional<Int128> num = checked_mul(a.mantissa * sign_of_b, pow10(b.scale));
  const std::optional<Fraction> quotient = div(to_fraction(a), to_fraction(b));
  for (size_t i = 0; i < modes.size(); ++i) {
    const std::string_view expected = row.at(7 + i);
    if (num) {
      const auto got = round_to_step(*num, b.mantissa * sign_of_b, a.scale, step, modes[i]);
      EXPECT_EQ(shown(got, step.scale), expected) << joined(row) << round_mode_word(modes[i]);
    }
    if (quotient) {
      const auto got = round_to_step(*quotient, step, modes[i]);
      EXPECT_EQ(shown(got, step.scale), expected) << joined(row) << round_mode_word(modes[i]);
    }
  }
  return num || quotient;
}

void check_step(const Row& row, const std::vector<RoundMode>& modes) {
  const Decimal a{integer(row.at(1)), small_integer(row.at(2))};
  const Decimal step{integer(row.at(3)), small_integer(row.at(4))};
  for (size_t i = 0; i < modes.size(); ++i) {
    ASSERT_EQ(shown(round_to_step(a, step, modes[i]), step.scale), row.at(5 + i))
        << joined(row) << round_mode_word(modes[i]);
  }
}

TEST(RoundingOracle, DecimalsInPairs) {
  OracleTable table("decimal_table");
  const std::vector<RoundMode> modes = modes_of(table);
  size_t quotients = 0;
  while (const std::optional<Row> row = table.next_row()) {
    if (row->at(0) == "exact") check_exact(*row);
    if (row->at(0) == "quotient" && check_quotient(*row, modes)) ++quotients;
    if (row->at(0) == "step") check_step(*row, modes);
    if (testing::Test::HasFailure()) return;
  }
  EXPECT_GT(table.rows(), 15'000U);
  EXPECT_GT(quotients, 8'000U);
}

}  // namespace
}  // namespace tarifa::numeric
