// The words of the language in the places of words: whether it is a name, a unit, a keyword or a mistake there, both
// grammars say the same. This is what holds the list of keywords in grammar/tree-sitter/chapters/names.js.
#include <gtest/gtest.h>

#include <map>
#include <string>
#include <tuple>
#include <vector>

#include "tests/grammar/corpus.h"
#include "tests/grammar/in_step.h"
#include "tests/unit/syntax/parsed_text.h"

namespace tarifa::grammar {
namespace {

using syntax::NodeId;
using syntax::NodeKind;
using syntax::TokenId;
using syntax::TokenKind;

// A declaration in three parts: the word is the one in the middle.
struct Place {
  std::string before;
  std::string after;
};

bool is_word(TokenKind kind) {
  return kind == TokenKind::IDENT || syntax::is_reserved(kind) || syntax::is_contextual(kind);
}

NodeId owner_of(const syntax::Tree& tree, TokenId token) {
  NodeId node = tree.node_at(tree.span(token).begin);
  const NodeKind kind = tree.kind(node);
  const bool leaf = kind == NodeKind::Name || kind == NodeKind::Ident || kind == NodeKind::Unit;
  return leaf ? tree.parent(node) : node;
}

// Places differ by the node that owns the word and by the words or signs beside it.
using PlaceKey = std::tuple<NodeKind, TokenKind, TokenKind>;

void add_places(std::map<PlaceKey, Place>& places, const std::string& text) {
  const syntax::ParsedText parsed(text);
  const syntax::Tree& tree = parsed.tree;
  auto parts = tree.declarations();
  if (tree.header().valid()) parts.push_back(tree.header());
  for (const NodeId part : parts) {
    const size_t end = tree.end_token(part).index();
    const std::string_view whole = tree.text(part);
    const uint32_t start = tree.span(part).begin;
    for (size_t i = tree.first_token(part).index(); i < end; ++i) {
      const TokenId token(i);
      if (!is_word(tree.token_kind(token))) continue;
      const TokenKind previous = i == 0 ? TokenKind::END : tree.token_kind(TokenId(i - 1));
      const PlaceKey key{tree.kind(owner_of(tree, token)), previous, tree.token_kind(TokenId(i + 1))};
      const Span span = tree.span(token);
      Place place{std::string(whole.substr(0, span.begin - start)), std::string(whole.substr(span.end - start))};
      Place& known = places[key];
      const size_t known_size = known.before.size() + known.after.size();
      if (known_size == 0 || place.before.size() + place.after.size() < known_size) known = std::move(place);
    }
  }
}

// All at once takes 80 s: each place tries one word in 16, the next place the next ones.
constexpr size_t kStride = 16;

TEST(WordPlaces, WordsInAllPlaces) {
  std::map<PlaceKey, Place> places;
  for (const CorpusFile& file : whole_programs()) add_places(places, file.text);
  EXPECT_GT(places.size(), 800U);
  std::vector<std::string> words{"word", "`of`"};
  for (size_t i = 0; i < syntax::token_kind_count(); ++i) {
    const auto kind = static_cast<TokenKind>(i);
    if (kind != TokenKind::IDENT && is_word(kind)) words.emplace_back(token_kind_text(kind));
  }
  size_t accepted = 0;
  size_t tried = 0;
  size_t first = 0;
  for (const auto& [key, place] : places) {
    for (size_t word = first++ % kStride; word < words.size(); word += kStride) {
      const std::string text = place.before + words[word] + place.after;
      const InStep result = compare_grammars(text);
      ASSERT_FALSE(result.disagreement) << words[word] << ": " << *result.disagreement << "\n" << text;
      accepted += result.verdict == Verdict::Accepted ? 1 : 0;
      ++tried;
    }
  }
  EXPECT_GT(accepted, tried / 10);
  EXPECT_GT(tried - accepted, tried / 10);
}

}  // namespace
}  // namespace tarifa::grammar
