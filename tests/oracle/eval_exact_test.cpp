// The interpreter's own rounding against the tables of Python that compiler/numeric is held to.
#include <gtest/gtest.h>

#include <array>

#include "compiler/eval/exact.h"
#include "tests/oracle/oracle_table.h"

namespace tarifa::eval {
namespace {

using oracle::OracleTable;
using oracle::small_integer;
using Row = std::vector<std::string_view>;

struct NamedMode {
  std::string_view word;
  ir::RoundMode mode;
};
constexpr std::array<NamedMode, 7> kModes{{{"half_up", ir::RoundMode::HalfUp},
                                           {"half_even", ir::RoundMode::HalfEven},
                                           {"half_down", ir::RoundMode::HalfDown},
                                           {"up", ir::RoundMode::Up},
                                           {"down", ir::RoundMode::Down},
                                           {"floor", ir::RoundMode::Floor},
                                           {"ceiling", ir::RoundMode::Ceiling}}};

std::vector<ir::RoundMode> modes_of(OracleTable& table) {
  std::vector<ir::RoundMode> modes;
  const std::optional<Row> header = table.next_row();
  for (size_t i = 1; header && i < header->size(); ++i) {
    for (const NamedMode& named : kModes) {
      if (named.word == header->at(i)) modes.push_back(named.mode);
    }
  }
  EXPECT_EQ(modes.size(), kModes.size());
  return modes;
}

mpz_class big(std::string_view text) { return mpz_class(std::string(text)); }

mpq_class value(std::string_view mantissa, std::string_view scale) {
  mpq_class out(big(mantissa), power_of_ten(small_integer(scale)));
  out.canonicalize();
  return out;
}

mpq_class fraction(const mpz_class& num, const mpz_class& den) {
  mpq_class out(num, den);
  out.canonicalize();
  return out;
}

TEST(EvalExactOracle, Quotients) {
  OracleTable table("rounding_table");
  const std::vector<ir::RoundMode> modes = modes_of(table);
  while (const std::optional<Row> row = table.next_row()) {
    const mpq_class quotient = fraction(big(row->at(0)), big(row->at(1)));
    for (size_t i = 0; i < modes.size(); ++i) {
      if (row->at(2 + i) == "overflow") continue;  // of 128 bits, which do not bind here
      ASSERT_EQ(round_to_step(quotient, 1, modes[i]).get_str(), row->at(2 + i))
          << row->at(0) << " / " << row->at(1) << " " << kModes.at(i).word;
    }
  }
  EXPECT_GT(table.rows(), 8'000U);
}

// The mantissa at the step's scale; S36 where it has more than 38 digits.
std::string rounded(const mpq_class& x, const Row& row, size_t step_at, ir::RoundMode mode) {
  const int scale = small_integer(row.at(step_at + 1));
  const mpq_class out = round_to_step(x, value(row.at(step_at), row.at(step_at + 1)), mode);
  if (!within_digits(out, scale)) return "overflow";
  const std::optional<mpz_class> mantissa = mantissa_at(out, scale);
  return mantissa ? mantissa->get_str() : "more digits than the step";
}

TEST(EvalExactOracle, Steps) {
  OracleTable table("decimal_table");
  const std::vector<ir::RoundMode> modes = modes_of(table);
  size_t compared = 0;
  while (const std::optional<Row> row = table.next_row()) {
    const bool quotient = row->at(0) == "quotient";
    if (!quotient && row->at(0) != "step") continue;
    mpq_class x = value(row->at(1), row->at(2));
    if (quotient) x /= value(row->at(3), row->at(4));
    const size_t step_at = quotient ? 5 : 3;
    for (size_t i = 0; i < modes.size(); ++i) {
      ASSERT_EQ(rounded(x, *row, step_at, modes[i]), row->at(step_at + 2 + i))
          << row->at(1) << " " << row->at(2) << " " << kModes.at(i).word;
    }
    ++compared;
  }
  EXPECT_GT(compared, 8'000U);
}

}  // namespace
}  // namespace tarifa::eval
