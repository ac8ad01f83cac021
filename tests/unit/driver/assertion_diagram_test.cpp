#include "compiler/driver/assertion_diagram.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>

#include "compiler/driver/load_package.h"
#include "compiler/driver/run_tests.h"

namespace tarifa::driver {
namespace {

using testing::HasSubstr;

constexpr const char* kRules = R"(module p
use std.money.{EUR}
use std.units.{kWh}
rounding half_up
entity Home { key id: text(8), usage: kWh(3) in 0..1_000, note: text(4)? }
rule half for Home: kWh(4) = usage / 2
let home = Home(id: "ä|b", usage: 10 kWh)
)";

std::string diagram(const std::string& expectation) {
  check::PackageInput input;
  input.manifest = "[package]\nname = \"p\"\nversion = \"1.0.0\"\nedition = \"2026\"\nentry = [\"p\"]\n";
  input.files.push_back({"p.rule", kRules + ("test \"t\" { over 2020-04 expect " + expectation + " }\n")});
  const auto loaded = load_package(input);
  for (const Diagnostic& one : loaded->sink.all()) {
    if (!loaded->result.ok) ADD_FAILURE() << diag_message(one, Language::English);
  }
  if (!loaded->result.ok) return {};
  const TestCase one = run_tests(loaded->result.module).at(0);
  return one.failures.empty() ? "passed" : one.failures[0].diagram;
}

TEST(AssertionDiagram, ValuesHangBelowTheirParts) {
  EXPECT_EQ(diagram("home.usage = 12 kWh"),
            "home.usage = 12 kWh\n"
            "     |     |\n"
            "     |     false\n"
            "     10.000 kWh");
}

TEST(AssertionDiagram, SignsOfOperationsCarryTheirValues) {
  const std::string text = diagram("home.half + 1 kWh > 7 kWh and true");
  EXPECT_THAT(text, HasSubstr("5.0000 kWh"));
  EXPECT_THAT(text, HasSubstr("6.0000 kWh"));
  // A value begins where its bar stands: every line is as far as the first one says.
  const size_t bars = text.find('\n') + 1;
  const std::string first = text.substr(bars, text.find('\n', bars) - bars);
  EXPECT_EQ(first.find_first_not_of("| "), std::string::npos) << text;
  EXPECT_GE(std::count(first.begin(), first.end(), '|'), 3) << text;
}

TEST(AssertionDiagram, ABranchThatWasNotReachedHasNoValue) {
  EXPECT_THAT(diagram("home.usage > 20 kWh and home.half > 1 kWh"), testing::Not(HasSubstr("5.000")));
}

TEST(AssertionDiagram, TextsOfTheAuthorDoNotDisturbIt) {
  EXPECT_THAT(diagram(R"(home.id = "x|y")"), HasSubstr("\"ä|b\""));
}

}  // namespace
}  // namespace tarifa::driver
