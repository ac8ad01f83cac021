// The grammar is unambiguous, SLL decides as LL does, and our own front end agrees with ANTLR's.
#include <gtest/gtest.h>

#include <random>
#include <sstream>
#include <string>

#include "compiler/syntax/print_tree.h"
#include "tests/grammar/antlr_run.h"
#include "tests/grammar/corpus.h"
#include "tests/unit/syntax/parsed_text.h"

namespace tarifa::grammar {
namespace {

constexpr int kMutants = 1'500;

void expect_one_reading(const std::string& text, const std::string& what) {
  const AntlrRun sll = run_antlr(text, Prediction::Sll);
  const AntlrRun ll = run_antlr(text, Prediction::LlExact);
  EXPECT_EQ(ll.ambiguities, 0U) << what;
  EXPECT_EQ(ll.full_context_fallbacks, 0U) << what;
  EXPECT_EQ(sll.accepted, ll.accepted) << what;
  EXPECT_EQ(sll.tree, ll.tree) << what;
  syntax::ParsedText parsed(text);
  // The rule about parentheses beside `??` is not the grammar's.
  std::istringstream codes(parsed.codes());
  bool ours = true;
  for (std::string code; codes >> code;) ours &= code == "E0131";
  EXPECT_EQ(ours, sll.accepted) << what << "\n" << parsed.codes();
}

TEST(Grammar, WholeProgramsHaveOneReading) {
  const auto programs = whole_programs();
  ASSERT_GT(programs.size(), 13U);
  for (const CorpusFile& file : programs) {
    EXPECT_TRUE(run_antlr(file.text, Prediction::Sll).accepted) << file.name;
    expect_one_reading(file.text, file.name);
  }
}

TEST(Grammar, MutatedProgramsHaveOneReadingOrNone) {
  const auto programs = whole_programs();
  std::mt19937 random(2026);
  int accepted = 0;
  for (int i = 0; i < kMutants; ++i) {
    const std::string text = mutated(programs, random);
    if (run_antlr(text, Prediction::Sll).accepted) ++accepted;
    expect_one_reading(text, text);
    if (testing::Test::HasFailure()) return;
  }
  // The mutants try both verdicts.
  EXPECT_GT(accepted, kMutants / 10);
  EXPECT_LT(accepted, kMutants * 9 / 10);
}

TEST(Grammar, OurLexerAgreesWithAntlrs) {
  auto texts = whole_programs();
  const auto programs = texts;
  std::mt19937 random(5);
  const std::string_view alphabet = "0123456789-:._% aZ/\"\\`=<>?|{}()[],@+*TkW\n";
  for (int i = 0; i < 4'000; ++i) {
    std::string text;
    for (unsigned n = random() % 24; n > 0; --n) text += alphabet[random() % alphabet.size()];
    texts.push_back({"random", text});
  }
  for (const CorpusFile& file : texts) {
    syntax::ParsedText parsed(file.text);
    // What our lexer reports, it reads as it was meant; ANTLR's has no such words.
    const std::string codes = parsed.codes();
    if (codes.find("E010") != std::string::npos || codes.find("E011") != std::string::npos) continue;
    const auto theirs = antlr_tokens(file.text);
    std::vector<AntlrToken> ours;
    for (size_t i = 0; i + 1 < parsed.tree.token_count(); ++i) {
      const syntax::TokenId token(i);
      if (parsed.tree.is_missing(token)) continue;
      ours.push_back({static_cast<size_t>(parsed.tree.token_kind(token)), std::string(parsed.tree.text(token))});
    }
    ASSERT_EQ(ours.size(), theirs.size()) << file.name << ": " << file.text;
    for (size_t i = 0; i < ours.size(); ++i) {
      EXPECT_EQ(ours[i].type, theirs[i].type) << file.text;
      EXPECT_EQ(ours[i].text, theirs[i].text) << file.text;
    }
  }
}

// The first line of a broken program is a comment that says its codes.
TEST(Grammar, BrokenProgramsEarnTheirCodes) {
  const auto programs = broken_programs();
  ASSERT_GT(programs.size(), 10U);
  for (const CorpusFile& file : programs) {
    const std::string first = file.text.substr(0, file.text.find('\n'));
    ASSERT_TRUE(first.starts_with("// ")) << file.name;
    EXPECT_EQ(syntax::ParsedText(file.text).codes(), first.substr(3)) << file.name;
  }
}

}  // namespace
}  // namespace tarifa::grammar
