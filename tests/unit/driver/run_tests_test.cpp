#include "compiler/driver/run_tests.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "compiler/driver/load_package.h"

namespace tarifa::driver {
namespace {

using testing::HasSubstr;

constexpr const char* kRules = R"(module p
use std.money.{EUR}
use std.units.{kWh}
rounding half_up
entity Home { key id: text(8), usage: kWh(3) in 0..1_000, note: text(4)? }
param price: EUR/kWh(2) { from 2020-02-01: 0.20 open }
rule cost for Home: EUR = round(usage * price, 0.01 EUR)
tariff T for Home {
  currency EUR
  round lines to 0.01 EUR
  values at period.start
  line energy = usage @ price
}
bill Monthly for Home { all of T }
)";

std::unique_ptr<LoadedPackage> load(const std::string& tests) {
  check::PackageInput input;
  input.manifest = "[package]\nname = \"p\"\nversion = \"1.0.0\"\nedition = \"2026\"\nentry = [\"p\"]\n";
  input.files.push_back({"p.rule", kRules + tests});
  auto loaded = load_package(input);
  std::string errors;
  for (const Diagnostic& one : loaded->sink.all()) errors += diag_message(one, Language::English) + "\n";
  EXPECT_TRUE(loaded->result.ok) << errors;
  return loaded;
}

std::string joined(const LoadedPackage& loaded, const TestCase& one) {
  std::string out;
  for (const std::string& line : failure_lines(loaded.result.module, one)) out += line + "\n";
  return out;
}

TEST(RunTests, EveryRowIsACase) {
  const auto loaded = load(R"(
test "rows" {
  for Home(id: "A", usage: used)
  over 2020-04
  expect Monthly.energy = amount
  | used: 10 kWh, amount: 2 EUR
  | used: 20 kWh, amount: 5 EUR
})");
  const auto cases = run_tests(loaded->result.module);
  ASSERT_EQ(cases.size(), 2U);
  EXPECT_TRUE(cases[0].passed());
  EXPECT_FALSE(cases[1].passed());
  EXPECT_THAT(cases[1].name, HasSubstr("rows, row 2: used 20"));
  EXPECT_THAT(joined(*loaded, cases[1]), HasSubstr("4.00 EUR"));         // the value it has
  EXPECT_THAT(joined(*loaded, cases[1]), HasSubstr("not given: note"));  // S45
  EXPECT_THAT(junit_report(loaded->result.module, cases), HasSubstr("tests=\"2\" failures=\"1\""));
}

TEST(RunTests, AnExpectedErrorMustBeThatError) {
  const std::string test = R"(
test "before the price" {
  for Home(id: "A", usage: 1 kWh)
  over 2020-PERIOD
  expect error CODE
})";
  const auto with = [&](const char* month, const char* code) {
    std::string text = test;
    text.replace(text.find("PERIOD"), 6, month);
    text.replace(text.find("CODE"), 4, code);
    const auto loaded = load(text);
    return joined(*loaded, run_tests(loaded->result.module).at(0));
  };
  EXPECT_EQ(with("01", "R0301"), "");
  EXPECT_THAT(with("01", "R0102"), HasSubstr("expected R0102, found R0301"));
  EXPECT_THAT(with("02", "R0301"), HasSubstr("nothing failed"));
}

TEST(RunTests, ARuleByItselfIsReadAtAsOfElseAtThePeriodsStart) {  // S56
  const auto loaded = load(R"(
let home: Home = Home(id: "A", usage: 10 kWh)
test "as of" { as_of 2020-02-01 expect home.cost = 2 EUR }
test "before" { as_of 2020-01-31 expect home.cost = 2 EUR }
test "period" { over 2020-02 expect home.cost = 2 EUR }
)");
  const auto cases = run_tests(loaded->result.module);
  ASSERT_EQ(cases.size(), 3U);
  EXPECT_TRUE(cases[0].passed()) << joined(*loaded, cases[0]);
  EXPECT_THAT(joined(*loaded, cases[1]), HasSubstr("R0301"));
  EXPECT_TRUE(cases[2].passed()) << joined(*loaded, cases[2]);
}

TEST(RunTests, AFilterTakesPartsOfNames) {
  const auto loaded = load(R"(
test "one" { over 2020-02 expect 1 = 1 }
test "another" { over 2020-02 expect 1 = 2 }
)");
  EXPECT_EQ(run_tests(loaded->result.module, "one").size(), 1U);
  EXPECT_EQ(run_tests(loaded->result.module, "o").size(), 2U);
  EXPECT_TRUE(run_tests(loaded->result.module, "two").empty());
}

}  // namespace
}  // namespace tarifa::driver
