#include "compiler/numeric/unit.h"

#include <gtest/gtest.h>

namespace tarifa::numeric {
namespace {

// Energy from kWh, time from hours, and power as their quotient, as std.units has them.
class UnitTest : public testing::Test {
 protected:
  NamedUnitId add(std::string_view name, Fraction factor, const Unit& of) {
    const std::optional<NamedUnitId> id = store.add_derived(name, factor, of);
    EXPECT_TRUE(id.has_value()) << name;
    return id.value_or(NamedUnitId{});
  }
  Unit unit(std::string_view name) { return store.unit(*store.find(name)); }
  Unit per(std::string_view a, std::string_view b) { return *divide(unit(a), unit(b)); }

  void SetUp() override {
    for (const char* name : {"COP", "EUR", "kWh", "hour", "L", "degC", "degF", "count"}) {
      ASSERT_TRUE(store.add_base(name).has_value());
    }
    add("MWh", {1000, 1}, unit("kWh"));
    add("MJ", {5, 18}, unit("kWh"));
    add("kW", {1, 1}, per("kWh", "hour"));
    add("year", {8760, 1}, unit("hour"));
    add("gal", {3785411784, 1000000000}, unit("L"));
    add("ratio", {1, 1}, Unit{});
  }

  UnitStore store;
};

TEST_F(UnitTest, PowerTimesTimeIsEnergy) {
  const Unit product = *multiply(unit("kW"), unit("hour"));
  EXPECT_TRUE(same_unit(product, unit("kWh")));
  EXPECT_EQ(hash_of(product), hash_of(unit("kWh")));
  EXPECT_EQ(store.name(product), "kWh");
  EXPECT_FALSE(same_dimension(unit("kW"), unit("kWh")));
}

TEST_F(UnitTest, NamesOfDerivedUnits) {
  EXPECT_EQ(store.name(per("COP", "kWh")), "COP/kWh");
  EXPECT_EQ(store.name(*divide(per("EUR", "kW"), unit("year"))), "EUR/kW/year");
  EXPECT_EQ(store.name(inverse(unit("kWh"))), "1/kWh");
  EXPECT_EQ(store.name(*multiply(unit("COP"), unit("L"))), "COP*L");
  EXPECT_EQ(store.name(*multiply(unit("L"), unit("L"))), "L*L");
  EXPECT_EQ(store.name(Unit{}), "");
  EXPECT_EQ(store.name(per("kWh", "kWh")), "");
  EXPECT_EQ(store.name(per("kWh", "MWh")), "kWh/MWh");
}

TEST_F(UnitTest, QuantityTimesRateIsMoney) {
  EXPECT_TRUE(same_unit(*multiply(unit("kWh"), per("COP", "kWh")), unit("COP")));
  const Unit mixed = *multiply(unit("kWh"), per("COP", "MWh"));
  EXPECT_TRUE(same_dimension(mixed, unit("COP")));
  EXPECT_FALSE(same_unit(mixed, unit("COP")));
  EXPECT_EQ(to_string(*conversion_factor(mixed, unit("COP"))), "1/1000");
}

TEST_F(UnitTest, RatioLeavesNoTrace) {
  const Unit product = *multiply(per("COP", "kWh"), unit("ratio"));
  EXPECT_TRUE(same_unit(product, per("COP", "kWh")));
  EXPECT_EQ(store.name(product), "COP/kWh");
  EXPECT_TRUE(unit("ratio").is_plain());
}

TEST_F(UnitTest, ExactConversion) {
  EXPECT_EQ(to_string(*conversion_factor(unit("kWh"), unit("MJ"))), "18/5");
  EXPECT_EQ(to_string(*conversion_factor(unit("gal"), unit("L"))), "473176473/125000000");
  EXPECT_FALSE(conversion_factor(unit("kWh"), unit("kW")).has_value());
  EXPECT_FALSE(conversion_factor(unit("degC"), unit("degF")).has_value());
  EXPECT_FALSE(conversion_factor(unit("COP"), unit("EUR")).has_value());
}

TEST_F(UnitTest, WhatIsRefused) {
  EXPECT_FALSE(store.add_base("kWh").has_value());
  EXPECT_FALSE(store.add_derived("kWh", {1, 1}, unit("L")).has_value());
  EXPECT_FALSE(store.add_derived("none", {0, 1}, unit("L")).has_value());
  EXPECT_FALSE(store.add_derived("less", {-1, 1}, unit("L")).has_value());
  EXPECT_FALSE(store.find("less").has_value());
  EXPECT_FALSE(store.find("kwh").has_value());
}

TEST_F(UnitTest, OverflowIsReported) {
  add("huge", {kInt128Max, 1}, unit("L"));
  EXPECT_FALSE(multiply(unit("huge"), unit("huge")).has_value());
  Unit power = unit("L");
  int factors = 1;
  while (const std::optional<Unit> next = multiply(power, unit("L"))) {
    power = *next;
    ++factors;
  }
  EXPECT_EQ(factors, Dimension::kMaxExponent);
  EXPECT_TRUE(same_unit(inverse(inverse(power)), power));
  Unit wide;
  for (size_t i = 0; i < Dimension::kMaxBases; ++i) {
    wide = *multiply(wide, store.unit(*store.add_base("base" + std::to_string(i))));
  }
  EXPECT_FALSE(multiply(wide, unit("L")).has_value());
  EXPECT_TRUE(divide(wide, unit("base3")).has_value());
}

TEST_F(UnitTest, Dimensions) {
  const Dimension rate = per("COP", "kWh").dimension;
  const BaseDimensionId cop = unit("COP").dimension.powers()[0].base;
  const BaseDimensionId kwh = unit("kWh").dimension.powers()[0].base;
  EXPECT_EQ(rate.exponent_of(cop), 1);
  EXPECT_EQ(rate.exponent_of(kwh), -1);
  EXPECT_EQ(store.base_name(kwh), "kWh");
  EXPECT_EQ(Dimension::product(rate, unit("kWh").dimension), unit("COP").dimension);
  EXPECT_TRUE(Dimension::quotient(rate, rate)->is_plain());
}

}  // namespace
}  // namespace tarifa::numeric
