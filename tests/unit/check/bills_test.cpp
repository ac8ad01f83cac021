// Bills of one entity, and tests of rules and bills.
#include <gmock/gmock.h>

#include "tests/unit/check/account_rules.h"

namespace tarifa::check {
namespace {

using testing::Contains;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

constexpr std::string_view kTariffs = R"(tariff Homes for Account {
  currency COP round lines to 0.01 COP values at period.start
  applies when class = Home
  line energy = 100 COP
  line only_home = 10 COP
}
tariff Shops for Account {
  currency COP round lines to 0.01 COP values at period.start
  applies when class = Shop
  line energy = 200 COP
}
tariff Lights for Account { currency COP round lines to 0.01 COP values at period.start line lamp = 5 COP }
tariff Extra for Account { currency COP round lines to 0.01 COP values at period.start applies when flag line energy = 7 COP }
tariff Dollars for Account { currency USD round lines to 0.01 USD values at period.start line a = 5 USD }
)";

std::string with_tariffs(std::string_view snippet) { return std::string(kTariffs) + std::string(snippet); }

TEST(Bills, NamesOfLinesFindTheTariffThatApplies) {  // S20
  EXPECT_THAT(problems_of(with_tariffs(R"(bill Monthly for Account {
  currency COP
  round lines to 0.01 COP
  values at period.start
  one of Homes, Shops
  all of Lights
  line double = energy * 2 + Lights.lamp
  line bonus = only_home ?? 0 COP
  tax utility = 10% of all except bonus
  minimum least = 1_000 COP for energy
  subtotal sub = double + lamp
  round total to 50 COP
  due issued + 15 days
}
test "home" {
  for home
  over 2020-04
  issued 2020-05-04
  expect Monthly.energy = 100 COP
  expect Monthly.Homes.energy = 100 COP
  expect Monthly.double = 205 COP
  expect Monthly.bonus = 10 COP
  expect Monthly.utility = 10% of (100 COP + 10 COP + 5 COP + 205 COP + 900 COP)
  expect Monthly.least = 900 COP
  expect Monthly.sub = 210 COP
  expect Monthly.total = 1_350 COP
  expect Monthly.due = 2020-05-19
}
test "shop" {
  for home with { class: Shop }
  over 2020-04
  expect Monthly.energy = 200 COP
  expect not (Monthly.only_home is known)
  expect not (Monthly.Homes.energy is known)
  expect Monthly.bonus = 0 COP
  expect Monthly.due = 2020-05-16
})")),
              IsEmpty());
}

TEST(Bills, LinesOfTariffsThatApplyTogetherAreNamedInFull) {  // S20
  const std::string bill = "bill B for Account { one of Homes, Shops all of Extra }\n";
  EXPECT_THAT(codes_in(with_tariffs(bill + "test \"t\" { for home over 2020-04 expect B.energy = 100 COP }")),
              ElementsAre("E0744"));
  EXPECT_THAT(problems_of(with_tariffs(
                  bill + "test \"t\" { for home with { flag: true } over 2020-04 expect B.Homes.energy = 100 COP "
                         "expect B.Extra.energy = 7 COP expect B.total = 117 COP }")),
              IsEmpty());
}

TEST(Bills, RoundingIsALine) {  // S10
  EXPECT_THAT(problems_of(with_tariffs("bill B for Account { all of Lights round total to 50 COP up }\n"
                                       "bill C for Account { all of Lights round total to 5 COP }\n"
                                       "test \"t\" { for home over 2020-04 expect B.rounding = 45 COP expect B.total = "
                                       "50 COP expect not (C.rounding is known) }")),
              IsEmpty());
  EXPECT_THAT(codes_in(with_tariffs("bill B for Account { all of Lights }\n"
                                    "test \"t\" { for home over 2020-04 expect B.rounding = 1 COP }")),
              ElementsAre("E0710"));
}

TEST(Bills, AreOfOneEntityAndOneCurrency) {  // S20
  EXPECT_THAT(errors_in(with_tariffs("bill B for Account { one of Homes all of Dollars }\n")),
              ElementsAre(HasSubstr("tariff `Dollars` is in `USD`, the bill in `COP`: a bill has one currency")));
  EXPECT_THAT(codes_in(with_tariffs("bill B for Account { all of Lights, Lights }\n")), ElementsAre("E0741"));
  EXPECT_THAT(codes_in(with_tariffs("bill B for Account { all of Night }\n")), ElementsAre("E0201"));
  EXPECT_THAT(codes_in(with_tariffs("entity Other { key id: text(3) }\nbill B for Other { all of Lights }\n")),
              ElementsAre("E0742"));
  EXPECT_THAT(codes_in("bill B for Account { round total to 50 COP }\n"), ElementsAre("E0740"));
}

TEST(Bills, WithLinesOfTheirOwnSayTheirClauses) {
  EXPECT_THAT(codes_in(with_tariffs("bill B for Account { all of Lights line a = 1 COP }\n")),
              ElementsAre("E0701", "E0701", "E0701"));
  EXPECT_THAT(codes_in(with_tariffs("bill B for Account { all of Lights round total to 0.005 COP }\n")),
              ElementsAre("E0348"));  // S34
  EXPECT_THAT(codes_in(with_tariffs("bill B for Account { all of Lights due 15 days }\n")), ElementsAre("E0353"));
  EXPECT_THAT(
      codes_in(with_tariffs("bill B for Account { all of Lights round total to 50 COP carrying difference }\n")),
      ElementsAre("E0299"));
  EXPECT_THAT(codes_in(with_tariffs("rule x for Account: COP = Lights.lamp\n")), ElementsAre("E0746"));
}

TEST(Tests, ExpectSomething) {
  EXPECT_THAT(errors_in("test \"x\" { for home over 2020-04 }\n"),
              ElementsAre("E0801 1:1 test `x` expects nothing: without `expect` it cannot fail"));
}

TEST(Tests, SayWhatTheyDependOn) {  // S56
  const std::string rule =
      "rule now for Account: COP/kWh = price(stratum)\nrule days_of for Account: int = "
      "period.days\n";
  EXPECT_THAT(codes_in(rule + "test \"x\" { for home expect now = 100 COP/kWh }\n"), ElementsAre("E0808"));
  EXPECT_THAT(codes_in(rule + "test \"x\" { for home as_of 2020-04-01 expect now = 100 COP/kWh }\n"), IsEmpty());
  EXPECT_THAT(codes_in(rule + "test \"x\" { for home as_of 2020-04-01 expect days_of = 30 }\n"), ElementsAre("E0806"));
  EXPECT_THAT(codes_in(with_tariffs("bill B for Account { all of Lights }\ntest \"x\" { for home "
                                    "expect B.total = 5 COP }\n")),
              ElementsAre("E0806"));
  EXPECT_THAT(codes_in(with_tariffs("bill B for Account { all of Lights }\ntest \"x\" { over "
                                    "2020-04 expect B.total = 5 COP }\n")),
              ElementsAre("E0804"));
  const std::string issued =
      "tariff I for Account { currency COP round lines to 1 COP values at issued line a = 1 kWh @ "
      "price(S1) }\n";
  EXPECT_THAT(codes_in(issued + "test \"x\" { for home over 2020-04 expect I.a = 1 COP }\n"), ElementsAre("E0807"));
  EXPECT_THAT(problems_of(issued + "test \"x\" { for home over 2020-03 issued 2020-04-11 expect I.a = 130 COP }\n"),
              IsEmpty());
}

TEST(Tests, Rows) {
  EXPECT_THAT(codes_in("test \"x\" { expect a = b | a: 1, b: 1 | a: 2 }\n"), ElementsAre("E0810"));
  EXPECT_THAT(codes_in("test \"x\" { expect a = b | a: 1, b: 1 | a: 2, c: 2 }\n"), ElementsAre("E0809"));
  EXPECT_THAT(codes_in("test \"x\" { expect a = b | a: 1 kWh, b: 1 kWh | a: 2 kW, b: 2 kWh }\n"), ElementsAre("E0338"));
  EXPECT_THAT(problems_of("test \"x\" { expect a = b and s in {S1, S2} | a: 1 kWh, b: 1.00 kWh, s: "
                          "S1 | a: 2.5 kWh, b: 2.5 kWh, s: S2 }\n"),
              IsEmpty());
}

TEST(Tests, ErrorsAreNamedByTheirCode) {
  EXPECT_THAT(codes_in("test \"x\" { for home over 2020-04 expect error R9999 }\n"), ElementsAre("E0811"));
  EXPECT_THAT(codes_in("test \"x\" { over 2020-04 expect error R0301 }\n"), ElementsAre("E0812"));
}

TEST(Tests, OptionalValuesMayBeCompared) {  // S40
  EXPECT_THAT(problems_of("test \"x\" { for home as_of 2020-01-01 expect not (balance = 3 COP) "
                          "expect balance != 3 COP }\n"
                          "test \"y\" { for home with { balance: 3 COP } as_of 2020-01-01 expect "
                          "balance = 3.00 COP }\n"),
              IsEmpty());
}

TEST(Tests, FailuresDoNotHideEachOther) {
  EXPECT_THAT(codes_in("test \"x\" { for home as_of 2020-01-01 expect usaje = 3 kWh expect usage = 3 COP }\n"),
              ElementsAre("E0201", "E0338"));
  EXPECT_THAT(codes_in("test \"x\" { for usage as_of 2020-01-01 expect usaje = 3 kWh }\n"), Contains("E0201"));
}

}  // namespace
}  // namespace tarifa::check
