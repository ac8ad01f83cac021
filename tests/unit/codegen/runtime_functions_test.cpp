// What machine code calls: quotients in 128 bits, look-ups in decision tables, sorts.
#include "compiler/codegen/rt.h"

#include <gtest/gtest.h>

#include <array>
#include <random>

#include "compiler/codegen/decision_index.h"
#include "compiler/ir/node.h"
#include "compiler/numeric/rounding.h"

namespace tarifa::codegen {
namespace {

using numeric::Int128;

TEST(RuntimeFunctions, QuotientsAreThoseOfTheNumericLibrary) {
  constexpr std::array kModes{numeric::RoundMode::HalfUp, numeric::RoundMode::HalfEven, numeric::RoundMode::HalfDown,
                              numeric::RoundMode::Up,     numeric::RoundMode::Down,     numeric::RoundMode::Floor,
                              numeric::RoundMode::Ceiling};
  constexpr std::array<Int128, 11> kNumbers{
      0, 1, 2, 3, 5, 7, 10, 15, Int128{1} << 64, (Int128{1} << 126) + 1, numeric::kInt128Max};
  for (uint32_t mode = 0; mode < kModes.size(); ++mode) {
    for (const Int128 size : kNumbers) {
      for (const Int128 n : {size, -size}) {
        for (const Int128 d : kNumbers) {
          if (d == 0) continue;
          EXPECT_TRUE(tarifa_rt_div128(n, d, mode) == *numeric::round_quotient(n, d, kModes[mode]));
        }
      }
    }
  }
}

TEST(RuntimeFunctions, AProductThatDoesNotFitIsSaid) {
  uint8_t overflow = 0;
  EXPECT_TRUE(tarifa_rt_mul128(Int128{1} << 63, Int128{1} << 63, &overflow) == Int128{1} << 126);
  EXPECT_EQ(overflow, 0);
  tarifa_rt_mul128(Int128{1} << 64, Int128{1} << 63, &overflow);
  EXPECT_EQ(overflow, 1);
}

TEST(RuntimeFunctions, ADateOnABoundBelongsToTheSegmentItBegins) {
  const int64_t bounds[] = {10, 20, 30};
  EXPECT_EQ(tarifa_rt_search(bounds, 3, 9), 0);
  EXPECT_EQ(tarifa_rt_search(bounds, 3, 10), 1);
  EXPECT_EQ(tarifa_rt_search(bounds, 3, 29), 2);
  EXPECT_EQ(tarifa_rt_search(bounds, 3, 31), 3);
}

// S39
TEST(RuntimeFunctions, SortsKeepTheOrderOfEqualKeys) {
  const int64_t keys[] = {3, 1, 3, 1, 2};
  int64_t order[5];
  tarifa_rt_sort_i64(keys, order, 5);
  EXPECT_EQ(std::vector<int64_t>(order, order + 5), (std::vector<int64_t>{1, 3, 4, 0, 2}));
}

TEST(DecisionIndex, FindsWhatGoingThroughAllRowsFinds) {
  std::mt19937_64 random(3);
  kernel::Decision d;
  d.keys = 3;
  for (int row = 0; row < 500; ++row) {
    std::vector<kernel::DecisionCell> cells(3);
    for (auto& cell : cells) {
      for (uint64_t n = random() % 3; n-- > 0;) {
        const auto low = static_cast<Int128>(random() % 40);
        cell.intervals.push_back({low, low + static_cast<Int128>(random() % 6)});
      }
    }
    d.rows.push_back(cells);
  }
  const DecisionIndex index(d);
  for (int k = 0; k < 3000; ++k) {
    Int128 keys[3];
    for (Int128& key : keys) key = static_cast<Int128>(random() % 50) - 2;
    const auto start = static_cast<int64_t>(random() % 500);
    int64_t wanted = 500;
    for (int64_t row = start; row < 500 && wanted == 500; ++row) {
      bool all = true;
      for (size_t c = 0; c < 3; ++c) {
        const auto& spans = d.rows[static_cast<size_t>(row)][c].intervals;
        bool any = spans.empty();
        for (const auto& [low, high] : spans) any = any || (low <= keys[c] && keys[c] <= high);
        all = all && any;
      }
      if (all) wanted = row;
    }
    ASSERT_EQ(index.first_match(start, keys), wanted);
  }
}

}  // namespace
}  // namespace tarifa::codegen
