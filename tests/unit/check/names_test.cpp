#include <gmock/gmock.h>

#include "tests/unit/check/checking.h"

namespace tarifa::check {
namespace {

using testing::Contains;
using testing::ElementsAre;
using testing::IsEmpty;

TEST(Names, DuplicateDeclarationShowsBothPlaces) {
  const auto checked = check_source(R"(module test
enum Class { Home, Shop }
enum Class { A }
)");
  EXPECT_THAT(checked->errors(), ElementsAre("E0202 3:6 `Class` is declared twice"));
  EXPECT_THAT(checked->notes(), ElementsAre("label 2:6 first declared here"));
}

TEST(Names, UnknownTypeOffersTheNearest) {
  const auto checked = check_source(R"(module test
enum Stratum { S1, S2 }
record R { s: Startum }
)");
  EXPECT_THAT(checked->errors(), ElementsAre("E0302 3:15 `Startum` is no type that is known here"));
  EXPECT_THAT(checked->notes(), ElementsAre("help did you mean `Stratum`?", "fix 3:15-3:22 -> Stratum"));
}

TEST(Names, ImportBringsNamesAndUnknownOnesAreNamed) {
  const std::vector<TestFile> other = {
      {"rules/shared.rule", "module shared\nenum Class { Home, Shop }\nenum Town { Cali }\n"}};
  EXPECT_THAT(errors_of("module test\nuse shared.{Class}\nrecord R { c: Class }\n", other), IsEmpty());
  EXPECT_THAT(errors_of("module test\nuse shared\nrecord R { c: Class, t: Town }\n", other), IsEmpty());
  EXPECT_THAT(errors_of("module test\nuse shared.{Clas}\n", other),
              ElementsAre("E0205 2:13 module `shared` declares no `Clas`"));
  EXPECT_THAT(errors_of("module test\nuse shaerd.{Class}\n", other),
              ElementsAre("E0204 2:5 there is no module `shaerd`"));
}

TEST(Names, ImportedNameThatIsDeclaredHereClashes) {
  const auto checked = check_source("module test\nuse shared.{Class}\nenum Class { A }\n",
                                    {{"rules/shared.rule", "module shared\nenum Class { Home }\n"}});
  EXPECT_THAT(checked->errors(),
              ElementsAre("E0206 2:13 `Class` is imported here, but the name is already known in this module"));
  EXPECT_THAT(checked->notes(), Contains("label 3:6 known from here"));
}

TEST(Names, NameOfAnotherModuleOffersItsUse) {
  const auto checked = check_source("module test\nuse std.units.{kWh}\nrecord R { c: Class, u: kWh(3) }\n",
                                    {{"rules/shared.rule", "module shared\nenum Class { Home }\n"}});
  EXPECT_THAT(checked->errors(), ElementsAre("E0302 3:15 `Class` is no type that is known here"));
  EXPECT_THAT(checked->notes(), ElementsAre("help module `shared` has it: write `use shared.{Class}`",
                                            "fix 2:20-2:20 -> \nuse shared.{Class}"));
}

TEST(Names, CycleIsReportedWhole) {
  const auto checked = check_source(R"(module test
record A { b: B }
record B { c: C }
record C { a: A }
)");
  EXPECT_THAT(checked->errors(), ElementsAre("E0207 2:8 `A` depends on itself: `A` -> `B` -> `C` -> `A`"));
  EXPECT_THAT(checked->notes(),
              ElementsAre("label 2:8 `A` uses `B`", "label 3:8 `B` uses `C`", "label 4:8 `C` uses `A`"));
}

TEST(Names, OneErrorHidesNoOther) {
  EXPECT_THAT(errors_of(R"(module test
record A { x: Nothing }
enum E { X, X }
record B { y: text(0) }
)"),
              ElementsAre("E0302 2:15 `Nothing` is no type that is known here", "E0223 3:13 `X` stands twice in `E`",
                          "E0307 4:20 `0` must be from 1 to 65535"));
}

TEST(Names, WhatIsNotAvailableIsSaidOnce) {
  EXPECT_THAT(errors_of(R"(module test
season Winter from 12-01 until 04-01
record R { w: Winter, s: series of ratio(0) every 1 hour }
)"),
              ElementsAre("E0299 2:1 `season` is part of the language but not available in this version of tarifa",
                          "E0299 3:26 `series of ratio(0) every 1 hour` is part of the language but not available "
                          "in "
                          "this version of tarifa"));
}

TEST(Names, TypesOfTheLanguageAreNotDeclaredAgain) {
  EXPECT_THAT(errors_of("module test\nenum Period { A }\nunit days\n"),
              ElementsAre("E0225 2:6 `Period` is part of the language and cannot be declared",
                          "E0225 3:6 `days` is part of the language and cannot be declared"));
}

TEST(Names, ModuleOfStdThatIsToComeIsSaidOnce) {
  EXPECT_THAT(errors_of("module test\nuse std.billing.{Invoice}\nrecord R { i: Invoice }\n"),
              ElementsAre("E0299 2:5 `std.billing` is part of the language but not available in "
                          "this version of tarifa"));
}

TEST(Names, UnusedImportsAndDeclarationsAreWarnings) {
  EXPECT_THAT(warnings_of(R"(module test
use std.units.{kWh, m3}
enum Used { A }
enum Unused { B }
entity Account { key id: text(8), u: Used, e: kWh(0) }
)"),
              ElementsAre("W0201 2:21 `m3` is imported but not used", "W0202 4:6 `Unused` is declared but not used"));
}

TEST(Names, ImportOfAnEnumIsUsedByItsMembers) {
  EXPECT_THAT(warnings_of("module test\nuse shared.{Class, Account, tax}\nlet t: ratio(2) = "
                          "tax(Home)\ntest \"t\" { expect t = 0.1 }\n",
                          {{"rules/shared.rule",
                            "module shared\nenum Class { Home }\nentity Account { key id: text(8) }\n"
                            "param tax by Class: ratio(2) { | Home from 2020-01-01: 10% open }\n"}}),
              ElementsAre("W0201 2:20 `Account` is imported but not used"));
}

}  // namespace
}  // namespace tarifa::check
