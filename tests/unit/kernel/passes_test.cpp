// Passes over kernel programs: what is dead goes, widths follow ranges, functions stay small.
#include <gtest/gtest.h>

#include <algorithm>

#include "compiler/kernel/builder.h"
#include "compiler/kernel/pipeline.h"
#include "compiler/kernel/widths.h"

namespace tarifa::kernel {
namespace {

constexpr Input kUsage{0, 0, Part::Data, Physical::I64};
constexpr Input kDebt{0, 1, Part::Data, Physical::I128};

size_t count(const Program& p, Op op) {
  size_t n = 0;
  for (const Region& region : p.regions) {
    n += static_cast<size_t>(
        std::count_if(region.body.begin(), region.body.end(), [&](ValueId v) { return p.value(v).op == op; }));
  }
  return n;
}

ValueId usage(Builder& b, Int128 greatest) { return b.column(kUsage, std::nullopt, Interval::of(0, greatest)); }

TEST(Builder, EqualOperationsAreOne) {
  Builder b;
  const ValueId x = usage(b, 100);
  EXPECT_EQ(b.add(x, b.constant(3)), b.add(b.constant(3), x));
  EXPECT_EQ(b.sub(x, x), b.constant(0));
  EXPECT_EQ(b.mul(x, b.constant(0)), b.constant(0));
}

TEST(Builder, WhatDoesNotChangeStandsOutsideTheLoop) {
  Builder b;
  const ValueId x = usage(b, 100);
  ValueId invariant;
  const auto results = b.loop(b.boolean(true), b.constant(0), b.constant(5), {{b.constant(0), Interval::of(0, 1000)}},
                              [&](ValueId index, std::span<const ValueId> state) {
                                invariant = b.mul(x, b.constant(7));
                                return std::vector<ValueId>{b.add(state[0], b.add(invariant, index))};
                              });
  EXPECT_TRUE(b.stands_at_top(invariant));
  EXPECT_EQ(b.program().value(results[0]).op, Op::Result);
}

TEST(Passes, DropDeadKeepsWhatIsWrittenOnly) {
  Builder b;
  const ValueId x = usage(b, 100);
  b.mul(x, b.constant(3));
  b.loop(b.boolean(true), b.constant(0), x, {{b.constant(0), Interval::of(0, 1000)}},
         [&](ValueId index, std::span<const ValueId> state) { return std::vector<ValueId>{b.add(state[0], index)}; });
  b.output({Slot::Total, 0, false}, b.add(x, b.constant(1)));
  Program p = b.take();
  drop_dead(p);
  EXPECT_EQ(count(p, Op::Mul), 0U);
  EXPECT_EQ(count(p, Op::PerLane), 0U);
  EXPECT_EQ(count(p, Op::Add), 1U);
}

TEST(Passes, WhatALoopOnlyCarriesAlongIsTakenFromBefore) {
  Builder b;
  const ValueId x = usage(b, 100);
  const auto results =
      b.loop(b.boolean(true), b.constant(0), x, {{x, Interval::of(0, 100)}, {b.constant(0), Interval::of(0, 10'000)}},
             [&](ValueId index, std::span<const ValueId> state) {
               return std::vector<ValueId>{state[0], b.add(state[1], index)};
             });
  b.output({Slot::Total, 0, false}, b.add(results[0], results[1]));
  Program p = b.take();
  drop_dead(p);
  narrow_widths(p, Width::None);
  EXPECT_EQ(verify(p), "");
  for (const Value& value : p.values) {
    if (value.op != Op::Loop) continue;
    EXPECT_EQ(p.regions[value.imm].yields.size(), 1U);
  }
}

Program product_of(Int128 greatest, Int128 factor, Width width) {
  Builder b;
  b.output({Slot::Total, 0, false}, b.mul(usage(b, greatest), b.constant(factor)));
  Program p = b.take();
  narrow_widths(p, width);
  EXPECT_EQ(verify(p), "");
  return p;
}

Kind kind_of_product(const Program& p) {
  for (const Value& value : p.values) {
    if (value.op == Op::Mul) return value.kind;
  }
  return Kind::None;
}

bool guarded_product(const Program& p) {
  return std::any_of(p.values.begin(), p.values.end(), [](const Value& v) { return v.op == Op::Mul && v.guarded; });
}

TEST(Widths, ExactDoublesBelowTwoTo53) {
  EXPECT_EQ(kind_of_product(product_of((Int128{1} << 50) - 1, 7, Width::None)), Kind::F64);
  EXPECT_EQ(kind_of_product(product_of((Int128{1} << 51) - 1, 4, Width::None)), Kind::F64);
  EXPECT_EQ(kind_of_product(product_of(Int128{1} << 51, 4, Width::None)), Kind::I64);
}

TEST(Widths, OnlyWhatIsNotProvenIsGuarded) {
  EXPECT_FALSE(guarded_product(product_of(Int128{1} << 51, 4, Width::None)));
  EXPECT_TRUE(guarded_product(product_of(Int128{1} << 60, 100, Width::None)));
  EXPECT_TRUE(guarded_product(product_of(Int128{1} << 60, 100, Width::A)));
  EXPECT_FALSE(guarded_product(product_of(Int128{1} << 60, 100, Width::C)));
}

TEST(Widths, ANumeratorOfMoreThan52BitsIsDividedIn64) {
  Builder b;
  b.output({Slot::Total, 0, false},
           b.div_round(usage(b, (Int128{1} << 53) - 1), b.constant(10), ir::RoundMode::HalfEven));
  Program p = b.take();
  narrow_widths(p, Width::None);
  for (const Value& value : p.values) {
    if (value.op == Op::DivRound) EXPECT_EQ(value.kind, Kind::I64);
  }
}

TEST(Widths, AForcedWidthIsKept) {
  Builder b;
  const ValueId debt = b.column(kDebt, std::nullopt, Interval::of(-(Int128{1} << 120), Int128{1} << 120));
  b.output({Slot::Total, 0, true}, b.add(debt, usage(b, 5)));
  for (const auto& [width, kind] :
       {std::pair{Width::A, Kind::F64}, std::pair{Width::B, Kind::I64}, std::pair{Width::C, Kind::I128}}) {
    Program p = b.program();
    narrow_widths(p, width);
    EXPECT_EQ(verify(p), "");
    for (const Value& value : p.values) {
      if (value.op == Op::Add) EXPECT_EQ(value.kind, kind);
    }
  }
}

TEST(Passes, LongProgramsAreCutIntoFunctions) {
  Builder b;
  ValueId x = usage(b, 5);
  for (int k = 0; k < 5000; ++k) x = b.select(b.lt(x, b.constant(k % 5)), b.constant(k % 7), x);
  b.output({Slot::Total, 0, false}, x);
  Program p = b.take();
  narrow_widths(p, Width::None);
  split_functions(p);
  EXPECT_GT(p.function_ends.size(), 3U);
  EXPECT_EQ(p.function_ends.back(), p.top().body.size());
}

TEST(Verify, AnOperandBeforeItsValueIsFound) {
  Builder b;
  b.output({Slot::Total, 0, false}, b.add(usage(b, 5), b.constant(1)));
  Program p = b.take();
  narrow_widths(p, Width::None);
  std::reverse(p.regions[0].body.begin(), p.regions[0].body.end());
  EXPECT_NE(verify(p), "");
}

}  // namespace
}  // namespace tarifa::kernel
