#include "compiler/syntax/format.h"

#include <gtest/gtest.h>

#include <random>

#include "compiler/syntax/comments.h"
#include "compiler/syntax/print_tree.h"
#include "tests/unit/syntax/parsed_text.h"

namespace tarifa::syntax {
namespace {

std::string formatted(const std::string& text) {
  ParsedText parsed(text);
  EXPECT_EQ(parsed.codes(), "") << text;
  const auto result = format(parsed.tree);
  return result ? *result : "refused";
}

std::vector<std::string> comments_of(const Tree& tree) {
  std::vector<std::string> all;
  for (size_t i = 0; i < tree.token_count(); ++i) {
    for (const Comment& c : comments_before(tree, TokenId(i))) all.emplace_back(c.text);
  }
  return all;
}

// The tree and the comments stay; a second run changes nothing.
void expect_sound(const std::string& text, const std::string& what) {
  ParsedText before(text);
  if (before.tree.has_errors()) return;
  const auto once = format(before.tree);
  ASSERT_TRUE(once.has_value()) << what;
  ParsedText after(*once);
  EXPECT_EQ(after.codes(), before.codes()) << what << "\n" << *once;
  EXPECT_EQ(print_tree_shape(after.tree), print_tree_shape(before.tree)) << what;
  EXPECT_EQ(comments_of(after.tree), comments_of(before.tree)) << what;
  const auto twice = format(after.tree);
  ASSERT_TRUE(twice.has_value()) << what;
  EXPECT_EQ(*twice, *once) << what;
}

TEST(Format, RefusesAFileWithErrors) {
  ParsedText parsed("let x = = 3");
  const auto result = format(parsed.tree);
  ASSERT_FALSE(result.has_value());
  EXPECT_EQ(result.error().kind, DiagKind::CannotFormat);
}

TEST(Format, OneStyle) {
  EXPECT_EQ(formatted("module   a . b use std . money . { COP,USD } rounding half_up enum E{A,B}"),
            "module a.b\nuse std.money.{COP, USD}\nrounding half_up\n\nenum E { A, B }\n");
  EXPECT_EQ(formatted("let x=-( a+b )*c.d( e , at:2020-01-01 ) in {A ,B}"),
            "let x = -(a + b) * c.d(e, at: 2020-01-01) in {A, B}\n");
  EXPECT_EQ(formatted("unit COPkWh\nrecord R { a : COP / kWh ( 4 ) ? in - 1 .. 5 , }"),
            "unit COPkWh\nrecord R { a: COP/kWh(4)? in -1..5, }\n");
}

TEST(Format, BracesStayOnOneLineOnlyWhereTheyWere) {
  EXPECT_EQ(formatted("enum E { A,\n B }"), "enum E {\n  A,\n  B\n}\n");
  EXPECT_EQ(formatted("record R {\na: bool, b: bool }"), "record R {\n  a: bool,\n  b: bool\n}\n");
  EXPECT_EQ(formatted("record R { a: bool, // c\n b: bool }"), "record R {\n  a: bool,  // c\n  b: bool\n}\n");
}

TEST(Format, AlignsRowsAndNeighbours) {
  EXPECT_EQ(formatted("table t(a: E) -> int {\n| A => 1\n| BCD, E => 22\n| otherwise => 3\n}"),
            "table t(a: E) -> int {\n  | A         => 1\n  | BCD, E    => 22\n"
            "  | otherwise => 3\n}\n");
  EXPECT_EQ(formatted("tariff T for A {\nline a \"L\" = 1 COP\nline bcd \"Long\" = 2 COP\n"
                      "tax v = 3% of a\n\nline z = 4 COP\n}"),
            "tariff T for A {\n  line a   \"L\"    = 1 COP\n  line bcd \"Long\" = 2 COP\n"
            "  tax v    = 3% of a\n\n  line z = 4 COP\n}\n");
  EXPECT_EQ(formatted("let x = tiers u {\n| up to 5 kWh @ 1\n| above @ 2\n}"),
            "let x = tiers u {\n  | up to 5 kWh @ 1\n  | above       @ 2\n}\n");
}

TEST(Format, BreaksLongLines) {
  const std::string long_name(36, 'x');
  EXPECT_EQ(formatted("rule r for A: COP(2) = " + long_name + " + " + long_name + " because \"" + long_name + "\""),
            "rule r for A: COP(2) = " + long_name + " + " + long_name + "\n  because \"" + long_name + "\"\n");
  EXPECT_EQ(formatted("let y = " + long_name + " and " + long_name + " and " + long_name),
            "let y =\n  " + long_name + "\n    and " + long_name + "\n    and " + long_name + "\n");
}

TEST(Format, LeavesTheAcceptancePackageAsItIs) {
  const auto path = std::filesystem::path(TARIFA_SOURCE_DIR) / "examples/01-colombia-energy/rules/energy.rule";
  if (!std::filesystem::exists(path)) GTEST_SKIP() << "no " << path;
  const std::string text = read_text(path);
  std::istringstream before(text);
  std::istringstream after(formatted(text));
  std::string a;
  std::string b;
  size_t different = 0;
  while (std::getline(before, a)) {
    ASSERT_TRUE(static_cast<bool>(std::getline(after, b)));
    // One column of the test's rows is a blank short in the original.
    if (a != b && !a.starts_with("  | kwh:")) ++different;
  }
  EXPECT_EQ(different, 0U);
  EXPECT_FALSE(static_cast<bool>(std::getline(after, b)));
}

TEST(Format, KeepsTreeAndCommentsOfEveryProgram) {
  for (const auto& path : all_rule_files()) expect_sound(read_text(path), path.string());
}

// Programs with their blanks torn apart, and comments strewn in.
TEST(Format, KeepsTreeAndCommentsOfAnyLayout) {
  std::mt19937 random(11);
  for (const auto& path : all_rule_files()) {
    ParsedText parsed(read_text(path));
    for (int round = 0; round < 4; ++round) {
      std::string text;
      for (size_t i = 0; i < parsed.tree.token_count(); ++i) {
        const TokenId token(i);
        const bool apart = i > 0 && !parsed.tree.trivia(token).empty();
        const unsigned choice = random() % 40;
        if (choice == 0)
          text += " // comment " + std::to_string(i) + "\n";
        else if (choice == 1)
          text += "\n\n\n/// doc\n";
        else if (choice < 6)
          text += "\n";
        else if (apart || choice < 12)
          text += choice < 20 ? "   " : " ";
        text += parsed.tree.text(token);
      }
      expect_sound(text, path.string() + " round " + std::to_string(round));
    }
  }
}

}  // namespace
}  // namespace tarifa::syntax
