// The grammar of the compiler and the one of the editor are in step: the same words, the same verdict, the same tree.
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <tree_sitter/api.h>

#include <cctype>
#include <set>
#include <string>

#include "grammar/tree-sitter/tarifa_language.h"
#include "tests/diff/generator.h"
#include "tests/grammar/corpus.h"
#include "tests/grammar/in_step.h"
#include "tests/grammar/random_sentence.h"
#include "tests/grammar/shown_rules.h"
#include "tests/grammar/tree_shape.h"

namespace tarifa::grammar {
namespace {

constexpr int kSentences = 4'000;
constexpr int kMutants = 2'000;
constexpr uint64_t kPrograms = 300;

struct Counts {
  size_t accepted = 0;
  size_t refused = 0;
};

Counts expect_in_step(const std::vector<CorpusFile>& texts) {
  Counts counts;
  for (const CorpusFile& file : texts) {
    const InStep result = compare_grammars(file.text);
    EXPECT_FALSE(result.disagreement) << file.name << ": " << *result.disagreement << "\n" << file.text;
    counts.accepted += result.verdict == Verdict::Accepted ? 1 : 0;
    counts.refused += result.verdict == Verdict::Refused ? 1 : 0;
  }
  return counts;
}

std::set<std::string> symbols_of_tree_sitter(TSSymbolType type) {
  std::set<std::string> names;
  const TSLanguage* language = tree_sitter_tarifa();
  for (uint32_t symbol = 1; symbol < ts_language_symbol_count(language); ++symbol) {  // 0 is the end of the file
    const auto id = static_cast<TSSymbol>(symbol);
    if (ts_language_symbol_type(language, id) == type) names.insert(ts_language_symbol_name(language, id));
  }
  return names;
}

TEST(InStep, SameWordsAndSigns) {
  std::set<std::string> ours;
  for (size_t i = 0; i < syntax::token_kind_count(); ++i) {
    const std::string_view text = token_kind_text(static_cast<syntax::TokenKind>(i));
    if (!text.empty()) ours.emplace(text);
  }
  auto theirs = symbols_of_tree_sitter(TSSymbolTypeAnonymous);
  theirs.insert("reconnect");  // a named node, as it is a whole item
  theirs.insert("month");      // never a keyword: a type, a unit or a name
  EXPECT_THAT(theirs, testing::UnorderedElementsAreArray(ours));
}

TEST(InStep, SameKindsOfNodes) {
  const std::set<std::string> theirs = symbols_of_tree_sitter(TSSymbolTypeRegular);
  for (const std::string& name : theirs) {
    EXPECT_TRUE(is_mapped(name) || name == "comment" || name == "doc_comment") << name;
  }
  for (size_t i = 0; i < syntax::node_kind_count(); ++i) {
    const auto kind = static_cast<syntax::NodeKind>(i);
    if (kind == syntax::NodeKind::Error) continue;  // ERROR in every tree of tree-sitter
    EXPECT_TRUE(theirs.contains(std::string(mapped_name(kind)))) << node_kind_name(kind);
  }
}

TEST(InStep, WholePrograms) {
  const auto programs = whole_programs();
  EXPECT_EQ(expect_in_step(programs).accepted, programs.size());
}

TEST(InStep, BrokenPrograms) {
  const Counts counts = expect_in_step(broken_programs());
  EXPECT_EQ(counts.accepted, 1U);  // parentheses beside `??` are not the grammar's
  EXPECT_GT(counts.refused, 15U);
}

TEST(InStep, RulesOfFileTests) {
  const Counts counts = expect_in_step(rules_of_file_tests());
  EXPECT_GT(counts.accepted, 200U);
  EXPECT_GT(counts.refused, 5U);
}

TEST(InStep, BlocksOfDocuments) {
  const Counts counts = expect_in_step(blocks_of_documents());
  EXPECT_GT(counts.accepted, 500U);
  EXPECT_GT(counts.refused, 100U);
}

TEST(InStep, WellTypedPrograms) {
  std::vector<CorpusFile> programs;
  for (uint64_t seed = 1; seed <= kPrograms; ++seed) {
    programs.push_back({"seed " + std::to_string(seed), text_of(diff::generate_program(seed).text)});
  }
  EXPECT_EQ(expect_in_step(programs).accepted, programs.size());
}

TEST(InStep, MutatedPrograms) {
  auto programs = whole_programs();
  for (auto& file : rules_of_file_tests()) programs.push_back(std::move(file));
  std::mt19937 random(14);
  std::vector<CorpusFile> mutants;
  for (int i = 0; i < kMutants; ++i) mutants.push_back({"mutant", mutated(programs, random)});
  const Counts counts = expect_in_step(mutants);
  EXPECT_GT(counts.accepted, kMutants / 10U);
  EXPECT_GT(counts.refused, kMutants / 10U);
}

TEST(InStep, RandomSentencesOfTheGrammar) {
  std::mt19937 random(7);
  std::vector<CorpusFile> sentences;
  std::vector<CorpusFile> damaged;
  for (int i = 0; i < kSentences; ++i) {
    auto sentence = random_sentence(random, 10 + random() % 60);
    sentences.push_back({"sentence", written(sentence, random)});
    damage(sentence, random);
    damaged.push_back({"damaged", written(sentence, random)});
  }
  const Counts whole = expect_in_step(sentences);
  EXPECT_EQ(whole.accepted, sentences.size());
  const Counts broken = expect_in_step(damaged);
  EXPECT_GT(broken.accepted, kSentences / 20U);
  EXPECT_GT(broken.refused, kSentences / 2U);
}

}  // namespace
}  // namespace tarifa::grammar
