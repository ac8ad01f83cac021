#include <gmock/gmock.h>

#include "tests/unit/check/checking.h"

namespace tarifa::check {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

constexpr std::string_view kHead =
    "module test\nuse std.units.{kWh}\nuse std.money.{COP}\nenum Meter { Smart, Mechanical }\n";

std::unique_ptr<Checking> check_table(const std::string& table, std::vector<TestFile> others = {}) {
  return check_source(std::string(kHead) + table + "\n", std::move(others));
}
std::vector<std::string> errors_in(const std::string& table, std::vector<TestFile> others = {}) {
  return check_table(table, std::move(others))->errors();
}
const ir::Table& table_of(const Checking& checked) { return checked.module().tables.at(0); }
ir::Int128 result_of(const Checking& checked, size_t version, size_t row, size_t result = 0) {
  const ir::NodeId node = table_of(checked).versions.at(version).rows.at(row).results.at(result);
  return checked.module().consts.at(checked.module().node(node).imm).number;
}

TEST(Tables, CellsBecomeTests) {
  const auto checked = check_table(R"(table t(u: kWh(0) in 0..1_000, m: Meter) -> COP(2) first match {
  | 0 kWh..<50 kWh, 60 kWh | != Smart          => 1.5
  | 50 kWh..59 kWh         | Smart, Mechanical => 2 COP
  | any                    | any               => 3
})");
  EXPECT_THAT(checked->errors(), IsEmpty());
  const auto& rows = table_of(*checked).versions.at(0).rows;
  ASSERT_EQ(rows.size(), 3U);
  ASSERT_EQ(rows[0].cells[0].size(), 2U);
  EXPECT_EQ(rows[0].cells[0][0].kind, ir::CellKind::RangeExclusive);
  EXPECT_EQ(rows[0].cells[0][1].kind, ir::CellKind::Equal);
  ASSERT_EQ(rows[0].cells[1].size(), 1U);
  EXPECT_TRUE(checked->module().consts[rows[0].cells[1][0].a.index()].number == 1);  // Mechanical
  EXPECT_EQ(rows[1].cells[0][0].kind, ir::CellKind::Range);
  EXPECT_TRUE(rows[2].cells[0].empty() && rows[2].cells[1].empty());
  EXPECT_TRUE(result_of(*checked, 0, 0) == 150 && result_of(*checked, 0, 1) == 200);
  EXPECT_EQ(table_of(*checked).policy, ir::TablePolicy::FirstMatch);
}

TEST(Tables, TimesOfDayAreHalfOpenAndWrap) {
  const auto checked = check_table(
      "table t(at_time: time) -> int first match { | 08:00..12:30 => 1 | 22:00..06:00 => 2 | any "
      "=> 3 }");
  EXPECT_THAT(checked->errors(), IsEmpty());
  const auto& rows = table_of(*checked).versions.at(0).rows;
  EXPECT_EQ(rows[0].cells[0][0].kind, ir::CellKind::RangeExclusive);
  ASSERT_EQ(rows[1].cells[0].size(), 2U);
  EXPECT_EQ(rows[1].cells[0][0].kind, ir::CellKind::GreaterEqual);
  EXPECT_EQ(rows[1].cells[0][1].kind, ir::CellKind::Less);
}

TEST(Tables, SeveralResultsAreARecord) {
  const auto checked = check_table(R"(table channel(m: Meter) -> next: Meter, note: text(20) {
  | Smart => Mechanical, "remote" | Mechanical => Smart, "visit"
})");
  EXPECT_THAT(checked->errors(), IsEmpty());
  const ir::Record& record = checked->module().records.at(table_of(*checked).result_record.index());
  EXPECT_EQ(record.name, "channel");
  EXPECT_EQ(record.fields_list.at(1).name, "note");
  EXPECT_EQ(checked->module().type(table_of(*checked).type).kind, ir::TypeKind::Record);
}

TEST(Tables, OpenScaleOfAResultIsTheLargest) {  // S33
  const auto checked = check_table("table t(m: Meter) -> kWh { | Smart => 1 | Mechanical => 2.25 }");
  EXPECT_THAT(checked->errors(), IsEmpty());
  EXPECT_EQ(checked->module().type(table_of(*checked).type).scale, 2);
}

TEST(Tables, ResultsMayUseTheParameters) {
  EXPECT_THAT(errors_in("table t(u: kWh(1)) -> kWh(1) { | < 10 kWh => 10 kWh | otherwise => u }"), IsEmpty());
}

TEST(Tables, DatedRows) {
  const auto checked = check_table(R"(table t(m: Meter) -> ratio(2) {
  from 2020-01-01 { | Smart => 60% | otherwise => 0% }
  from 2020-04-01 { | Smart => 50% | otherwise => 0% }
  until 2021-01-01
})");
  EXPECT_THAT(checked->errors(), IsEmpty());
  ASSERT_EQ(table_of(*checked).versions.size(), 2U);
  EXPECT_TRUE(table_of(*checked).dated);
  EXPECT_EQ(table_of(*checked).until, 18'628);
  EXPECT_TRUE(result_of(*checked, 1, 0) == 50);
  EXPECT_THAT(errors_in("table t(m: Meter) -> ratio(2) { from 2020-02-01 { | any => 1 } from 2020-01-01 { "
                        "| any => 1 } open }"),
              ElementsAre("E0401 5:69 `2020-01-01` is not after `2020-02-01`: the entries of a timeline ascend"));
  EXPECT_THAT(errors_in("table t(m: Meter) -> ratio(2) { from 2020-02-01 { | any => 1 } }"),
              ElementsAre("E0402 5:38 the last entry of `t` does not say how long it is valid"));
}

TEST(Tables, NumericColumnsStateTheirGrid) {  // S38
  EXPECT_THAT(errors_in("table t(u: kWh) -> ratio(2) { | any => 1 }"),
              ElementsAre("E0501 5:9 parameter `u` of a table states its digits after the point: "
                          "rows are judged on that grid"));
  EXPECT_THAT(errors_in("table t(u: kWh(0)) -> ratio(2) { | 1.5 kWh => 1 | otherwise => 0 }"),
              ElementsAre("E0316 5:36 `1.5 kWh` has more digits after the point than `kWh(0)`"));
  EXPECT_THAT(errors_in("table t(u: kWh(0)) -> ratio(2) { | 15 => 1 | otherwise => 0 }"),
              ElementsAre("E0317 5:36 `15` is no value of `kWh(0)`"));
}

TEST(Tables, RowsFitTheHeading) {
  EXPECT_THAT(errors_in("table t(m: Meter) -> int { | Smart | Smart => 1 | otherwise => 0 }"),
              ElementsAre("E0502 5:28 cells in the row: 2; parameters of the table: 1"));
  EXPECT_THAT(errors_in("table t(m: Meter) -> int { | Smart => 1, 2 | otherwise => 0 }"),
              ElementsAre("E0503 5:28 results in the row: 2; results of the table: 1"));
  EXPECT_THAT(errors_in("table t(m: Meter) -> int { | otherwise => 0 | Smart => 1 }"),
              ElementsAre("E0504 5:28 `otherwise` is not the last row: what follows is never reached"));
  EXPECT_THAT(errors_in("table t(m: Meter) -> int { }"), ElementsAre("E0515 5:7 table `t` has no rows"));
  EXPECT_THAT(errors_in("table t(m: Meter) -> int, int { | any => 1, 1 }"),
              ElementsAre("E0506 5:22 several results need names: write `name: TYPE`",
                          "E0506 5:27 several results need names: write `name: TYPE`"));
  EXPECT_THAT(errors_in("table t(m: Meter) -> int { | > Smart => 1 | otherwise => 0 }"),
              ElementsAre("E0510 5:30 values of `Meter` have no order: only equal values and lists "
                          "of them can stand here"));
  EXPECT_THAT(errors_in("table t(x: int) -> int { | 5..4 => 1 | otherwise => 0 }"),
              ElementsAre("E0512 5:28 no value lies in `5..4`"));
  EXPECT_THAT(errors_in("table t(p: Period) -> int { | any => 1 }"),
              ElementsAre("E0514 5:9 a parameter of a table cannot be `Period`"));
}

TEST(Tables, Policies) {
  const auto checked = check_table("table t(x: int) -> ratio(1) collect sum { | > 0 => 1 | > 5 => 2.5 }");
  EXPECT_THAT(checked->errors(), IsEmpty());
  EXPECT_EQ(table_of(*checked).policy, ir::TablePolicy::CollectSum);
  const auto list = check_table("table t(x: int) -> Meter collect list { | > 0 => Smart | > 5 => Mechanical }");
  EXPECT_THAT(list->errors(), IsEmpty());
  EXPECT_EQ(list->module().type(table_of(*list).type).bound, 2U);
  EXPECT_THAT(errors_in("table t(x: int) -> Meter collect sum { | any => Smart }"),
              ElementsAre("E0508 5:34 `collect sum` needs one result that is a number, not `Meter`"));
  EXPECT_THAT(errors_in("table t(x: int) -> int collect avg { | any => 1 }"),
              ElementsAre("E0507 5:32 `collect avg` is unknown: `sum`, `min`, `max` or `list`"));
  EXPECT_THAT(errors_in("table t(x: int) -> a: int, b: int collect sum { | any => 1, 2 }"),
              ElementsAre("E0509 5:43 a table that collects has one result"));
  EXPECT_THAT(errors_in("table t(x: int) -> int collect sum { | > 1 => 1 | otherwise => 2 }"),
              ElementsAre("E0505 5:49 a table that collects has no `otherwise`"));
}

TEST(Tables, CsvCellsAreWrittenAsInSource) {  // S44
  const std::string named =
      "table t(u: kWh(0) in 0..9_999, m: Meter) -> fee: COP(2), note: text(9) first match from "
      "\"t.csv\"";
  const auto checked = check_table(named, {{"rules/t.csv",
                                            "u,m,fee,note\n0..50,Smart,1.5,a\n\">= 51 kWh, 7\",\"Smart, "
                                            "Mechanical\",2 COP,\"\"\"b\"\"\"\nany,any,3,\"\"\"\"\"\"\n"}});
  EXPECT_THAT(checked->errors(), IsEmpty());
  const auto& rows = table_of(*checked).versions.at(0).rows;
  ASSERT_EQ(rows.size(), 3U);
  EXPECT_EQ(rows[1].cells[0].size(), 2U);
  EXPECT_EQ(rows[1].cells[1].size(), 2U);
  EXPECT_TRUE(result_of(*checked, 0, 1) == 200);
  EXPECT_EQ(checked->module().consts[checked->module().node(rows[1].results[1]).imm].text, "b");
  EXPECT_EQ(rows[1].at.line, 3U);
}

TEST(Tables, CsvIsDatedByItsColumn) {
  const std::string table = "table t(m: Meter) -> ratio(2) from \"t.csv\"";
  const auto checked = check_table(
      table, {{"rules/t.csv", "from,m,result\n2020-01-01,Smart,1\n2020-01-01,otherwise,0\n2021-01-01,any,0.5\n"}});
  EXPECT_THAT(checked->errors(), IsEmpty());
  EXPECT_EQ(table_of(*checked).versions.size(), 2U);
  EXPECT_THAT(errors_in(table, {{"rules/t.csv", "from,m,result\n2021-01-01,any,1\n2020-01-01,any,0\n"}}),
              ElementsAre("E0401 rules/t.csv:3:1 `2020-01-01` is not after `2021-01-01`: the entries of a "
                          "timeline ascend"));
  EXPECT_THAT(errors_in(table, {{"rules/t.csv", "m,result\nSmart,\nMechanical,1\n"}}),
              ElementsAre("E0437 rules/t.csv:2:7 column `result` is empty here: nothing is filled in"));
  EXPECT_THAT(errors_in(table, {{"rules/t.csv", "m,result\nSmart,0.125\nMechanical,1\n"}}),
              ElementsAre("E0316 rules/t.csv:2:7 `0.125` has more digits after the point than `decimal(2)`"));
}

// S38: a column without a range of its own is judged on what its calls can pass.
TEST(Tables, GapThatNoCallReachesIsNone) {
  const std::string fee = "table fee(u: kWh(0)) -> COP(2) { | 0 kWh..50 kWh => 35 | > 50 kWh => 45 }\n";
  const std::string entity = "entity Account { key id: text(8), usage: kWh(3) in 0..1_000, balance: kWh(0) }\n";
  EXPECT_THAT(errors_in(fee), ElementsAre("E0540 5:7 no row of `fee` matches u = -1 kWh"));
  EXPECT_THAT(errors_in(fee + entity + "rule f for Account: COP(2) = fee(round(usage / 2, 1 kWh half_up))"), IsEmpty());
  EXPECT_THAT(errors_in(fee + entity + "rule f for Account: COP(2) = fee(balance)"),
              ElementsAre("E0540 5:7 no row of `fee` matches u = -1 kWh"));
  EXPECT_THAT(errors_in(fee + entity + "rule f for Account: COP(2) = fee(round(usage - 1 kWh, 1 kWh half_up))"),
              ElementsAre("E0540 5:7 no row of `fee` matches u = -1 kWh"));
  EXPECT_THAT(
      errors_in(fee + entity + "rule f for Account: COP(2) = fee(max(round(usage - 1 kWh, 1 kWh half_up), 0 kWh))"),
      IsEmpty());
}

TEST(Tables, UndatedTablesAreNotExtended) {
  EXPECT_THAT(errors_in("table t(m: Meter) -> int { | any => 1 }\nextend t { from 2020-01-01 { | "
                        "any => 2 } open }"),
              ElementsAre("E0516 6:8 `extend` of `t`, a table without dates: only tables with dates will be extended, "
                          "which this version does not "
                          "do either"));
}

}  // namespace
}  // namespace tarifa::check
