// Every code of syntax.def, from the text that earns it; an error in one place hides none in
// another.
#include <gtest/gtest.h>

#include "compiler/syntax/print_tree.h"
#include "tests/unit/syntax/parsed_text.h"

namespace tarifa::syntax {
namespace {

std::string codes_of(const std::string& text) { return ParsedText(text).codes(); }
std::string fixed(const std::string& text) { return ParsedText(text).fixed(); }

TEST(SyntaxError, Bytes) {
  EXPECT_EQ(codes_of("let x = \"\xFF\""), "E0101");
  EXPECT_EQ(codes_of("let x = \"\xC0\x80\""), "E0101");                  // overlong
  EXPECT_EQ(codes_of("let x = \"\xED\xA0\x80\""), "E0101");              // a surrogate
  EXPECT_EQ(codes_of("let x = \"\xE2\x80\""), "E0101");                  // cut off
  EXPECT_EQ(codes_of(std::string("let x = 1 // a\0b\n", 17)), "E0111");  // what follows is not shown everywhere
}

TEST(SyntaxError, Characters) {
  EXPECT_EQ(codes_of("let a\u202Eb = 3"), "E0105");
  EXPECT_EQ(codes_of("let x = \"\u2066\""), "E0105");
  EXPECT_EQ(codes_of("// \u202E\nlet x = 3"), "");
  EXPECT_EQ(codes_of("let e\u0301 = 3"), "E0106");
  EXPECT_EQ(fixed("let e\u0301 = 3"), "let \u00E9 = 3");
  EXPECT_EQ(codes_of("let \u2018x = 3"), "E0107");
  EXPECT_EQ(codes_of("let x = 3 \u20ACa/kWh"), "E0107");
  EXPECT_EQ(codes_of("let " + std::string(300, 'a') + " = 3"), "E0108");
  EXPECT_EQ(codes_of("let x = \"a\nlet y = 3"), "E0109");
  EXPECT_EQ(codes_of("let x = \"\\q\""), "E0110");
  EXPECT_EQ(codes_of("let x = 3 # c"), "E0111");
  EXPECT_EQ(codes_of(std::string("let x = \"a\0b\"", 13)), "E0111");
  EXPECT_EQ(codes_of("/* c */ let x = 3"), "E0114");
}

TEST(SyntaxError, SlipsAreNamedAndMended) {
  EXPECT_EQ(codes_of("let x = a == b && c || !d <> e"), "E0112 E0112 E0112 E0112 E0112");
  EXPECT_EQ(fixed("let x = a == b && c || !d <> e"), "let x = a = b and c or not d != e");
  EXPECT_EQ(fixed("let x := 3"), "let x = 3");
  EXPECT_EQ(fixed("test 'a' { for x expect y }"), "test \"a\" { for x expect y }");
  EXPECT_EQ(codes_of("let x = 3;"), "E0113");
  EXPECT_EQ(fixed("let x = 3;"), "let x = 3");
  EXPECT_EQ(codes_of("let x = 19 % of y"), "E0115");
  EXPECT_EQ(fixed("let x = 19 % of y"), "let x = 19% of y");
}

TEST(SyntaxError, NumbersWrittenAsElsewhere) {
  EXPECT_EQ(codes_of("let x = 1.000,50 COP"), "E0116");
  EXPECT_EQ(fixed("let x = 1.000,50 COP"), "let x = 1_000.50 COP");
  EXPECT_EQ(fixed("let x = 1,000.50 COP"), "let x = 1_000.50 COP");
  EXPECT_EQ(fixed("let x = 1.000.000 COP"), "let x = 1_000_000 COP");
}

TEST(SyntaxError, Brackets) {
  ParsedText unclosed("tariff T for A {\n  line a = min(x, y\n  line b = 2 COP\n}\nlet q = 3\n");
  EXPECT_EQ(unclosed.codes(), "E0117");
  EXPECT_EQ(unclosed.sources.text(unclosed.sink.all()[0].span), "(");
  EXPECT_EQ(unclosed.tree.declarations().size(), 2U);
  EXPECT_EQ(codes_of("tariff T for A {\n  line a = 3\n\nbill B for A {\n  one of T\n}\n"), "E0117");
  EXPECT_EQ(codes_of("let x = (a]"), "E0117 E0118");
  EXPECT_EQ(codes_of("let x = a)"), "E0118");
}

TEST(SyntaxError, Words) {
  EXPECT_EQ(codes_of("entity A {\n  on: date,\n  match: bool,\n}"), "E0119 E0119");
  EXPECT_EQ(fixed("let to = 3"), "let `to` = 3");
  EXPECT_EQ(codes_of("enum { A }"), "E0120");
  EXPECT_EQ(codes_of("let x = 3 * * 4"), "E0121");
  EXPECT_EQ(fixed("tarif T for A {\n  lien x = 3 COP\n  Line y = 4 COP\n}"),
            "tariff T for A {\n  line x = 3 COP\n  line y = 4 COP\n}");
  EXPECT_EQ(codes_of("tarif T for A {\n  lien x = 3 COP\n}"), "E0122 E0122");
  EXPECT_EQ(codes_of("let x = match s { | A = 3 }"), "E0122");
  EXPECT_EQ(fixed("let x = match s { | A = 3 | else => 4 }"), "let x = match s { | A => 3 | otherwise => 4 }");
}

TEST(SyntaxError, MissingSigns) {
  EXPECT_EQ(codes_of("tariff T for A {\n  line e usage @ price\n}"), "E0123");
  EXPECT_EQ(fixed("tariff T for A {\n  line e usage @ price\n}"), "tariff T for A {\n  line e = usage @ price\n}");
  EXPECT_EQ(fixed("entity A {\n  key id: text(32)\n  b: bool,\n  c kWh(3),\n}"),
            "entity A {\n  key id: text(32),\n  b: bool,\n  c: kWh(3),\n}");
  EXPECT_EQ(fixed("enum E { A B C }"), "enum E { A, B, C }");
  EXPECT_EQ(fixed("module a\nuse std.money{COP}"), "module a\nuse std.money.{COP}");
  EXPECT_EQ(fixed("unit MWh 1000 kWh"), "unit MWh = 1000 kWh");
  EXPECT_EQ(fixed("param p: COP(2) {\n  from 2020-01-01 3\n  open\n}"),
            "param p: COP(2) {\n  from 2020-01-01: 3\n  open\n}");
}

TEST(SyntaxError, WhatCannotStandThere) {
  EXPECT_EQ(codes_of("record R {\n  a: 5,\n}"), "E0124");
  EXPECT_EQ(codes_of("let x ="), "E0125");
  EXPECT_EQ(codes_of("tariff T for A"), "E0125");
  EXPECT_EQ(codes_of("line x = 3"), "E0126");
  EXPECT_EQ(codes_of("let x = 3\nfoo bar baz\nlet y = 4"), "E0126");
  EXPECT_EQ(codes_of("tariff T for A {\n  foo bar\n  line x = 3 COP\n}"), "E0127");
  EXPECT_EQ(codes_of("let x = if a then b"), "E0128");
  EXPECT_EQ(codes_of("let x = (if a then b) + 1"), "E0128");
  EXPECT_EQ(codes_of("let x = 1 + if a then b else c\nlet y = 3"), "E0129");
  EXPECT_EQ(codes_of("let x = a < b < c"), "E0130");
  EXPECT_EQ(codes_of("let x = a ?? b + c"), "E0131");
  EXPECT_EQ(fixed("let x = a ?? b + c"), "let x = (a ?? b) + c");
  EXPECT_EQ(fixed("let x = a ?? -b"), "let x = a ?? (-b)");
  EXPECT_EQ(codes_of("let x = (a ?? b) + c"), "");
  EXPECT_EQ(codes_of("module a\nenum A { X }\nuse std.money.{COP}\nlet x = 3"), "E0132");
}

TEST(SyntaxError, OneErrorHidesNoOther) {
  ParsedText parsed(
      "enum A { X,, Y }\n"
      "let b = 3 +\n"
      "rule c for A: COP = = 3\n"
      "tariff D for A {\n"
      "  currency COP COP\n"
      "  line e = 3 COP 4\n"
      "  line f = 3 COP\n"
      "  line = 4 COP\n"
      "  line g = (1 + )\n"
      "  line h = 5 COP\n"
      "}\n"
      "let good = 3\n"
      "bill { one of D }\n");
  EXPECT_EQ(parsed.codes(), "E0120 E0125 E0121 E0127 E0127 E0120 E0121 E0120");
  const auto declarations = parsed.tree.declarations();
  ASSERT_EQ(declarations.size(), 5U);
  EXPECT_FALSE(parsed.tree.has_error(declarations[4]));
  EXPECT_EQ(parsed.tree.text(declarations[4]), "let good = 3");
  const auto lines = parsed.tree.children(declarations[3], NodeKind::LineDecl);
  ASSERT_EQ(lines.size(), 5U);
  EXPECT_FALSE(parsed.tree.has_error(lines[1]));
  EXPECT_FALSE(parsed.tree.has_error(lines[4]));
  EXPECT_TRUE(parsed.tree.has_error(lines[2]));
}

// Nobody may take a mended text for a sound one.
TEST(SyntaxError, MendedNodesAreMarked) {
  for (const char* text : {"let x = match s { | A = 3 }", "enum on { A }", "let x := 3", "let x = 19 % of y", "let x 3",
                           "let x = 3 4", "let x = (3", "let x = 'a'", "enum A { B; C }"}) {
    ParsedText parsed(text);
    EXPECT_TRUE(parsed.tree.has_errors()) << text;
    EXPECT_TRUE(parsed.tree.has_error(parsed.tree.root())) << text;
  }
}

TEST(SyntaxError, NoMessageListsTheWholeGrammar) {
  for (const char* text : {"let x = = 3", "tariff T for A { foo }", "entity A { 5 }", "foo", "}"}) {
    ParsedText parsed(text);
    ASSERT_FALSE(parsed.sink.all().empty()) << text;
    for (const Diagnostic& d : parsed.sink.all()) {
      EXPECT_LT(diag_message(d, Language::English).size(), 200U) << text;
    }
  }
}

TEST(SyntaxError, ErrorsOfTheLexerEarnNoSecondMessage) {
  EXPECT_EQ(codes_of("let x = $\nlet y = 3"), "E0111");
  EXPECT_EQ(codes_of("let x = 3 + # c"), "E0111");
}

}  // namespace
}  // namespace tarifa::syntax
