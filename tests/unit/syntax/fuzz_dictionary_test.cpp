// The dictionaries of the fuzzers that read rule files are made from the token registry.
// TARIFA_UPDATE=1 writes them anew.
#include <gtest/gtest.h>

#include <cstdlib>

#include "tests/unit/syntax/parsed_text.h"

namespace tarifa::syntax {
namespace {

std::string dictionary() {
  std::string out = "# made by unit_syntax (FuzzDictionary) from compiler/syntax/token_kind.def\n";
  const auto add = [&](std::string_view text) {
    out += '"';
    for (const char c : text) {
      if (c == '"' || c == '\\') out += '\\';
      out += c;
    }
    out += "\"\n";
  };
  for (size_t i = 1; i < token_kind_count(); ++i) {
    const std::string_view text = token_kind_text(static_cast<TokenKind>(i));
    if (!text.empty()) add(text);
  }
  for (const char* text : {"2020-03-25T17:30", "2020-03-25", "2020-03", "12-01", "17:30", "0.42 USD/kWh", "19%",
                           "1_000.50", "\"text\"", "`on`", "// c\x5Cx0A", "/// d\x5Cx0A"}) {
    std::string_view literal = text;
    if (literal.starts_with("/")) {
      out += '"';
      out += literal;
      out += "\"\n";
    } else {
      add(literal);
    }
  }
  return out;
}

TEST(FuzzDictionary, IsMadeFromTheTokens) {
  for (const char* name : {"parse", "format", "grammar_diff"}) {
    const auto path = std::filesystem::path(TARIFA_SOURCE_DIR) / "fuzz/dict" / (std::string(name) + ".dict");
    if (std::getenv("TARIFA_UPDATE") != nullptr) std::ofstream(path) << dictionary();
    EXPECT_EQ(read_text(path), dictionary()) << path;
  }
}

}  // namespace
}  // namespace tarifa::syntax
