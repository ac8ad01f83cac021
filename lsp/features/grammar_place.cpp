#include "lsp/features/grammar_place.h"

#include <algorithm>

#include "compiler/syntax/lex.h"
#include "compiler/syntax/sync_points.h"
#include "compiler/syntax/token_stream.h"

namespace tarifa::lsp {
namespace {

using syntax::GrammarEvent;
using syntax::GrammarRule;
using syntax::StartRule;
using syntax::TokenKind;

constexpr int kMostLeftOut = 24;  // tokens that fit nowhere, before the place

struct Tokens {
  std::vector<TokenKind> kinds;
  std::vector<uint32_t> begins;
};

// Where the declaration around the end begins, as far as the margin tells.
size_t last_at_margin(const Tokens& tokens, std::string_view text) {
  for (size_t k = tokens.kinds.size(); k-- > 0;) {
    const uint32_t begin = tokens.begins[k];
    const bool margin = begin == 0 || text[begin - 1] == '\n';
    if (margin && (syntax::begins_declaration(tokens.kinds[k]) || tokens.kinds[k] == TokenKind::MODULE)) return k;
  }
  return 0;
}

// The rules that are open where the token at `end` stands: its last rule begun is the innermost.
std::vector<GrammarRule> rules_at(const std::vector<GrammarEvent>& events, uint32_t end) {
  size_t last = 0;
  for (size_t k = 0; k < events.size(); ++k) {
    if (events[k].enter && events[k].position <= end) last = k + 1;
  }
  std::vector<GrammarRule> open;
  for (size_t k = 0; k < last; ++k) {
    if (events[k].enter) {
      open.push_back(events[k].rule);
    } else if (!open.empty()) {
      open.pop_back();
    }
  }
  return open;
}

class PlaceFinder {
 public:
  // Of the declaration that begins with the first token.
  explicit PlaceFinder(Tokens tokens) : tokens_(std::move(tokens)) {}

  GrammarPlace find() {
    GrammarPlace place;
    for (int left_out = 0; left_out <= kMostLeftOut; ++left_out) {
      const auto outcome = follow(place.expected);
      if (outcome.position >= size()) {
        place.declaration = outcome.ok;
        break;
      }
      if (outcome.ok) {  // one declaration ends, the next begins
        at_ = outcome.position;
        --left_out;
        continue;
      }
      tokens_.kinds.erase(tokens_.kinds.begin() + outcome.position);
      tokens_.begins.erase(tokens_.begins.begin() + outcome.position);
    }
    if (at_ >= size()) place.declaration = true;
    place.declaration_begin = at_ < size() ? tokens_.begins[at_] : end_offset();
    place.before = size() == 0 ? TokenKind::END : tokens_.kinds.back();
    add_name(place);
    return place;
  }

 private:
  [[nodiscard]] uint32_t size() const { return static_cast<uint32_t>(tokens_.kinds.size()); }
  [[nodiscard]] uint32_t end_offset() const { return tokens_.begins.empty() ? 0 : tokens_.begins.back(); }
  [[nodiscard]] StartRule start() const {
    return at_ < size() && tokens_.kinds[at_] == TokenKind::MODULE ? StartRule::Header : StartRule::Declaration;
  }

  syntax::GrammarOutcome follow(syntax::TokenSet& expected) {
    std::vector<GrammarEvent> events;
    grammar_.set_tokens(tokens_.kinds);
    return grammar_.run(start(), static_cast<uint32_t>(at_), size(), events, &expected);
  }

  void add_name(GrammarPlace& place) {
    place.name = syntax::has(place.expected, TokenKind::IDENT);
    if (!place.name) return;
    std::vector<TokenKind> kinds = tokens_.kinds;
    kinds.push_back(TokenKind::IDENT);
    std::vector<GrammarEvent> events;
    grammar_.set_tokens(kinds);
    (void)grammar_.run(start(), static_cast<uint32_t>(at_), size() + 1, events, nullptr);
    place.rules = rules_at(events, size());
    grammar_.set_tokens(tokens_.kinds);
  }

  Tokens tokens_;
  size_t at_ = 0;
  syntax::GrammarParser grammar_;
};

}  // namespace

bool GrammarPlace::inside(GrammarRule rule) const { return std::find(rules.begin(), rules.end(), rule) != rules.end(); }

GrammarRule GrammarPlace::innermost() const { return rules.empty() ? GrammarRule::File_ : rules.back(); }

GrammarPlace grammar_place(std::string_view text, uint32_t offset) {
  const std::string_view before = text.substr(0, offset);
  DiagSink ignored;
  Tokens tokens;
  for (const syntax::LexedToken& token : syntax::lex(before, FileId(0), ignored)) {
    if (token.kind == TokenKind::BAD) continue;
    tokens.kinds.push_back(token.kind);
    tokens.begins.push_back(token.begin);
  }
  const auto begin = static_cast<ptrdiff_t>(last_at_margin(tokens, before));
  tokens.kinds.erase(tokens.kinds.begin(), tokens.kinds.begin() + begin);
  tokens.begins.erase(tokens.begins.begin(), tokens.begins.begin() + begin);
  return PlaceFinder(std::move(tokens)).find();
}

}  // namespace tarifa::lsp
