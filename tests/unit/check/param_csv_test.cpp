#include <gmock/gmock.h>

#include "tests/unit/check/checking.h"

namespace tarifa::check {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

constexpr std::string_view kKeyed = R"(module test
enum RateClass { Home, Shop }
param p by RateClass: ratio(2) from "p.csv"
)";

std::unique_ptr<Checking> check_csv(std::string csv) { return check_source(kKeyed, {{"rules/p.csv", std::move(csv)}}); }

TEST(ParamCsv, RowsOfKeysMayAlternate) {
  const auto checked = check_csv(
      "rate_class,from,value,until\nHome,2020-01-01,1.5,\nShop,2020-01-01,2,open\nHome,2020-02-01,"
      "19%,2021-01-01\n");
  EXPECT_THAT(checked->errors(), IsEmpty());
  const ir::Param& param = checked->module().params.at(0);
  EXPECT_EQ(param.csv, "rules/p.csv");
  ASSERT_EQ(param.timelines[0].entries.size(), 2U);
  EXPECT_TRUE(checked->module().consts[param.timelines[0].entries[0].value.index()].number == 150);
  EXPECT_TRUE(checked->module().consts[param.timelines[0].entries[1].value.index()].number == 19);
  EXPECT_EQ(param.timelines[0].entries[1].at.line, 4U);
}

TEST(ParamCsv, QuotesAndLineEndsAsRfc4180HasThem) {
  EXPECT_THAT(check_csv("\xEF\xBB\xBFrate_class,\"from\",value,until\r\n\"Home\",2020-01-01,1,"
                        "open\r\nShop,2020-01-01,1,open")
                  ->errors(),
              IsEmpty());
  EXPECT_THAT(check_csv("rate_class,from,value,until\nHo\"me,2020-01-01,1,open\n")->errors(),
              ElementsAre("E0430 rules/p.csv:2:3 a quote stands inside a field: put the whole "
                          "field in quotes and double the quote"));
  EXPECT_THAT(check_csv("rate_class,from,value,until\n\"Home\"x,2020-01-01,1,open\n")->errors(),
              ElementsAre("E0439 rules/p.csv:2:7 after the closing quote comes neither a comma nor "
                          "the end of the line"));
  EXPECT_THAT(check_csv("rate_class,from,value,until\n\"Home,2020-01-01,1,open\n")->errors(),
              ElementsAre("E0440 rules/p.csv:2:1 this quote is never closed"));
  EXPECT_THAT(check_csv("rate_class,from,value,until\rHome")->errors(),
              ElementsAre("E0441 rules/p.csv:1:28 a carriage return stands alone: lines end in LF or CRLF"));
  EXPECT_THAT(check_csv("rate_class,from,value,until\nHome,\xFF,1,open\n")->errors(),
              ElementsAre("E0442 rules/p.csv:2:6 the file is not UTF-8: this byte belongs to no character"));
}

TEST(ParamCsv, ColumnsAreKnownAndThere) {  // S44
  EXPECT_THAT(check_csv("rate_class,from,valeu,until\n")->errors(),
              ElementsAre("E0431 rules/p.csv:1:17 column `valeu` is unknown; `p` reads "
                          "`rate_class`, `from`, `value`, "
                          "`until`, `published`"));
  EXPECT_THAT(check_csv("rate_class,from,value,from\n")->errors(),
              ElementsAre("E0433 rules/p.csv:1:23 column `from` stands twice"));
  EXPECT_THAT(check_csv("")->errors(), ElementsAre("E0435 rules/p.csv:1:1 `rules/p.csv` has no rows"));
}

TEST(ParamCsv, NothingIsTrimmedDefaultedOrRounded) {  // S44
  const std::string head = "rate_class,from,value,until\nShop,2020-01-01,1,open\n";
  EXPECT_THAT(check_csv(head + "Home,2020-01-01, 1,open\n")->errors(),
              ElementsAre("E0436 rules/p.csv:3:17 ` 1` begins or ends with a blank: nothing is trimmed"));
  EXPECT_THAT(check_csv(head + "Home,2020-01-01,,open\n")->errors(),
              ElementsAre("E0437 rules/p.csv:3:17 column `value` is empty here: nothing is filled in"));
  EXPECT_THAT(check_csv(head + "Home,2020-01-01,1.005,open\n")->errors(),
              ElementsAre("E0316 rules/p.csv:3:17 `1.005` has more digits after the point than `decimal(2)`"));
  EXPECT_THAT(check_csv(head + "Home,2020-01-01,1.5e3,open\n")->errors(),
              ElementsAre("E0317 rules/p.csv:3:17 `1.5e3` is no value of `decimal(2)`"));
  EXPECT_THAT(check_csv(head + "Home,01/02/2020,1,open\n")->errors(),
              ElementsAre("E0438 rules/p.csv:3:6 `01/02/2020` is no date such as `2020-04-01`"));
  EXPECT_THAT(check_csv(head + "Home,2020-01-01,1\n")->errors(),
              ElementsAre("E0434 rules/p.csv:3:1 the number of fields is 3; in the heading it is 4"));
  EXPECT_THAT(check_csv(head + "Hme,2020-01-01,1,open\n")->errors(),
              ElementsAre("E0215 rules/p.csv:3:1 enum `RateClass` has no member `Hme`"));
}

TEST(ParamCsv, DatesAscendAndTheLastIsClosed) {  // S44
  EXPECT_THAT(check_csv("rate_class,from,value,until\nShop,2020-01-01,1,open\nHome,2020-02-01,1,"
                        "\nHome,2020-01-01,1,open\n")
                  ->errors(),
              ElementsAre("E0401 rules/p.csv:4:6 `2020-01-01` is not after `2020-02-01`: the "
                          "entries of a timeline ascend"));
  EXPECT_THAT(check_csv("rate_class,from,value\nShop,2020-01-01,1\nHome,2020-02-01,1\n")->errors(),
              ElementsAre("E0402 rules/p.csv:2:6 the last entry of `p(Shop)` does not say how long it is valid",
                          "E0402 rules/p.csv:3:6 the last entry of `p(Home)` does not say how long it is valid"));
  EXPECT_THAT(check_csv("rate_class,from,value,until\nShop,2020-01-01,1,open\n")->errors(),
              ElementsAre("E0406 3:7 `p` has no entry for `Home`"));
}

TEST(ParamCsv, PublishedRows) {  // S5
  const auto checked = check_csv(
      "rate_class,from,value,until,published\nShop,2020-01-01,1,open,\nHome,2020-01-01,1,open,"
      "\nHome,2020-01-01,3,,2020-09-01\n");
  EXPECT_THAT(checked->errors(), IsEmpty());
  EXPECT_TRUE(checked->module().params.at(0).timelines[0].entries[1].published.has_value());
}

TEST(ParamCsv, LaddersOfBlocks) {
  const std::string source =
      "module test\nuse std.money.{USD}\nuse std.units.{kWh}\nenum RateClass { Home, Shop }\n"
      "param blocks by RateClass: tiers kWh @ USD/kWh(5) from \"b.csv\"\n";
  const std::string head = "rate_class,from,until,up_to,rate\n";
  const auto checked =
      check_source(source, {{"rules/b.csv", head + "Home,2020-01-01,,100,0.1\nHome,2020-01-01,,,0.2\n"
                                                   "Home,2021-01-01,open,,0.3\nShop,2020-01-01,open,50.5 kWh,0.1\n"
                                                   "Shop,2020-01-01,open,,0.25 USD/kWh\n"}});
  EXPECT_THAT(checked->errors(), IsEmpty());
  const ir::Param& param = checked->module().params.at(0);
  EXPECT_EQ(param.ladder_scale, 1);
  ASSERT_EQ(param.timelines[0].entries.size(), 2U);
  EXPECT_TRUE(*param.timelines[0].entries[0].ladder[0].up_to == 1'000);
  EXPECT_TRUE(*param.timelines[1].entries[0].ladder[0].up_to == 505);
  EXPECT_TRUE(param.timelines[1].entries[0].ladder[1].rate == 25'000);
  EXPECT_THAT(errors_of(source, {{"rules/b.csv", head + "Home,2020-01-01,open,100,0.1\nHome,2020-01-01,"
                                                        "open,90,0.1\nShop,2020-01-01,open,,1\n"}}),
              ElementsAre("E0530 rules/b.csv:3:22 the limit `90` is below the one before it, `100`"));
}

TEST(ParamCsv, FileIsBesideTheRulesOrInThePackage) {
  const std::string csv = "rate_class,from,value,until\nHome,2020-01-01,1,open\nShop,2020-01-01,1,open\n";
  EXPECT_THAT(errors_of(kKeyed, {{"p.csv", csv}}), IsEmpty());
  EXPECT_THAT(errors_of(kKeyed, {{"p.csv", csv}, {"rules/p.csv", csv}}),
              ElementsAre("E0219 3:37 `p.csv` may be two files: `rules/p.csv` and `p.csv`"));
  EXPECT_THAT(errors_of(kKeyed), ElementsAre("E0218 3:37 `p.csv` is no file of the package"));
}

}  // namespace
}  // namespace tarifa::check
