#include "compiler/support/diag.h"

#include <gmock/gmock.h>

#include <set>
#include <string>

#include "compiler/support/limits.h"
#include "compiler/support/result.h"

namespace tarifa {
namespace {

using testing::ElementsAre;

Diagnostic read_error(Span span, std::string path) {
  return {DiagKind::CannotReadFile, span, {std::move(path), "no such file"}, {}, {}, {}};
}

TEST(Diag, FillsTheArgumentsInBothLanguages) {
  const Diagnostic d = read_error({}, "a.csv");
  EXPECT_EQ(diag_message(d, Language::English), "cannot read `a.csv`: no such file");
  EXPECT_EQ(diag_message(d, Language::Spanish), "no se puede leer `a.csv`: no such file");
  EXPECT_EQ(diag_code(d.kind), "E0901");
  EXPECT_EQ(diag_name(d.kind), "CannotReadFile");
  EXPECT_EQ(diag_severity(d.kind), Severity::Error);
}

// Which holes a text has: the two languages must agree.
std::set<char> holes(std::string_view text) {
  std::set<char> found;
  for (size_t i = 0; i + 2 < text.size(); ++i) {
    if (text[i] == '{' && text[i + 2] == '}' && text[i + 1] >= '0' && text[i + 1] <= '9') {
      found.insert(text[i + 1]);
    }
  }
  return found;
}

TEST(Diag, RegistryFollowsTheRulesOfTheHouse) {
  std::set<std::string_view> codes;
  ASSERT_FALSE(all_diag_kinds().empty());
  for (const DiagKind kind : all_diag_kinds()) {
    const std::string_view code = diag_code(kind);
    SCOPED_TRACE(std::string(code) + " " + std::string(diag_name(kind)));
    EXPECT_TRUE(codes.insert(code).second) << "the code is used twice";
    ASSERT_EQ(code.size(), 5U);
    EXPECT_EQ(code[0], diag_severity(kind) == Severity::Error ? 'E' : 'W');
    for (const Language language : {Language::English, Language::Spanish}) {
      const std::string_view text = diag_template(kind, language);
      ASSERT_FALSE(text.empty());
      EXPECT_NE(text.back(), '.') << text;
      EXPECT_FALSE(text[0] >= 'A' && text[0] <= 'Z') << "begins with a capital: " << text;
    }
    const std::string_view english = diag_template(kind, Language::English);
    const std::string_view spanish = diag_template(kind, Language::Spanish);
    EXPECT_EQ(holes(english).size(), holes(spanish).size());  // a word may come in either language
    EXPECT_NE(english, spanish);
  }
}

TEST(DiagSink, KeepsALimitedNumberOfErrorsAFile) {
  DiagSink sink;
  for (uint32_t i = 0; i < limits::kErrorsAFile + 5; ++i) {
    sink.add(read_error({FileId(0), i, i + 1}, "a"));
  }
  sink.add(read_error({FileId(1), 0, 1}, "b"));
  EXPECT_EQ(sink.all().size(), limits::kErrorsAFile + 1);
  EXPECT_EQ(sink.dropped_count(), 5U);
  EXPECT_EQ(sink.error_count(), limits::kErrorsAFile + 6);
}

TEST(DiagSink, SortsByFileAndOffsetAndDropsEqualOnes) {
  DiagSink sink;
  sink.add(read_error({FileId(1), 4, 5}, "second file"));
  sink.add(read_error({FileId(0), 9, 10}, "late"));
  sink.add(read_error({FileId(0), 2, 3}, "x"));
  sink.add(read_error({FileId(0), 2, 3}, "y"));
  sink.add(read_error({FileId(0), 2, 3}, "x"));
  sink.add(read_error({}, "no file"));
  sink.sort_and_dedupe();
  std::vector<std::string> order;
  for (const Diagnostic& d : sink.all()) order.push_back(d.args[0]);
  EXPECT_THAT(order, ElementsAre("no file", "x", "y", "late", "second file"));
  EXPECT_EQ(sink.error_count(), 5U);
}

TEST(Result, CarriesAFailureOn) {
  const auto half = [](int n) -> Result<int> {
    if (n % 2 != 0) return fail(DiagKind::CannotReadFile, "n", "odd");
    return n / 2;
  };
  EXPECT_EQ(half(4).value(), 2);
  Result<int> failed = half(3);
  ASSERT_FALSE(failed.has_value());
  const Result<std::string> next = pass_on(failed);
  EXPECT_EQ(to_diagnostic(next.error(), {FileId(2), 1, 3}).args[1], "odd");
}

}  // namespace
}  // namespace tarifa
