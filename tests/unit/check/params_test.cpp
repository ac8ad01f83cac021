#include <gmock/gmock.h>

#include "tests/unit/check/checking.h"

namespace tarifa::check {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

// Errors of `param p: ratio(4) { ENTRIES }`.
std::vector<std::string> errors_in(const std::string& entries) {
  return errors_of("module test\nparam p: ratio(4) {\n" + entries + "\n}\n");
}

const ir::TimelineEntry& entry_of(const Checking& checked, size_t timeline, size_t entry) {
  return checked.module().params.at(0).timelines.at(timeline).entries.at(entry);
}

ir::Int128 value_of(const Checking& checked, size_t timeline, size_t entry) {
  return checked.module().consts.at(entry_of(checked, timeline, entry).value.index()).number;
}

constexpr int32_t kDay2020 = 18'262;  // 2020-01-01

TEST(Params, BareNumbersTakeTheUnit) {  // S35
  const auto checked = check_source(R"(module test
use std.money.{COP}
use std.units.{kWh}
param p: COP/kWh(4) {
  from 2020-01-01: 532.17
  from 2020-03-01: 536.4475 COP/kWh
  from 2020-04-01: -1
  until 2021-01-01
}
)");
  EXPECT_THAT(checked->errors(), IsEmpty());
  EXPECT_TRUE(value_of(*checked, 0, 0) == 5'321'700);
  EXPECT_TRUE(value_of(*checked, 0, 1) == 5'364'475);
  EXPECT_TRUE(value_of(*checked, 0, 2) == -10'000);
  EXPECT_EQ(entry_of(*checked, 0, 0).from, kDay2020);
  EXPECT_EQ(entry_of(*checked, 0, 0).until, std::nullopt);
  EXPECT_EQ(entry_of(*checked, 0, 2).until, kDay2020 + 366);
}

TEST(Params, ThroughIncludesItsDay) {
  const auto checked = check_source("module test\nparam p: ratio(0) { from 2020-01-01: 1 through 2020-12-31 }\n");
  EXPECT_EQ(entry_of(*checked, 0, 0).until, kDay2020 + 366);
}

TEST(Params, EntriesAscendAndTheLastIsClosed) {  // S5
  EXPECT_THAT(errors_in("from 2020-02-01: 1\nfrom 2020-01-01: 2 open"),
              ElementsAre("E0401 4:6 `2020-01-01` is not after `2020-02-01`: the entries of a timeline ascend"));
  EXPECT_THAT(errors_in("from 2020-01-01: 1\nfrom 2020-01-01: 2 open"),
              ElementsAre("E0401 4:6 `2020-01-01` is not after `2020-01-01`: the entries of a timeline ascend"));
  EXPECT_THAT(errors_in("from 2020-01-01: 1"),
              ElementsAre("E0402 3:6 the last entry of `p` does not say how long it is valid"));
  EXPECT_THAT(errors_in("from 2020-01-01: 1 open\nfrom 2021-01-01: 1 open"),
              ElementsAre("E0403 3:20 `open` stands before the last entry: what follows would never be read"));
  EXPECT_THAT(errors_in("from 2020-01-01: 1 until 2020-01-01"),
              ElementsAre("E0404 3:20 the entry from `2020-01-01` holds until `2020-01-01`: that is no day at all"));
  EXPECT_THAT(errors_in("from 2020-01-01: 1 until 2020-03-01\nfrom 2020-02-01: 1 open"),
              ElementsAre("E0405 3:20 the entry from `2020-01-01` is valid until `2020-03-01`, "
                          "after the next one begins "
                          "on `2020-02-01`"));
  EXPECT_THAT(errors_in(""), ElementsAre("E0409 2:7 `p` has no value"));
  EXPECT_THAT(errors_in("from 2020-01: 1 open"),
              ElementsAre("E0411 3:6 a date must be written out here, such as `2020-04-01`, and be a day that exists"));
}

TEST(Params, UnclosedTimelineHasAFix) {
  const auto checked = check_source("module test\nparam p: ratio(4) {\n  from 2020-01-01: 1\n}\n");
  EXPECT_THAT(checked->notes(), ElementsAre("help write `open` after it, or `until` a date", "fix 3:21-3:21 ->  open"));
}

TEST(Params, GapIsAWarningUnlessTheTypeIsOptional) {  // S5
  const std::string entries = " { from 2020-01-01: 1 until 2020-02-01 from 2020-03-01: 1.5 open }\n";
  EXPECT_THAT(warnings_of("module test\nparam p: ratio(4)" + entries +
                          "let x: ratio(4) = 1\ntest \"t\" { expect x = 1 expect p(at: 2020-01-01) = 1 }\n"),
              ElementsAre("W0401 2:40 `p` has no value from `2020-02-01` until `2020-03-01`"));
  EXPECT_THAT(
      warnings_of("module test\nparam p: ratio(4)?" + entries + "test \"t\" { expect p(at: 2020-01-01) = 1 }\n"),
      IsEmpty());
}

TEST(Params, CorrectionsArePublished) {  // S5
  const auto checked = check_source(R"(module test
param p: ratio(4) {
  from 2023-06-01: 0.98
  from 2023-06-01: 0.979 published 2023-08-20 because "corrected"
  from 2023-07-01: 0.97
  open
}
)");
  EXPECT_THAT(checked->errors(), IsEmpty());
  const ir::TimelineEntry& correction = entry_of(*checked, 0, 2);  // after those without `published`
  EXPECT_TRUE(correction.published.has_value());
  EXPECT_EQ(correction.because, "corrected");
  EXPECT_TRUE(value_of(*checked, 0, 2) == 9'790);
}

TEST(Params, TwoCorrectionsOfOneDayMayNotCoverOneDate) {  // S5
  EXPECT_THAT(errors_in("from 2020-01-01: 1 open\nfrom 2020-02-01: 2 published 2020-05-01\nfrom "
                        "2020-03-01: 3 published 2020-05-01"),
              ElementsAre("E0412 5:6 two entries published on `2020-05-01` both cover "
                          "`2020-03-01`: the latest published "
                          "decides, and there is none"));
  EXPECT_THAT(errors_in("from 2020-01-01: 1 open\nfrom 2020-02-01: 2 published 2020-05-01 until "
                        "2020-03-01\nfrom 2020-03-01: 3 published 2020-05-01"),
              IsEmpty());
  EXPECT_THAT(errors_in("from 2020-01-01: 1 open\nfrom 2020-02-01: 2 published 2020-05-01\nfrom "
                        "2020-03-01: 3 published 2020-06-01"),
              IsEmpty());
  EXPECT_THAT(errors_in("from 2020-02-01: 2 published 2020-05-01"),
              ElementsAre("E0413 2:7 `p` has only entries with `published`: the timeline is made "
                          "by those without"));
  EXPECT_THAT(errors_in("from 2020-01-01: 1 open from 2020-02-01: 2 published 2020-05-01 open"),
              ElementsAre("E0416 3:65 an entry with `published` cannot say `open`: it ends where "
                          "the timeline goes on"));
}

TEST(Params, OptionalParameterMayBeMissingUntilItIsPublished) {  // S5
  EXPECT_THAT(errors_of("module test\nparam ends: date? { from 2020-06-01: 2021-06-30 published 2021-06-11 }\n"),
              IsEmpty());
}

TEST(Params, KeysHaveARowEach) {
  const std::string head = "module test\nenum Town { Cali, Bogota }\nenum Class { Home, Shop }\n";
  EXPECT_THAT(errors_of(head + "param p by Town, Class: ratio(1) {\n | Cali, Home from 2020-01-01: "
                               "1 open\n | Bogota, Shop from 2020-01-01: 1 open\n}\n"),
              ElementsAre("E0406 4:7 `p` has no entry for `Cali, Shop`, `Bogota, Home`"));
  EXPECT_THAT(errors_of(head + "param p by Town: ratio(1) {\n | Cali from 2020-01-01: 1 open\n | Cali from "
                               "2020-01-01: 1 open\n | Bogota from 2020-01-01: 1 open\n}\n"),
              ElementsAre("E0407 6:4 `Cali` stands twice"));
  EXPECT_THAT(errors_of(head + "param p by Town: ratio(1) {\n | Cali, Home from 2020-01-01: 1 open\n}\n"),
              ElementsAre("E0408 5:4 the number of keys is 2; `p` has 1"));
  EXPECT_THAT(errors_of(head + "param p by Town: ratio(1) { from 2020-01-01: 1 open }\n"),
              ElementsAre("E0414 4:29 `p` has keys: its entries begin with `| KEY`"));
  EXPECT_THAT(errors_of(head + "param p: ratio(1) { | Cali from 2020-01-01: 1 open }\n"),
              ElementsAre("E0415 4:21 `p` has no keys: write its entries without `|`"));
  EXPECT_THAT(errors_of(head + "param p by Town: ratio(1) {\n | Calli from 2020-01-01: 1 open\n}\n"),
              ElementsAre("E0215 5:4 enum `Town` has no member `Calli`"));
  EXPECT_THAT(errors_of("module test\nrecord R { x: int }\nparam p by R: ratio(1) { | a from "
                        "2020-01-01: 1 open }\n"),
              ElementsAre("E0410 3:12 a parameter is keyed by enums; `R` is none"));
}

TEST(Params, CombinationsAreInOrderOfMembers) {
  const auto checked = check_source(R"(module test
enum Town { Cali, Bogota }
enum Class { Home, Shop }
param p by Town, Class: ratio(0) {
  | Bogota, Shop from 2020-01-01: 4 open
  | Cali, Shop from 2020-01-01: 2 open
  | Cali, Home from 2020-01-01: 1 open
  | Bogota, Home from 2020-01-01: 3 open
}
)");
  EXPECT_THAT(checked->errors(), IsEmpty());
  for (size_t i = 0; i < 4; ++i) EXPECT_TRUE(value_of(*checked, i, 0) == static_cast<int>(i) + 1);
}

TEST(Params, NothingIsRounded) {  // S44 holds inline too
  EXPECT_THAT(errors_in("from 2020-01-01: 0.12345 open"),
              ElementsAre("E0316 3:18 `0.12345` has more digits after the point than `decimal(4)`"));
  EXPECT_THAT(errors_in("from 2020-01-01: 0.1234500 open"),
              ElementsAre("E0316 3:18 `0.1234500` has more digits after the point than `decimal(4)`"));
  EXPECT_THAT(errors_in("from 2020-01-01: 0.1230000 open"), IsEmpty());
  EXPECT_THAT(errors_in("from 2020-01-01: \"x\" open"), ElementsAre("E0317 3:18 `\"x\"` is no value of `decimal(4)`"));
}

TEST(Params, ExpressionsOfConstants) {
  const auto checked = check_source(
      "module test\nuse std.units.{kWh}\nlet basis: kWh = 4.5 kWh\nparam p: kWh(2) { from "
      "2020-01-01: 2 * basis open }\n");
  EXPECT_THAT(checked->errors(), IsEmpty());
  EXPECT_TRUE(value_of(*checked, 0, 0) == 900);
  EXPECT_THAT(errors_of("module test\nparam q: ratio(2) { from 2020-01-01: 1 open }\nparam p: "
                        "ratio(2) { from 2020-01-01: q(at: 2020-01-01) open }\n"),
              ElementsAre("E0323 3:38 a value is needed that is known when the rules are checked"));
}

TEST(Params, Ladders) {
  const std::string head =
      "module test\nuse std.money.{USD}\nuse std.units.{kWh}\nparam p: tiers kWh @ USD/kWh(5) {\n "
      "from 2024-01-01:";
  const auto checked =
      check_source(head + " | up to 3_000 kWh @ 0.13265 | up to 5_000.5 @ 0.12 | above @ 0.0791 USD/kWh\n open }\n");
  EXPECT_THAT(checked->errors(), IsEmpty());
  const ir::Param& param = checked->module().params.at(0);
  EXPECT_EQ(param.ladder_scale, 1);
  const auto& ladder = param.timelines[0].entries[0].ladder;
  ASSERT_EQ(ladder.size(), 3U);
  EXPECT_TRUE(*ladder[0].up_to == 30'000 && *ladder[1].up_to == 50'005 && !ladder[2].up_to);
  EXPECT_TRUE(ladder[0].rate == 13'265 && ladder[2].rate == 7'910);
  EXPECT_THAT(errors_of(head + " | up to 10 kWh @ 1 | up to 9 kWh @ 2 | above @ 3 open }\n"),
              ElementsAre("E0530 5:38 the limit `9` is below the one before it, `10`"));
  EXPECT_THAT(errors_of(head + " | above @ 1 | up to 9 kWh @ 2 open }\n"),
              ElementsAre("E0531 5:19 `above` is not the last block"));
  EXPECT_THAT(errors_of(head + " | up to 10 kWh @ 1 | up to 10 kWh @ 2 | above @ 3 open }\n"),
              IsEmpty());  // S25: an empty tier
  EXPECT_THAT(errors_of(head + " 5 open }\n"),
              ElementsAre("E0533 5:2 `p` is a ladder: its entries are blocks `| up to LIMIT @ RATE`"));
}

TEST(Params, ExtensionsSayWhenTheyWerePublished) {
  EXPECT_THAT(errors_of("module test\nparam p: ratio(1) { from 2020-01-01: 1 open }\nextend p { "
                        "from 2021-01-01: 2 until 2022-01-01 }\n"),
              ElementsAre("E0417 3:17 an entry added by `extend` says when it was `published`"));
}

}  // namespace
}  // namespace tarifa::check
