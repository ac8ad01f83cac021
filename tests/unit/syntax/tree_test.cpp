#include "compiler/syntax/tree.h"

#include <gtest/gtest.h>

#include <atomic>
#include <thread>

#include "compiler/syntax/print_tokens.h"
#include "compiler/syntax/print_tree.h"
#include "tests/unit/syntax/parsed_text.h"

namespace tarifa::syntax {
namespace {

NodeId expression_of_let(const Tree& tree) { return tree.expression(tree.declarations()[0]); }

// The kind of the expression of `let x = ..`.
std::string_view kind_of(const std::string& expression) {
  ParsedText parsed("let x = " + expression);
  EXPECT_EQ(parsed.codes(), "") << expression;
  return node_kind_name(parsed.tree.kind(expression_of_let(parsed.tree)));
}

TEST(Tree, ChainLeavesNoNodeAroundOneOperand) {
  EXPECT_EQ(kind_of("a"), "Name");
  EXPECT_EQ(kind_of("5 kWh"), "Quantity");
  EXPECT_EQ(kind_of("19%"), "Literal");
  EXPECT_EQ(kind_of("\"t\""), "Literal");
  EXPECT_EQ(kind_of("2020-04"), "Literal");
  EXPECT_EQ(kind_of("(a)"), "Paren");
}

TEST(Tree, EveryExpressionHasItsKind) {
  EXPECT_EQ(kind_of("if a then b else c"), "IfExpr");
  EXPECT_EQ(kind_of("a implies b implies c"), "Implies");
  EXPECT_EQ(kind_of("a or b or c"), "Or");
  EXPECT_EQ(kind_of("a and b"), "And");
  EXPECT_EQ(kind_of("not a"), "Not");
  EXPECT_EQ(kind_of("a <= b"), "Comparison");
  EXPECT_EQ(kind_of("a in {b, c}"), "Comparison");
  EXPECT_EQ(kind_of("a is not known"), "Comparison");
  EXPECT_EQ(kind_of("a..<b"), "Interval");
  EXPECT_EQ(kind_of("a + 3 months strict - b"), "Sum");
  EXPECT_EQ(kind_of("a * b / c @ d"), "Product");
  EXPECT_EQ(kind_of("a ?? b ?? c"), "Coalesce");
  EXPECT_EQ(kind_of("-a"), "Negate");
  EXPECT_EQ(kind_of("5% of a"), "PercentOf");
  EXPECT_EQ(kind_of("tiers u { | above @ 1 }"), "TiersExpr");
  EXPECT_EQ(kind_of("a per month prorated calendar"), "Scaled");
  EXPECT_EQ(kind_of("a.b(c)"), "Postfix");
  EXPECT_EQ(kind_of("any(a for a in b)"), "AnyExpr");
  EXPECT_EQ(kind_of("fail \"why\""), "FailExpr");
  EXPECT_EQ(kind_of("[a, b]"), "ListExpr");
  EXPECT_EQ(kind_of("{a, b}"), "SetExpr");
  EXPECT_EQ(kind_of("{a: b}"), "LabelsExpr");
  EXPECT_EQ(kind_of("round(a, 1 up)"), "RoundExpr");
  EXPECT_EQ(kind_of("match a { | b => c }"), "MatchExpr");
  EXPECT_EQ(kind_of("by T of r { | P @ 1 }"), "ByExpr");
}

TEST(Tree, PrecedenceShowsInTheShape) {
  ParsedText parsed("let x = a + b * c = d and e");
  EXPECT_EQ(print_tree_shape(parsed.tree),
            "File * \n"
            "  LetDecl let * = *\n"
            "    Name x\n"
            "    And * and *\n"
            "      Comparison * * *\n"
            "        Sum * + *\n"
            "          Name a\n"
            "          Product * * *\n"
            "            Name b\n"
            "            Name c\n"
            "        CmpOp =\n"
            "        Name d\n"
            "      Name e\n");
}

TEST(Tree, OtherRulesAlwaysLeaveTheirNode) {
  ParsedText parsed("enum E { A }");
  const NodeId e = parsed.tree.declarations()[0];
  const NodeId names = parsed.tree.child(e, NodeKind::Names);
  ASSERT_TRUE(names.valid());
  EXPECT_EQ(parsed.tree.names(names).size(), 1U);
  EXPECT_EQ(parsed.tree.parent(names), e);
}

TEST(Tree, FindsChildrenAndTokens) {
  ParsedText parsed("tariff T for A {\n  line a \"L\" = 3 COP when b\n  line c = 4 COP\n}\n");
  const Tree& tree = parsed.tree;
  const NodeId tariff = tree.declarations()[0];
  const auto lines = tree.children(tariff, NodeKind::LineDecl);
  ASSERT_EQ(lines.size(), 2U);
  EXPECT_EQ(tree.names(tariff).size(), 2U);
  EXPECT_EQ(tree.string_value(tree.token(lines[0], TokenKind::STRING)), "L");
  EXPECT_FALSE(tree.has_token(lines[1], TokenKind::STRING));
  EXPECT_FALSE(tree.token(lines[1], TokenKind::WHEN).valid());
  EXPECT_TRUE(tree.child(lines[0], NodeKind::When).valid());
  EXPECT_EQ(tree.text(lines[1]), "line c = 4 COP");
  EXPECT_EQ(tree.kind(tree.expression(lines[1])), NodeKind::Quantity);
  EXPECT_EQ(tree.elements(lines[1]).size(), 4U);
}

TEST(Tree, DocCommentIsTheLinesRightBefore) {
  ParsedText parsed(
      "/// of the file\nmodule a\n\n/// lost\n\n// plain\n/// one\n///  two\n////// no\n\n"
      "/// kept\n/// this\nenum E {\n  /// of A\n  A\n}\nlet x = 3 /// not of y\nlet y = 4\n");
  const Tree& tree = parsed.tree;
  EXPECT_EQ(tree.doc_comment(tree.header()), "of the file\n");
  EXPECT_EQ(tree.doc_comment(tree.declarations()[0]), "kept\nthis\n");
  const NodeId names = tree.child(tree.declarations()[0], NodeKind::Names);
  EXPECT_EQ(tree.doc_comment(tree.names(names)[0]), "of A\n");
  EXPECT_EQ(tree.doc_comment(tree.declarations()[2]), "");
}

TEST(Tree, NamesLoseTheirBackticks) {
  ParsedText parsed("let `on` = 3");
  const NodeId let = parsed.tree.declarations()[0];
  EXPECT_EQ(parsed.tree.name_text(parsed.tree.child(let, NodeKind::Name)), "on");
}

TEST(Tree, StringValueResolvesEscapes) {
  ParsedText parsed(R"(let x = "a\"b\\c\n\t")");
  const NodeId literal = expression_of_let(parsed.tree);
  EXPECT_EQ(parsed.tree.string_value(parsed.tree.tokens(literal)[0]), "a\"b\\c\n\t");
}

TEST(Tree, FindsPlaces) {
  ParsedText parsed("let x = a + bc\n");
  const Tree& tree = parsed.tree;
  EXPECT_EQ(tree.text(tree.node_at(8)), "a");
  EXPECT_EQ(tree.text(tree.node_at(12)), "bc");
  EXPECT_EQ(tree.text(tree.node_at(13)), "bc");
  EXPECT_EQ(tree.kind(tree.node_at(10)), NodeKind::Sum);
  EXPECT_EQ(tree.node_at(7), tree.root());  // a blank
  EXPECT_EQ(tree.node_at(1000), tree.root());
}

// INVARIANT of tree.h: tokens and trivia make up the text; nodes are in preorder.
TEST(Tree, IsLosslessOnEveryProgram) {
  for (const auto& path : all_rule_files()) {
    ParsedText parsed(read_text(path));
    const Tree& tree = parsed.tree;
    std::string text;
    for (size_t i = 0; i < tree.token_count(); ++i) {
      text += tree.trivia(TokenId(i));
      text += tree.text(TokenId(i));
    }
    EXPECT_EQ(text, tree.source()) << path;
    for (size_t i = 1; i < tree.node_count(); ++i) {
      const NodeId node(i);
      const NodeId parent = tree.parent(node);
      EXPECT_LT(parent.index(), i);
      EXPECT_LE(tree.end_node(node).index(), tree.end_node(parent).index());
    }
  }
}

TEST(Tree, EveryKindOfNodeStandsInAProgram) {
  std::vector<bool> seen(node_kind_count());
  for (const auto& path : all_rule_files()) {
    ParsedText parsed(read_text(path));
    EXPECT_EQ(parsed.codes(), "") << path;
    for (size_t i = 0; i < parsed.tree.node_count(); ++i) {
      seen[static_cast<size_t>(parsed.tree.kind(NodeId(i)))] = true;
    }
  }
  for (size_t i = 0; i < seen.size(); ++i) {
    const auto kind = static_cast<NodeKind>(i);
    EXPECT_TRUE(seen[i] || kind == NodeKind::Error) << node_kind_name(kind);
  }
}

// What ANTLR learns while it predicts is shared by all threads.
TEST(Tree, FilesMayBeParsedInParallel) {
  std::vector<std::string> texts;
  std::vector<std::string> expected;
  for (const auto& path : all_rule_files()) {
    texts.push_back(read_text(path));
    expected.push_back(print_tree_shape(ParsedText(texts.back()).tree));
  }
  std::vector<std::thread> threads;
  std::atomic<size_t> different = 0;
  for (size_t t = 0; t < 4; ++t) {
    threads.emplace_back([&, t] {
      for (size_t i = 0; i < texts.size(); ++i) {
        const size_t file = (i * 7 + t * 5) % texts.size();
        if (print_tree_shape(ParsedText(texts[file]).tree) != expected[file]) ++different;
      }
    });
  }
  for (std::thread& thread : threads) thread.join();
  EXPECT_EQ(different, 0U);
}

TEST(Tree, DumpsShowPlacesAndErrors) {
  ParsedText parsed("let x = // c\n  1 +\n");
  EXPECT_EQ(print_tree(parsed.sources, parsed.tree),
            "1:1 File! * \n"
            "  1:1 LetDecl! let * = *\n"
            "    1:5 Name x\n"
            "    2:3 Sum! * + *\n"
            "      2:3 Quantity 1\n"
            "      2:6 Name! <missing IDENT>\n");
  EXPECT_EQ(print_tokens(parsed.sources, parsed.tree),
            "1:1 LET let\n1:5 IDENT x\n1:7 EQ =\n1:9 comment // c\n2:3 NUMBER 1\n2:5 PLUS +\n"
            "2:6 IDENT missing\n3:1 END\n");
}

}  // namespace
}  // namespace tarifa::syntax
