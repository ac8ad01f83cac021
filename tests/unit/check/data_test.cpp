#include <gmock/gmock.h>

#include "tests/unit/check/checking.h"

namespace tarifa::check {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

const ir::Record& record_of(const Checking& checked, size_t index = 0) { return checked.module().records.at(index); }

TEST(Data, EntityOfEveryType) {
  const auto checked = check_source(R"(module test
use std.units.{kWh}
enum Class { Home, Shop }
record Payment { paid: date, amount: ratio(2) }
/// A contract.
entity Account {
  /// Its number.
  key id: text(32),
  class: Class,
  usage: kWh(3) in 0..1_000_000,
  active: bool, born: date?, m: month, t: time, at_time: datetime, wait: days, term: months, span: Period,
  payments: list of Payment max 120,
  history: list of kWh(1) max 12 in 0..99.5,
  share: decimal(2) in 0..<1 column "SHARE", n: int in -3..3, note: text,
}
)");
  EXPECT_THAT(checked->errors(), IsEmpty());
  const ir::Record& account = record_of(*checked, 1);
  EXPECT_TRUE(account.entity);
  EXPECT_EQ(account.doc, "A contract.");
  ASSERT_EQ(account.fields_list.size(), 16U);
  EXPECT_TRUE(account.fields_list[0].key);
  EXPECT_EQ(account.fields_list[0].doc, "Its number.");
  EXPECT_EQ(account.fields_list[0].at.line, 8U);
  EXPECT_TRUE(*account.fields_list[2].least == 0 && *account.fields_list[2].greatest == 1'000'000'000);
  EXPECT_TRUE(*account.fields_list[12].greatest == 995);  // of the items, on their grid
  EXPECT_TRUE(*account.fields_list[13].greatest == 99);   // S38: below 1 on the grid of 0.01
  EXPECT_EQ(account.fields_list[13].column, "SHARE");
  EXPECT_TRUE(*account.fields_list[14].least == -3);
  EXPECT_TRUE(checked->module().type(account.fields_list[4].type).optional);
  EXPECT_EQ(checked->module().type(account.fields_list[15].type).bound, 256U);
}

TEST(Data, RangesAreOnTheGridOfTheField) {
  EXPECT_THAT(errors_of("module test\nrecord R { a: ratio(2) in 0..0.005 }\n"),
              ElementsAre("E0316 2:30 `0.005` has more digits after the point than `decimal(2)`"));
  EXPECT_THAT(errors_of("module test\nrecord R { a: ratio(2) in 2..1 }\n"),
              ElementsAre("E0315 2:27 no value of `decimal(2)` lies in `2..1`"));
  EXPECT_THAT(errors_of("module test\nrecord R { a: text(3) in 0..1 }\n"),
              ElementsAre("E0314 2:26 a range cannot be stated for `text(3)`"));
  EXPECT_THAT(errors_of("module test\nuse std.units.{kWh, MWh}\nrecord R { a: kWh(0) in 0 kWh..5 MWh }\n"),
              ElementsAre("E0325 3:34 `MWh` where `kWh` is declared"));
  EXPECT_THAT(errors_of("module test\nrecord R { a: date in 2020-01-01..2020-12-31, b: int in "
                        "0..9_223_372_036_854_775_808 }\n"),
              ElementsAre("E0307 2:60 `9_223_372_036_854_775_808` must be from -9_223_372_036_854_775_808 to "
                          "9_223_372_036_854_775_807"));
}

TEST(Data, FieldsStateTheirDigitsAndBounds) {
  const auto checked = check_source("module test\nuse std.money.{COP}\nrecord R { a: COP }\n");
  EXPECT_THAT(checked->errors(), ElementsAre("E0303 3:15 `COP` does not say its digits after the point: a field, a "
                                             "parameter or a list states them"));
  EXPECT_THAT(checked->notes(), ElementsAre("help write for example `COP(2)`"));
  EXPECT_THAT(errors_of("module test\nrecord R { a: list of int }\n"),
              ElementsAre("E0306 2:15 the list does not say how many items it may have"));
  EXPECT_THAT(errors_of("module test\nrecord R { a: ratio(19) }\n"),
              ElementsAre("E0307 2:21 `19` must be from 0 to 18"));
  EXPECT_THAT(errors_of("module test\nrecord R { a: bool(1) }\n"),
              ElementsAre("E0305 2:20 `bool` takes no number in parentheses"));
  EXPECT_THAT(errors_of("module test\nrecord R { a: list of int max 3? }\n"),
              ElementsAre("E0308 2:15 a list cannot be optional: no items is `[]`, and a missing "
                          "list is an error"));
  EXPECT_THAT(errors_of("module test\nuse std.units.{kWh}\nrecord R { a: tiers kWh @ ratio(2) }\n"),
              ElementsAre("E0309 3:15 `tiers` is the type of a `param` only"));
}

TEST(Data, KeysOfEntities) {
  EXPECT_THAT(errors_of("module test\nentity A { x: int }\n"), ElementsAre("E0310 2:8 entity `A` has no `key`"));
  EXPECT_THAT(errors_of("module test\nentity A { key x: int, key y: int }\n"),
              ElementsAre("E0311 2:28 entity `A` has two keys: `x` and `y`"));
  EXPECT_THAT(errors_of("module test\nentity A { key x: date }\n"),
              ElementsAre("E0313 2:12 a key is a `text` or an `int` that is always there, not `date`"));
  EXPECT_THAT(errors_of("module test\nentity A { key x: int? }\n"),
              ElementsAre("E0313 2:12 a key is a `text` or an `int` that is always there, not `int?`"));
  EXPECT_THAT(errors_of("module test\nrecord A { key x: int }\n"),
              ElementsAre("E0312 2:12 `key` belongs to entities; `A` is a record"));
}

TEST(Data, NamesAndColumnsStandOnce) {
  EXPECT_THAT(errors_of("module test\nrecord R { a: int, a: int }\n"), ElementsAre("E0202 2:20 `a` is declared twice"));
  EXPECT_THAT(errors_of("module test\nrecord R { a: int, b: int column \"a\" }\n"),
              ElementsAre("E0322 2:20 two fields of `R` read the column `a`"));
}

TEST(Data, LaterPartsOfTheLanguageAreSaidToBeSo) {
  EXPECT_THAT(errors_of("module test\nentity B { key id: int }\nentity A { key id: int, b: B, d: int dated "
                        "max 3, s: Other.State }\n"),
              ElementsAre("E0299 3:28 `B` is part of the language but not available in this version of tarifa",
                          "E0299 3:38 `dated` is part of the language but not available in this version of tarifa",
                          "E0299 3:54 `Other.State` is part of the language but not available in this version of "
                          "tarifa"));
}

TEST(Data, FactsLeadFromUsesToDeclarations) {
  const auto checked = check_source(
      "module test\nenum Class { Home }\nrecord R { c: Class }\nparam p by Class: ratio(1) { | "
      "Home from 2020-01-01: 1 open }\n");
  EXPECT_THAT(checked->uses_of("Class"), ElementsAre("definition 2:6", "3:15 -> 2:6", "4:12 -> 2:6"));
  EXPECT_THAT(checked->uses_of("Home"), ElementsAre("definition 2:14", "4:32 -> 2:14"));
}

}  // namespace
}  // namespace tarifa::check
