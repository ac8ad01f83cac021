#include "compiler/support/diag_text.h"

#include <gmock/gmock.h>

#include "tests/unit/support/sample_diagnostics.h"

namespace tarifa {
namespace {

using testing::HasSubstr;
using testing::Not;
using testing::StartsWith;

TEST(DiagText, ShowsEveryPlaceHelpAndFix) {
  const Sample sample;
  EXPECT_EQ(render_text(sample.full(), sample.sources, {}),
            "error[E0201]: `demand` is not known here\n"
            " --> rules/a.rule:7:32\n"
            "  |\n"
            "3 |     demand: kW(2),\n"
            "  |     ------ did you mean `field`?\n"
            "...\n"
            "7 | rule año for Account = usage + demand\n"
            "  |                                ^^^^^^ did you mean `here`?\n"
            "  |                        ----- did you mean `left`?\n"
            " ::: rules/b space.rule:1:6\n"
            "  |\n"
            "1 | unit kWh = 1000 Wh\n"
            "  |      --- did you mean `unit`?\n"
            "  = help: did you mean `first`?\n"
            "  = help: did you mean `second`?\n"
            "  = fix: did you mean `both`?\n"
            "7 - rule año for Account = usage + demand\n"
            "7 + rule año for Account = use + need\n"
            "8 +   + 1\n");
}

TEST(DiagText, SpeaksSpanish) {
  const Sample sample;
  const std::string text = render_text(sample.full(), sample.sources, {Language::Spanish, false});
  EXPECT_THAT(text, StartsWith("error[E0201]: `demand` no se conoce aquí\n"));
  EXPECT_THAT(text, HasSubstr("= ayuda: ¿quiso decir `first`?\n"));
  EXPECT_THAT(text, HasSubstr("= arreglo: "));
}

TEST(DiagText, ColoursOnlyWhenAsked) {
  const Sample sample;
  EXPECT_THAT(render_text(sample.full(), sample.sources, {}), Not(HasSubstr("\x1b")));
  EXPECT_THAT(render_text(sample.full(), sample.sources, {Language::English, true}),
              StartsWith("\x1b[1;31merror[E0201]\x1b[0m"));
}

TEST(DiagText, LetsNoFileCommandTheTerminal) {
  const Sample sample;
  EXPECT_EQ(render_text(Sample::no_file(), sample.sources, {}),
            "error[E0901]: cannot read `x\\u{1b}[31m`: no \\xff such\\nfile\n");
  SourceStore sources;
  const FileId file = sources.add("a", "x\x1b[2J\xe2\x80\xae y\xff");
  const std::string text = render_text({DiagKind::UnknownName, {file, 0, 1}, {"x"}, {}, {}, {}}, sources, {});
  EXPECT_THAT(text, HasSubstr("1 | x\uFFFD[2J\uFFFD y\uFFFD\n"));
}

TEST(DiagText, MarksTheFirstAndTheLastLineOfALongSpan) {
  SourceStore sources;
  const FileId file = sources.add("a", "one {\n  two\n  three\n  }\n");
  const Span span{file, 4, 23};
  const Diagnostic d{DiagKind::UnknownName, span, {"x"}, {{span, Sample::note("y")}}, {}, {}};
  EXPECT_EQ(render_text(d, sources, {}),
            "error[E0201]: `x` is not known here\n"
            " --> a:1:5\n"
            "  |\n"
            "1 | one {\n"
            "  |     ^\n"
            "...\n"
            "4 |   }\n"
            "  |   ^ did you mean `y`?\n");
}

TEST(DiagText, PointsPastTheLastCharacterAndIntoAnEmptyFile) {
  SourceStore sources;
  const FileId file = sources.add("a", "ab");
  EXPECT_THAT(render_text({DiagKind::UnknownName, {file, 2, 2}, {"x"}, {}, {}, {}}, sources, {}),
              HasSubstr("1 | ab\n  |   ^\n"));
  const FileId empty = sources.add("b", "");
  EXPECT_THAT(render_text({DiagKind::UnknownName, {empty, 0, 0}, {"x"}, {}, {}, {}}, sources, {}),
              HasSubstr("1 |\n  | ^\n"));
}

TEST(DiagText, CutsALongLineAroundItsMark) {
  SourceStore sources;
  const FileId file = sources.add("a", std::string(5000, 'x') + "HERE" + std::string(5000, 'y'));
  const std::string text = render_text({DiagKind::UnknownName, {file, 5000, 5004}, {"x"}, {}, {}, {}}, sources, {});
  EXPECT_LT(text.size(), 500U);
  std::vector<std::string> lines;
  for (size_t at = 0; at < text.size();) {
    const size_t end = text.find('\n', at);
    lines.push_back(text.substr(at, end - at));
    at = end + 1;
  }
  ASSERT_EQ(lines.size(), 5U);
  // The marks stand below the word: the ellipsis is three bytes and one column.
  EXPECT_EQ(lines[3].find("HERE") - 2, lines[4].find("^^^^"));
  EXPECT_THAT(lines[3], HasSubstr("…xx"));
  EXPECT_THAT(lines[3], HasSubstr("yy…"));
}

TEST(DiagText, CountsWideCharactersAsTwoColumns) {
  SourceStore sources;
  const FileId file = sources.add("a", "電力 x");
  EXPECT_THAT(render_text({DiagKind::UnknownName, {file, 7, 8}, {"x"}, {}, {}, {}}, sources, {}),
              HasSubstr("1 | 電力 x\n  |      ^\n"));
}

TEST(DiagText, CountsErrorsAndWarnings) {
  DiagSink sink;
  EXPECT_EQ(render_counts(sink, Language::English), "no errors");
  EXPECT_EQ(render_counts(sink, Language::Spanish), "ningún error");
  sink.add(Sample::no_file());
  EXPECT_EQ(render_counts(sink, Language::English), "1 error");
  for (int i = 0; i < 101; ++i) sink.add(Sample::no_file());
  EXPECT_EQ(render_counts(sink, Language::English), "102 errors (2 not shown)");
  EXPECT_EQ(render_counts(sink, Language::Spanish), "102 errores (2 no mostrados)");
}

}  // namespace
}  // namespace tarifa
