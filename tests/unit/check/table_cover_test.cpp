// S38: what the diagram says of a table, against trying every input; tables of 100,000 rows within the budget.
#include "compiler/check/table_cover.h"

#include <gtest/gtest.h>

#include <set>

#include "compiler/check/row_subsumption.h"
#include "tests/unit/check/table_builder.h"

namespace tarifa::check {
namespace {

using ir::CellKind;

constexpr CoverQuestions kUnique{true, true, false};
constexpr CoverQuestions kFirstMatch{true, false, true};

std::string gap_of(TableMaker& t) {
  const TableSpace space(t.module, t.table, t.version);
  const TableCover cover = cover_of(space, kUnique);
  EXPECT_TRUE(cover.complete);
  return cover.gap ? space.example(*cover.gap) : "";
}

std::string overlap_of(TableMaker& t) {
  const TableSpace space(t.module, t.table, t.version);
  const TableCover cover = cover_of(space, kUnique);
  return cover.overlaps.empty() ? "" : space.example(cover.overlaps[0].where);
}

TEST(TableCover, JudgesOnTheGridOfTheScale) {
  TableMaker t;
  t.number("u", 3, 0, 1'000'000);
  t.row({{t.test(0, CellKind::LessEqual, 129'999)}});
  t.row({{t.test(0, CellKind::GreaterEqual, 130'000)}});
  EXPECT_EQ(gap_of(t), "");
  EXPECT_EQ(overlap_of(t), "");
}

TEST(TableCover, NamesTheOneGapOfTheGrid) {
  TableMaker t;
  t.number("u", 3, 0, 1'000'000);
  t.member("stratum", {"S1", "S2", "S3"});
  t.row({{t.test(0, CellKind::Less, 129'999)}, {}});
  t.row({{t.test(0, CellKind::GreaterEqual, 130'000)}, {}});
  t.row({{t.test(0, CellKind::Equal, 129'999)}, {t.test(1, CellKind::Equal, 0), t.test(1, CellKind::Equal, 1)}});
  EXPECT_EQ(gap_of(t), "u = 129.999 kWh, stratum = S3");
  EXPECT_EQ(overlap_of(t), "");
}

TEST(TableCover, NamesAnOverlap) {
  TableMaker t;
  t.number("u", 3, 0, 1'000'000);
  t.row({{t.test(0, CellKind::LessEqual, 130'000)}});
  t.row({{t.test(0, CellKind::GreaterEqual, 130'000)}});
  EXPECT_EQ(overlap_of(t), "u = 130.000 kWh");
}

TEST(TableCover, ADeclaredRangeEndsTheColumn) {
  TableMaker t;
  t.number("u", 0, 0, 10);
  t.row({{t.test(0, CellKind::Range, 0, 10)}});
  EXPECT_EQ(gap_of(t), "");
  t.table.params[0].least.reset();
  EXPECT_EQ(gap_of(t), "u = -1 kWh");
}

TEST(TableCover, TextsHaveAlwaysAnother) {
  TableMaker t;
  t.plain("code", ir::TypeKind::Text);
  t.row({{t.text(0, "1A"), t.text(0, "1B")}});
  EXPECT_EQ(gap_of(t), "code is any other text");
  t.row({{t.text(0, "1B")}});
  EXPECT_EQ(overlap_of(t), "code = \"1B\"");
}

TEST(TableCover, AMissingValueIsTakenByAnyAlone) {
  TableMaker t;
  t.plain("flag", ir::TypeKind::Bool, true);
  t.row({{t.test(0, CellKind::Equal, 0)}});
  t.row({{t.test(0, CellKind::Equal, 1)}});
  EXPECT_EQ(gap_of(t), "flag is not known");
}

TEST(TableCover, MaskedAndSubsumedRowsOfAFirstMatch) {
  TableMaker t;
  t.number("u", 0, 0, 100);
  t.row({{t.test(0, CellKind::GreaterEqual, 50)}}, 1);
  t.row({{t.test(0, CellKind::Less, 60)}}, 2);
  t.row({{t.test(0, CellKind::Range, 40, 70)}}, 3);  // masked by the two together
  t.row({{}}, 2);                                    // masked too; takes over the second one
  const TableSpace space(t.module, t.table, t.version);
  const TableCover cover = cover_of(space, kFirstMatch);
  EXPECT_EQ(cover.reached, (std::vector<bool>{true, true, false, false}));
  EXPECT_FALSE(cover.gap.has_value());
  std::vector<const ir::Row*> rows;
  for (const ir::Row& row : t.version.rows) rows.push_back(&row);
  EXPECT_TRUE(subsumed_rows(t.module, space, rows, cover.reached).empty());  // the third stands between
  t.version.rows.erase(t.version.rows.begin() + 2);
  const TableSpace fewer(t.module, t.table, t.version);
  rows.clear();
  for (const ir::Row& row : t.version.rows) rows.push_back(&row);
  const auto subsumed = subsumed_rows(t.module, fewer, rows, {true, true, true});
  ASSERT_EQ(subsumed.size(), 1U);
  EXPECT_EQ(subsumed[0].first, 1U);
  EXPECT_EQ(subsumed[0].second, 2U);
}

// ---- against every input

struct Small {
  uint64_t state;
  int below(int n) {
    state = state * 6364136223846793005ULL + 1442695040888963407ULL;
    return static_cast<int>((state >> 33U) % static_cast<uint64_t>(n));
  }
};

TableMaker random_table(Small& random) {
  TableMaker t;
  t.number("n", 1, 0, 6);
  t.member("m", {"A", "B", "C"});
  t.plain("b", ir::TypeKind::Bool, random.below(2) == 0);
  const int rows = 1 + random.below(6);
  for (int r = 0; r < rows; ++r) {
    std::vector<std::vector<ir::CellTest>> cells(3);
    for (int k = random.below(3); k > 0; --k) {
      const auto kind = static_cast<CellKind>(random.below(7));
      const int a = random.below(7);
      cells[0].push_back(t.test(0, kind, a, a + random.below(4)));
    }
    for (int k = random.below(3); k > 0; --k) cells[1].push_back(t.test(1, CellKind::Equal, random.below(3)));
    for (int k = random.below(2); k > 0; --k) cells[2].push_back(t.test(2, CellKind::Equal, random.below(2)));
    t.row(std::move(cells), r);
  }
  return t;
}

bool holds(const TableMaker& t, const ir::CellTest& test, int value) {
  const int a = static_cast<int>(t.module.consts[test.a.index()].number);
  switch (test.kind) {
    case CellKind::Equal: return value == a;
    case CellKind::Less: return value < a;
    case CellKind::LessEqual: return value <= a;
    case CellKind::Greater: return value > a;
    case CellKind::GreaterEqual: return value >= a;
    case CellKind::Range:
    case CellKind::RangeExclusive: break;
  }
  const int b = static_cast<int>(t.module.consts[test.b.index()].number);
  return value >= a && (test.kind == CellKind::Range ? value <= b : value < b);
}

bool matches(const TableMaker& t, const ir::Row& row, const std::vector<int>& input) {
  for (size_t column = 0; column < row.cells.size(); ++column) {
    if (row.cells[column].empty()) continue;
    bool any = false;
    for (const ir::CellTest& test : row.cells[column])
      any = any || (input[column] != 9 && holds(t, test, input[column]));
    if (!any) return false;
  }
  return true;
}

struct Tried {
  bool gap = false;
  std::set<std::pair<size_t, size_t>> overlaps;
  std::vector<bool> first;
};

Tried try_all(const TableMaker& t) {
  Tried out;
  out.first.resize(t.version.rows.size());
  const bool optional = t.module.type(t.table.params[2].type).optional;
  for (int n = 0; n <= 6; ++n) {
    for (int m = 0; m < 3; ++m) {
      for (const int b : {0, 1, 9}) {
        if (b == 9 && !optional) continue;
        std::vector<size_t> taken;
        for (size_t r = 0; r < t.version.rows.size(); ++r) {
          if (matches(t, t.version.rows[r], {n, m, b})) taken.push_back(r);
        }
        if (taken.empty())
          out.gap = true;
        else
          out.first[taken[0]] = true;
        for (size_t k = 1; k < taken.size(); ++k) out.overlaps.insert({taken[0], taken[k]});
      }
    }
  }
  return out;
}

TEST(TableCover, AgreesWithTryingEveryInput) {
  Small random{20'200'401};
  int gaps = 0;
  int disjoint = 0;
  for (int round = 0; round < 3'000; ++round) {
    const TableMaker t = random_table(random);
    const TableSpace space(t.module, t.table, t.version);
    const Tried tried = try_all(t);
    const TableCover unique = cover_of(space, kUnique);
    const TableCover first = cover_of(space, kFirstMatch);
    ASSERT_TRUE(unique.complete && first.complete);
    ASSERT_EQ(unique.gap.has_value(), tried.gap) << round;
    ASSERT_EQ(first.gap.has_value(), tried.gap) << round;
    ASSERT_EQ(first.reached, tried.first) << round;
    ASSERT_EQ(unique.overlaps.empty(), tried.overlaps.empty()) << round;
    for (const RowOverlap& found : unique.overlaps) ASSERT_TRUE(tried.overlaps.contains({found.first, found.second}));
    gaps += tried.gap ? 1 : 0;
    disjoint += tried.overlaps.empty() ? 1 : 0;
  }
  EXPECT_GT(gaps, 300);
  EXPECT_LT(gaps, 2'900);
  EXPECT_GT(disjoint, 100);
}

// ---- size

std::vector<std::string> names(int count) {
  std::vector<std::string> out;
  for (int i = 0; i < count; ++i) out.push_back("E" + std::to_string(i));
  return out;
}

TableMaker large(bool number_first, int groups) {
  TableMaker t;
  const size_t number = number_first ? 0 : 1;
  if (number_first) t.number("n", 3, 0, 999'999);
  t.member("m", names(groups));
  if (!number_first) t.number("n", 3, 0, 999'999);
  const int bands = 100'000 / groups;
  for (int g = 0; g < groups; ++g) {
    for (int k = 0; k < bands; ++k) {
      const ir::Int128 low = ir::Int128{1'000'000} * k / bands;
      const ir::Int128 high = ir::Int128{1'000'000} * (k + 1) / bands - 1;
      std::vector<std::vector<ir::CellTest>> cells(2);
      cells[number] = {t.test(number, CellKind::Range, low, high)};
      cells[1 - number] = {t.test(1 - number, CellKind::Equal, g)};
      t.row(std::move(cells));
    }
  }
  return t;
}

TEST(TableCover, HundredThousandRowsStayInsideTheBudget) {
  for (const bool number_first : {false, true}) {
    for (const int groups : {1, 20, 400}) {
      TableMaker t = large(number_first, groups);
      const TableSpace space(t.module, t.table, t.version);
      const TableCover cover = cover_of(space, kUnique);
      EXPECT_TRUE(cover.complete) << groups << (number_first ? " number first" : "");
      EXPECT_FALSE(cover.gap.has_value());
      EXPECT_TRUE(cover.overlaps.empty());
    }
  }
}

TEST(TableCover, OneWrongRowInAHundredThousandIsFound) {
  TableMaker t = large(false, 400);
  t.version.rows.erase(t.version.rows.begin() + 54'321);
  EXPECT_FALSE(gap_of(t).empty());
}

TEST(TableCover, SaysWhenItGaveUp) {
  TableMaker t;
  Small random{7};
  for (int column = 0; column < 60; ++column) t.plain("b" + std::to_string(column), ir::TypeKind::Bool);
  for (int r = 0; r < 400; ++r) {
    std::vector<std::vector<ir::CellTest>> cells(60);
    for (int k = 0; k < 3; ++k) {
      const auto column = static_cast<size_t>(random.below(60));
      cells[column] = {t.test(column, CellKind::Equal, random.below(2))};
    }
    t.row(std::move(cells));
  }
  const TableSpace space(t.module, t.table, t.version);
  EXPECT_FALSE(cover_of(space, kFirstMatch).complete);
}

}  // namespace
}  // namespace tarifa::check
