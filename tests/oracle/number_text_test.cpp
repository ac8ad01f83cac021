// Numbers in data against Python's `json` and `decimal` (S37, S55): every text of up to five of
// twelve characters, and long ones.
#include <gtest/gtest.h>

#include <map>

#include "compiler/numeric/decimal_text.h"
#include "tests/oracle/oracle_table.h"

namespace tarifa::numeric {
namespace {

using oracle::OracleTable;
using oracle::small_integer;

std::string shown(const ParsedDecimal& parsed, int scale) {
  switch (parsed.failure) {
    case NumberFailure::BadForm: return "form";
    case NumberFailure::TooManyDigits: return "digits";
    case NumberFailure::Overflow: return "overflow";
    case NumberFailure::None: break;
  }
  EXPECT_EQ(parsed.value.scale, scale);
  return to_string(parsed.value.mantissa);
}

// S37, S55
TEST(NumberTextOracle, DataNumbers) {
  OracleTable table("number_text_table");
  const auto header = table.next_row();
  ASSERT_TRUE(header.has_value());
  std::vector<int> scales;
  for (size_t i = 1; i < header->size(); ++i) scales.push_back(small_integer(header->at(i)));
  std::map<NumberFailure, size_t> seen;
  while (const auto row = table.next_row()) {
    const std::string_view text = row->at(0);
    for (size_t i = 0; i < scales.size(); ++i) {
      const ParsedDecimal parsed = parse_data_number(text, scales[i]);
      ASSERT_EQ(shown(parsed, scales[i]), row->at(1 + i)) << "`" << text << "` " << scales[i];
      ++seen[parsed.failure];
    }
    // Without a scale: the same form, and where it has a value, that value in the fewest digits.
    const ParsedDecimal own = parse_data_number(text);
    ASSERT_EQ(own.failure == NumberFailure::BadForm, row->at(1) == "form") << text;
    if (!own.ok()) continue;
    ASSERT_EQ(without_trailing_zeros(own.value).scale, own.value.scale) << text;
    ASSERT_EQ(shown(parse_data_number(text, own.value.scale), own.value.scale), to_string(own.value.mantissa)) << text;
  }
  EXPECT_GT(table.rows(), 200'000U);
  for (const NumberFailure failure :
       {NumberFailure::None, NumberFailure::BadForm, NumberFailure::TooManyDigits, NumberFailure::Overflow}) {
    EXPECT_GT(seen[failure], 50U) << static_cast<int>(failure);
  }
}

}  // namespace
}  // namespace tarifa::numeric
