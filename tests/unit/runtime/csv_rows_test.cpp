#include "runtime/data/csv_rows.h"

#include <gtest/gtest.h>

namespace tarifa::runtime {
namespace {

// Rows as `a|b|-`: `-` a missing cell, `""` the empty text, `!` a broken row.
std::string rows_of(std::string_view text) {
  auto rows = CsvRows::open(TextStream::over(text));
  if (!rows) return std::string("failed ") + std::string(diag_name(rows.error().kind));
  std::string out;
  RawRow row;
  for (;;) {
    auto step = rows->next(row);
    if (!step) return out + "failed " + std::string(diag_name(step.error().kind));
    if (*step == RowStep::End) return out;
    if (row.broken) {
      out += "!";
    } else {
      for (size_t i = 1; i < row.values.size(); ++i) {
        const RawValue& value = row.values[i];
        out += i > 1 ? "|" : "";
        out += value.kind == RawKind::Null ? "-" : value.kind == RawKind::EmptyCell ? "\"\"" : std::string(value.text);
      }
    }
    out += ";";
  }
}

TEST(CsvRows, ReadsCellsAsTheyStand) {
  EXPECT_EQ(rows_of("a,b,c\n1, x ,3\n"), "1| x |3;");
  EXPECT_EQ(rows_of("a,b,c\n,\"\",x"), "-|\"\"|x;");
  EXPECT_EQ(rows_of("a,b\n\"x,y\",\"say \"\"hi\"\"\"\n"), "x,y|say \"hi\";");
  EXPECT_EQ(rows_of("a,b\n\"two\nlines\",2\n"), "two\nlines|2;");
}

TEST(CsvRows, TakesByteOrderMarksAndLineEndsOfWindows) {
  auto rows = CsvRows::open(TextStream::over("\xEF\xBB\xBFid,b\r\n1,2\r\n\r\n3,4"));
  ASSERT_TRUE(rows);
  EXPECT_EQ(rows->columns(), (std::vector<std::string>{"id", "b"}));
  EXPECT_EQ(rows_of("id,b\r\n1,2\r\n\r\n3,4"), "1|2;3|4;");
}

TEST(CsvRows, ARowOfTheWrongFormIsBrokenAndTheNextIsRead) {
  EXPECT_EQ(rows_of("a,b\n1\n2,3\n"), "!;2|3;");
  EXPECT_EQ(rows_of("a,b\n1,2,3\n2,3\n"), "!;2|3;");
  EXPECT_EQ(rows_of("a,b\nx\"y,2\n2,3\n"), "!;2|3;");
  EXPECT_EQ(rows_of("a,b\n\"x\"y,2\n2,3\n"), "!;2|3;");
  EXPECT_EQ(rows_of("a,b\n" + std::string(2U << 20U, 'x') + ",2\n2,3\n"), "!;2|3;");
  EXPECT_EQ(rows_of("a,b\n" + std::string(2U << 20U, ',') + "\n2,3\n"), "!;2|3;");
}

TEST(CsvRows, WhatBreaksTheFile) {
  EXPECT_EQ(rows_of(""), "failed NoAccounts");
  EXPECT_EQ(rows_of("\n\n"), "failed NoAccounts");
  EXPECT_EQ(rows_of("a,a\n1,2\n"), "failed AccountsColumnTwice");
  EXPECT_EQ(rows_of("a,\"b\n1,2\n"), "failed AccountsQuoteOpen");
  EXPECT_EQ(rows_of("a,b\n1,2\n3,\"4\n5,6\n"), "1|2;failed AccountsQuoteOpen");
  EXPECT_EQ(rows_of("a,b\"c\n1,2\n"), "failed AccountsHeaderBroken");
}

}  // namespace
}  // namespace tarifa::runtime
