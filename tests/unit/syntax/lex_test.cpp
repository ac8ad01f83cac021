#include "compiler/syntax/lex.h"

#include <gtest/gtest.h>

#include "compiler/syntax/lex_number.h"
#include "tests/unit/syntax/parsed_text.h"

namespace tarifa::syntax {
namespace {

// "NUMBER:12 IDENT:kWh"
std::string lexed(std::string_view text) {
  DiagSink sink;
  std::string out;
  for (const LexedToken& t : lex(text, FileId(0), sink)) {
    if (!out.empty()) out += ' ';
    out += token_kind_name(t.kind);
    if (token_kind_text(t.kind).empty()) {
      out += ':';
      out += text.substr(t.begin, t.end - t.begin);
    }
  }
  return out;
}

TEST(Lex, LongestNumberWins) {
  EXPECT_EQ(lexed("2020-03-25T17:30"), "DATETIME:2020-03-25T17:30");
  EXPECT_EQ(lexed("2020-03-25"), "DATE:2020-03-25");
  EXPECT_EQ(lexed("2020-03-2"), "MONTH:2020-03 MINUS NUMBER:2");
  EXPECT_EQ(lexed("2020-03"), "MONTH:2020-03");
  EXPECT_EQ(lexed("2020-3"), "NUMBER:2020 MINUS NUMBER:3");
  EXPECT_EQ(lexed("12-01"), "MONTH_DAY:12-01");
  EXPECT_EQ(lexed("12-01-05"), "MONTH_DAY:12-01 MINUS NUMBER:05");
  EXPECT_EQ(lexed("17:30"), "TIME:17:30");
  EXPECT_EQ(lexed("17:3"), "NUMBER:17 COLON NUMBER:3");
  EXPECT_EQ(lexed("123-45"), "NUMBER:123 MINUS NUMBER:45");
  EXPECT_EQ(lexed("19%"), "PERCENT:19%");
  EXPECT_EQ(lexed("1_000.50_1"), "NUMBER:1_000.50_1");
  EXPECT_EQ(lexed("1__0"), "NUMBER:1 IDENT:__0");
  EXPECT_EQ(lexed("0..5"), "NUMBER:0 DOTDOT NUMBER:5");
  EXPECT_EQ(lexed("0..<5"), "NUMBER:0 DOTDOT_LT NUMBER:5");
  EXPECT_EQ(lexed("1.x"), "NUMBER:1 DOT IDENT:x");
}

TEST(Lex, RateIsOneTokenWithoutBlanksAroundTheSlash) {
  EXPECT_EQ(lexed("0.42 USD/kWh"), "RATE:0.42 USD/kWh");
  EXPECT_EQ(lexed("0.42USD/kWh/year"), "RATE:0.42USD/kWh/year");
  EXPECT_EQ(lexed("0.42 USD / kWh"), "NUMBER:0.42 IDENT:USD SLASH IDENT:kWh");
  EXPECT_EQ(lexed("0.42 USD/"), "NUMBER:0.42 IDENT:USD SLASH");
  EXPECT_EQ(lexed("10 USD/kWh/2"), "RATE:10 USD/kWh SLASH NUMBER:2");
  EXPECT_EQ(lexed("365/12 days"), "NUMBER:365 SLASH NUMBER:12 DAYS");
}

TEST(Lex, WordsAreKeywordsOnlyWhenWhole) {
  EXPECT_EQ(lexed("line lines liner Line"), "LINE LINES IDENT:liner IDENT:Line");
  EXPECT_EQ(lexed("`line` `on`"), "QUOTED:`line` QUOTED:`on`");
  EXPECT_EQ(lexed("año_2 区分"), "IDENT:año_2 IDENT:区分");
}

TEST(Lex, EveryKeywordIsFound) {
  for (size_t i = 1; i < token_kind_count(); ++i) {
    const auto kind = static_cast<TokenKind>(i);
    const std::string_view text = token_kind_text(kind);
    if (text.empty()) continue;
    DiagSink sink;
    const auto tokens = lex(text, FileId(0), sink);
    ASSERT_EQ(tokens.size(), 1U) << text;
    EXPECT_EQ(tokens[0].kind, kind) << text;
    EXPECT_FALSE(tokens[0].bad) << text;
  }
}

TEST(Lex, CommentsAndBlanksAreGaps) {
  EXPECT_EQ(lexed("a // b\n/// c\n b"), "IDENT:a IDENT:b");
  EXPECT_EQ(lexed("\xEF\xBB\xBF a"), "IDENT:a");
  EXPECT_EQ(lexed(""), "");
}

TEST(Lex, SlipsBecomeWhatWasMeant) {
  EXPECT_EQ(lexed("a == b"), "IDENT:a EQ IDENT:b");
  EXPECT_EQ(lexed("a && b || !c <> d"), "IDENT:a AND IDENT:b OR NOT IDENT:c NE IDENT:d");
  EXPECT_EQ(lexed("a := b"), "IDENT:a EQ IDENT:b");
  EXPECT_EQ(lexed("19 % x"), "PERCENT:19 % IDENT:x");
  EXPECT_EQ(lexed("'x'"), "STRING:'x'");
}

TEST(Lex, MatchWordStopsAtAscii) {
  EXPECT_EQ(match_word("ab-c"), 2U);
  EXPECT_EQ(match_word("9a"), 0U);
  EXPECT_EQ(match_word(""), 0U);
}

}  // namespace
}  // namespace tarifa::syntax
