// Section 8 of the language: conditions that no account decides, and what is never reached.
#include <gmock/gmock.h>

#include "tests/unit/check/checking.h"

namespace tarifa::check {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

constexpr std::string_view kHead = R"(module test
use std.money.{USD}
use std.units.{kWh}
rounding half_up
enum Sector { Home, Shop, Works }
entity Account { key id: text(32), sector: Sector, usage: kWh(3) in 0..1_000, low: bool }
)";

std::vector<std::string> codes(const std::string& rest) {
  const auto checked = check_source(std::string(kHead) + rest);
  EXPECT_THAT(checked->errors(), IsEmpty());
  std::vector<std::string> out;
  for (const std::string& warning : checked->warnings()) {
    if (!warning.starts_with("W02")) out.push_back(warning);
  }
  return out;
}

TEST(DecidedConditions, AnExceptionThatCannotApply) {
  EXPECT_THAT(
      codes("rule f for Account: USD(2) = 1 USD {\n  except a = 2 USD when usage > 10 kWh and usage < 5 kWh\n}\n"),
      ElementsAre("W0650 8:10 exception `a` never applies: its condition cannot hold"));
  EXPECT_THAT(codes("rule f for Account: USD(2) = 1 USD {\n  except a = 2 USD when low\n"
                    "  except b within a = 3 USD when not low and usage > 1 kWh\n}\n"),
              ElementsAre("W0650 9:10 exception `b` never applies: its condition cannot hold"));
}

TEST(DecidedConditions, AConditionThatAlwaysHolds) {
  EXPECT_THAT(codes("rule f for Account: USD(2) = 1 USD {\n  except a = 2 USD when low or not low\n}\n"),
              ElementsAre("W0332 8:25 `low or not low` is always true"));
  EXPECT_THAT(codes("rule f for Account: USD(2) = 1 USD {\n  except a = 2 USD when low\n}\n"), IsEmpty());
}

TEST(DecidedConditions, ABranchThatIsNeverReached) {
  EXPECT_THAT(
      codes(
          "rule f for Account: USD(2) = if usage > 10 kWh then 1 USD else if usage <= 10 kWh then 2 USD else 3 USD\n"),
      ElementsAre("W0651 7:99 this branch is never reached"));
  EXPECT_THAT(
      codes("rule f for Account: USD(2) = if sector = Home then (if sector = Shop then 1 USD else 2 USD) else 3 USD\n"),
      ElementsAre("W0651 7:75 this branch is never reached"));
  EXPECT_THAT(
      codes("rule f for Account: USD(2) = if sector = Home then 1 USD else if sector = Shop then 2 USD else 3 USD\n"),
      IsEmpty());
}

TEST(DecidedConditions, TheSameSlotInTwoDeclarationsIsNotTheSameName) {
  // Both bind a name to slot 0: the match of the rule and that of the let it uses.
  EXPECT_THAT(codes("let f(u: kWh(3)): int = match u + 1 kWh { | <= 5 kWh => 1 | otherwise => 2 }\n"
                    "rule g for Account: int = match usage + 2 kWh { | <= 5 kWh => f(usage) | otherwise => 2 }\n"),
              IsEmpty());
}

TEST(DecidedConditions, ALineThatIsNeverThere) {
  const std::string tariff =
      "tariff T for Account {\n  currency USD\n  round lines to 0.01 USD\n  values at period.start\n"
      "  applies when sector = Home\n  line a = 1 USD\n  line b = 2 USD when ";
  EXPECT_THAT(codes(tariff + "sector in {Shop, Works}\n}\nbill B for Account { one of T }\n"),
              ElementsAre("W0652 13:23 line `b` is never there: its condition cannot hold"));
  EXPECT_THAT(codes(tariff + "usage > 5 kWh\n}\nbill B for Account { one of T }\n"), IsEmpty());
}

}  // namespace
}  // namespace tarifa::check
