#include <gmock/gmock.h>

#include "tests/unit/check/checking.h"

namespace tarifa::check {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

const ir::Unit& unit_of_field(const Checking& checked, size_t field) {
  const ir::Type& type = checked.module().type(checked.module().records.at(0).fields_list.at(field).type);
  return checked.module().units[type.unit.index()];
}

TEST(Units, FactorsAreExact) {
  const auto checked = check_source(R"(module test
use std.units.{kWh, MJ, therm, kW, CCF, L}
record R { a: kWh(0), b: MJ(0), c: therm(0), d: kW(0), e: CCF(0), f: L(0) }
)");
  EXPECT_THAT(checked->errors(), IsEmpty());
  EXPECT_TRUE(unit_of_field(*checked, 0).numerator == 3'600'000 && unit_of_field(*checked, 0).denominator == 1);
  EXPECT_TRUE(unit_of_field(*checked, 1).numerator == 1'000'000);
  EXPECT_TRUE(unit_of_field(*checked, 2).numerator == 105'480'400);
  EXPECT_TRUE(unit_of_field(*checked, 3).numerator == 1'000);
  EXPECT_TRUE(unit_of_field(*checked, 4).numerator * 10'000'000 ==
              unit_of_field(*checked, 4).denominator * ir::Int128{28'316'846'592});
  EXPECT_TRUE(unit_of_field(*checked, 5).numerator == 1 && unit_of_field(*checked, 5).denominator == 1);
  EXPECT_EQ(unit_of_field(*checked, 0).powers, unit_of_field(*checked, 2).powers);
  EXPECT_NE(unit_of_field(*checked, 0).powers, unit_of_field(*checked, 3).powers);
}

TEST(Units, RatesAreDimensionsOfTheirOwn) {
  const auto checked = check_source(R"(module test
use std.units.{kWh, kW, year}
use std.money.{EUR}
record R { a: EUR/kWh(4), b: EUR/kW/year(6), c: EUR(2) }
)");
  EXPECT_THAT(checked->errors(), IsEmpty());
  EXPECT_EQ(unit_of_field(*checked, 0).name, "EUR/kWh");
  EXPECT_EQ(unit_of_field(*checked, 1).name, "EUR/kW/year");
  EXPECT_EQ(unit_of_field(*checked, 2).currency_digits, 2);
  EXPECT_EQ(unit_of_field(*checked, 0).currency_digits, -1);
}

TEST(Units, ReactiveAndApparentPowerAreNotActivePower) {
  const auto checked =
      check_source("module test\nuse std.units.{kW, kVAr, kVA}\nrecord R { a: kW(0), b: kVAr(0), c: kVA(0) }\n");
  EXPECT_NE(unit_of_field(*checked, 0).powers, unit_of_field(*checked, 1).powers);
  EXPECT_NE(unit_of_field(*checked, 0).powers, unit_of_field(*checked, 2).powers);
  EXPECT_NE(unit_of_field(*checked, 1).powers, unit_of_field(*checked, 2).powers);
}

TEST(Units, UnknownUnitOffersTheUseThatBringsIt) {
  const auto checked = check_source("module test\nuse std.money.{COP}\nrecord R { a: COP/kWh(4), b: COP(2) }\n");
  EXPECT_THAT(checked->errors(), ElementsAre("E0301 3:19 unit `kWh` is not known here"));
  EXPECT_THAT(checked->notes(), ElementsAre("help module `std.units` has it: write `use std.units.{kWh}`",
                                            "fix 2:20-2:20 -> \nuse std.units.{kWh}"));
}

TEST(Units, UnknownUnitJoinsAUseThatIsThere) {
  const auto checked = check_source("module test\nuse std.units.{kWh}\nrecord R { a: kW(0), b: kWh(0) }\n");
  EXPECT_THAT(checked->errors(), ElementsAre("E0301 3:15 unit `kW` is not known here"));
  EXPECT_THAT(checked->notes(),
              ElementsAre("help module `std.units` has it: write `use std.units.{kW}`", "fix 2:19-2:19 -> , kW"));
}

TEST(Units, MisspeltUnitOffersTheNearest) {
  const auto checked = check_source("module test\nuse std.money.{COP}\nrecord R { a: COP/kwh(4) }\n");
  EXPECT_THAT(checked->errors(), ElementsAre("E0301 3:19 unit `kwh` is not known here"));
  EXPECT_THAT(checked->notes(), ElementsAre("help did you mean `kWh`?", "fix 3:19-3:22 -> kWh"));
}

TEST(Units, DeclaredUnits) {
  const auto checked = check_source(R"(module test
use std.units.{gal}
unit ccf = 748 gal
unit dwelling
unit dozen = 12
record R { a: ccf(1), b: dwelling(0), c: dozen(0) }
)");
  EXPECT_THAT(checked->errors(), IsEmpty());
  EXPECT_EQ(unit_of_field(*checked, 0).name, "ccf");
  EXPECT_EQ(unit_of_field(*checked, 1).powers.size(), 1U);
  EXPECT_TRUE(unit_of_field(*checked, 2).numerator == 12 && unit_of_field(*checked, 2).powers.empty());
}

TEST(Units, WrongDeclarations) {
  EXPECT_THAT(
      errors_of("module test\nunit a = 0 b\nunit b = \"x\"\nunit c = 2 c\ncurrency YYY digits 9\n"),
      ElementsAre("E0320 2:10 a unit is a positive number of another unit, such as `1_000 kWh`",
                  "E0320 3:10 a unit is a positive number of another unit, such as `1_000 kWh`",
                  "E0207 4:6 `c` depends on itself: `c` -> `c`", "E0319 5:21 a currency has 0 to 6 digits, not `9`"));
}

TEST(Units, RatioAndCountAreAlwaysThere) {
  EXPECT_THAT(errors_of("module test\nrecord R { a: ratio(4), b: count(0), c: decimal(2), d: int }\n"), IsEmpty());
  EXPECT_THAT(errors_of("module test\nuse std.units.{ratio}\nrecord R { a: ratio(4) }\n"), IsEmpty());
}

TEST(Units, EveryCurrencyHasItsDigits) {
  const auto checked = check_source(
      "module test\nuse std.money.{COP, CLP, KWD, CLF, JPY}\n"
      "record R { a: COP(2), b: CLP(0), c: KWD(3), d: CLF(4), e: JPY(0) }\n");
  EXPECT_THAT(checked->errors(), IsEmpty());
  const std::vector<int> digits = {2, 0, 3, 4, 0};
  for (size_t i = 0; i < digits.size(); ++i) EXPECT_EQ(unit_of_field(*checked, i).currency_digits, digits[i]);
}

}  // namespace
}  // namespace tarifa::check
