// The range domain: exhaustively sound on small intervals, as tight as its formula says, saturated
// at the ends.
#include "compiler/numeric/interval.h"

#include <gtest/gtest.h>

#include <functional>
#include <vector>

namespace tarifa::numeric {
namespace {

constexpr Int128 kMinus = Interval::kMinusInfinity;
constexpr Int128 kPlus = Interval::kPlusInfinity;

std::vector<Interval> small_intervals(int reach) {
  std::vector<Interval> all{Interval::empty_set()};
  for (int step = 0; step <= 4; ++step) {
    for (int low = -reach; low <= reach; ++low) {
      for (int high = low; high <= reach; ++high) {
        const Interval interval = Interval::of(low, high, step);
        if (!interval.empty()) all.push_back(interval);
      }
    }
  }
  return all;
}

std::vector<Int128> members(const Interval& interval) {
  std::vector<Int128> values;
  if (interval.empty()) return values;
  for (Int128 v = interval.low(); v <= interval.high(); ++v) {
    if (interval.contains(v)) values.push_back(v);
  }
  return values;
}

using Operation = Interval (*)(const Interval&, const Interval&);
using Unary = std::function<std::optional<Int128>(Int128)>;
using Binary = std::function<std::optional<Int128>(Int128, Int128)>;

// Every result lies in the interval; its bounds are results themselves if `tight`.
void expect_covers(const Interval& result, const std::vector<Int128>& values, bool tight, const std::string& where) {
  if (values.empty()) {
    ASSERT_TRUE(result.empty()) << where;
    return;
  }
  Int128 least = values[0];
  Int128 greatest = values[0];
  for (const Int128 v : values) {
    ASSERT_TRUE(result.contains(v)) << to_string(v) << " of " << where;
    least = std::min(least, v);
    greatest = std::max(greatest, v);
  }
  if (!tight) return;
  ASSERT_EQ(result.low(), least) << where;
  ASSERT_EQ(result.high(), greatest) << where;
}

void check_binary(const std::function<Interval(const Interval&, const Interval&)>& op, const Binary& exact,
                  bool tight) {
  const std::vector<Interval> all = small_intervals(5);
  for (const Interval& a : all) {
    for (const Interval& b : all) {
      std::vector<Int128> values;
      for (const Int128 x : members(a)) {
        for (const Int128 y : members(b)) {
          if (const std::optional<Int128> value = exact(x, y)) values.push_back(*value);
        }
      }
      expect_covers(op(a, b), values, tight, to_string(a) + " and " + to_string(b));
      if (testing::Test::HasFatalFailure()) return;
    }
  }
}

void check_unary(const std::function<Interval(const Interval&)>& op, const Unary& exact) {
  for (const Interval& a : small_intervals(9)) {
    std::vector<Int128> values;
    for (const Int128 x : members(a)) values.push_back(*exact(x));
    // Of abs only the upper bound is exact: 0 may lie between without being a value.
    expect_covers(op(a), values, false, to_string(a));
    if (testing::Test::HasFatalFailure()) return;
  }
}

TEST(Interval, ArithmeticIsSoundAndTight) {
  check_binary(static_cast<Operation>(add), [](Int128 x, Int128 y) { return x + y; }, true);
  check_binary(static_cast<Operation>(sub), [](Int128 x, Int128 y) { return x - y; }, true);
  check_binary(static_cast<Operation>(mul), [](Int128 x, Int128 y) { return x * y; }, true);
  check_binary([](const Interval& a, const Interval& b) { return min(a, b); },
               [](Int128 x, Int128 y) { return std::min(x, y); }, true);
  check_binary([](const Interval& a, const Interval& b) { return max(a, b); },
               [](Int128 x, Int128 y) { return std::max(x, y); }, true);
  check_unary(neg, [](Int128 x) { return -x; });
  check_unary([](const Interval& a) { return abs(a); }, [](Int128 x) { return x < 0 ? -x : x; });
}

TEST(Interval, DivisionIsSoundInEveryMode) {
  for (int mode = 0; mode < kRoundModes; ++mode) {
    const auto round = static_cast<RoundMode>(mode);
    check_binary([&](const Interval& a, const Interval& b) { return div_round(a, b, round); },
                 [&](Int128 x, Int128 y) { return y == 0 ? std::nullopt : round_quotient(x, y, round); }, false);
    for (const Int128 step : {1, 3, 4, 6}) {
      check_unary([&](const Interval& a) { return round_to_multiple(a, step, round); },
                  [&](Int128 x) { return *round_quotient(x, step, round) * step; });
    }
  }
}

TEST(Interval, SetsAreSound) {
  const std::vector<Interval> all = small_intervals(5);
  for (const Interval& a : all) {
    for (const Interval& b : all) {
      const Interval both = intersect(a, b);
      const Interval either = unite(a, b);
      EXPECT_TRUE(either.contains(a) && either.contains(b));
      for (Int128 v = -6; v <= 6; ++v) {
        if (a.contains(v) || b.contains(v)) ASSERT_TRUE(either.contains(v));
        ASSERT_EQ(both.contains(v), a.contains(v) && b.contains(v))
            << to_string(a) << " and " << to_string(b) << " at " << to_string(v);
      }
    }
  }
}

TEST(Interval, NarrowsToItsStep) {
  EXPECT_EQ(Interval::of(1, 29, 10), Interval::of(10, 20, 10));
  EXPECT_EQ(Interval::of(-29, -1, 10), Interval::of(-20, -10, 10));
  EXPECT_TRUE(Interval::of(11, 19, 10).empty());
  EXPECT_TRUE(Interval::of(3, 2).empty());
  EXPECT_EQ(Interval::of(-3, 3, 0), Interval::constant(0));
  EXPECT_TRUE(Interval::of(1, 3, 0).empty());
  EXPECT_EQ(Interval::constant(-12).step(), 12);
  EXPECT_EQ(to_string(Interval::of(0, 100, 5)), "[0, 100] step 5");
  EXPECT_EQ(to_string(Interval::all()), "(-inf, +inf)");
  EXPECT_EQ(to_string(Interval::empty_set()), "empty");
}

TEST(Interval, CongruenceFollowsScales) {
  const Interval cents = Interval::of(0, 1'000'000, 10);
  EXPECT_EQ(mul(cents, Interval::constant(6)).step(), 60);
  EXPECT_EQ(add(mul(cents, Interval::constant(6)), Interval::constant(45)).step(), 15);
  EXPECT_EQ(div_round(cents, Interval::constant(5), RoundMode::Down), Interval::of(0, 200'000, 2));
  EXPECT_EQ(round_to_multiple(cents, 5, RoundMode::Up), cents);
  EXPECT_EQ(round_to_multiple(cents, 50, RoundMode::Up).step(), 50);
}

TEST(Interval, SaturatesInsteadOfWrapping) {
  const Interval large = Interval::of(0, kPlus - 1);
  EXPECT_EQ(add(large, large), Interval::of(0, kPlus));
  EXPECT_EQ(sub(Interval::constant(0), Interval::all()), Interval::all());
  EXPECT_EQ(mul(large, Interval::constant(-2)), Interval::of(kMinus, 0, 2));
  EXPECT_EQ(mul(Interval::all(), Interval::constant(0)), Interval::constant(0));
  EXPECT_EQ(neg(Interval::of(kMinus, 7)), Interval::of(-7, kPlus));
  EXPECT_EQ(abs(Interval::of(kMinus, 7)), Interval::of(0, kPlus));
  // Every value is past what can be written: the interval still has them all and is not empty.
  const Interval past = mul(Interval::of(kPlus - 9, kPlus - 1), Interval::of(2, 3));
  EXPECT_FALSE(past.empty());
  EXPECT_FALSE(past.bounded());
  EXPECT_GT(past.low(), kDecimalBound);
  EXPECT_EQ(past.single_value(), std::nullopt);
  EXPECT_LT(neg(past).high(), -kDecimalBound);
  const Interval coarse = add(Interval::constant(pow10(38)), Interval::of(0, kPlus, pow10(38)));
  EXPECT_FALSE(coarse.empty());
  EXPECT_EQ(coarse.step(), pow10(38));
  EXPECT_EQ(Interval::of(kPlus - 5, kPlus, pow10(38)).low(), pow10(38));
  EXPECT_TRUE(Interval::of(kPlus - 5, kPlus - 1, pow10(38)).empty());
}

TEST(Interval, DivisionByTheUnbounded) {
  const Interval one = Interval::constant(1);
  const Interval any = Interval::of(1, kPlus);
  EXPECT_EQ(div_round(one, any, RoundMode::Down), Interval::of(0, 1));
  EXPECT_EQ(div_round(one, any, RoundMode::Up), one);
  EXPECT_EQ(div_round(any, any, RoundMode::Down), Interval::of(0, kPlus));
  EXPECT_EQ(div_round(one, Interval::of(-2, 2), RoundMode::Down), Interval::of(-1, 1));
  EXPECT_TRUE(div_round(one, Interval::constant(0), RoundMode::Down).empty());
}

TEST(Interval, Widths) {
  const Interval amounts = Interval::of(-100, 50);
  EXPECT_EQ(amounts.max_magnitude(), 100);
  EXPECT_TRUE(amounts.within(101));
  EXPECT_FALSE(amounts.within(100));
  EXPECT_FALSE(Interval::all().within(kInt128Max));
  EXPECT_EQ(Interval::empty_set().max_magnitude(), 0);
  EXPECT_EQ(Interval::constant(7).single_value(), 7);
  EXPECT_EQ(amounts.single_value(), std::nullopt);
}

}  // namespace
}  // namespace tarifa::numeric
