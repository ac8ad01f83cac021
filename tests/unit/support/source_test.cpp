#include "compiler/support/source.h"

#include <gtest/gtest.h>

namespace tarifa {
namespace {

TEST(SourceStore, CountsLinesAndCodePointsFromOne) {
  SourceStore sources;
  const FileId file = sources.add("rules/a.rule", "uno\r\nañ = 2\n\nfin");
  EXPECT_EQ(sources.line_count(file), 4U);
  EXPECT_EQ(sources.line_text(file, 1), "uno");
  EXPECT_EQ(sources.line_text(file, 3), "");
  EXPECT_EQ(sources.line_text(file, 4), "fin");
  const auto equals = static_cast<uint32_t>(sources.text(file).find('='));
  EXPECT_EQ(sources.line_column(file, equals).line, 2U);
  EXPECT_EQ(sources.line_column(file, equals).column, 4U);  // `ñ` is one column, two bytes
  EXPECT_EQ(sources.text(Span{file, equals, equals + 3}), "= 2");
}

TEST(SourceStore, OffsetPastTheEndIsTheEnd) {
  SourceStore sources;
  const FileId file = sources.add("a", "ab");
  EXPECT_EQ(sources.line_column(file, 99).column, 3U);
}

TEST(SourceStore, ViewsStayValidWhileFilesAreAdded) {
  SourceStore sources;
  const std::string_view first = sources.text(sources.add("a", "short"));
  for (int i = 0; i < 1000; ++i) sources.add("f", "x");
  EXPECT_EQ(first, "short");
}

TEST(SourceStore, StoresShareATextAndOutliveEachOther) {
  SourceStore later;
  std::string_view text;
  FileId file;
  {
    SourceStore first;
    later.add("b", "other");
    file = later.add("a", first.shared_text(first.add("a", "one\ntwo")));
    text = first.text(FileId(0U));
  }
  EXPECT_EQ(later.text(file).data(), text.data());
  EXPECT_EQ(later.line_text(file, 2), "two");
}

}  // namespace
}  // namespace tarifa
