// The grammar, run over tokens. grammar_parser.cpp is the only file that sees ANTLR. It follows the
// grammar until the first token that fits nowhere and stops there; mending and messages are
// recover.h's.
//
// INVARIANT: a failure's position is that of the first token after which no continuation of the
// text is legal: everything
//   before it begins some legal text.
#pragma once

#include <bitset>
#include <cstdint>
#include <memory>
#include <span>
#include <vector>

#include "compiler/syntax/tree.h"

namespace tarifa::syntax {

enum class GrammarRule : uint8_t {
#define TARIFA_KEPT(rule, kind) rule,
#define TARIFA_FOLDED(rule, kind) rule,
#define TARIFA_CHOICE(rule) rule,
#include "compiler/syntax/grammar_rule.def"
};

enum class RuleShape : uint8_t { Kept, Folded, Choice };
[[nodiscard]] RuleShape rule_shape(GrammarRule rule);
[[nodiscard]] NodeKind rule_kind(GrammarRule rule);  // of Kept and Folded rules

// A rule begun or ended before the token at `position`, which counts from where the run began.
struct GrammarEvent {
  uint32_t position = 0;
  bool enter = false;
  GrammarRule rule = GrammarRule::File_;  // when entered
};

using TokenSet = std::bitset<256>;  // by TokenKind
[[nodiscard]] inline bool has(const TokenSet& set, TokenKind kind) { return set[static_cast<size_t>(kind)]; }

enum class StartRule : uint8_t { Header, Declaration };

struct GrammarOutcome {
  bool ok = false;
  bool too_deep = false;                // stopped because rules nest too deeply
  uint32_t position = 0;                // ok: one past the last token taken; else the token that fits nowhere
  uint32_t reach = 0;                   // the furthest token looked at; the size: the end was seen
  std::vector<GrammarRule> open_rules;  // failed: the rules begun and not ended, outermost first
};

class GrammarParser {
 public:
  GrammarParser();
  ~GrammarParser();
  GrammarParser(const GrammarParser&) = delete;
  GrammarParser& operator=(const GrammarParser&) = delete;

  // The tokens of the following runs; the span stays valid until the next call.
  void set_tokens(std::span<const TokenKind> tokens);
  // Follows `start` from token `begin`; tokens from `end` on are not there. Appends what happened
  // to `events`; after a failure they are to be thrown away. `expected`, if given, gets the kinds
  // that may stand at the outcome's position; what may follow a whole declaration is not among
  // them.
  GrammarOutcome run(StartRule start, uint32_t begin, uint32_t end, std::vector<GrammarEvent>& events,
                     TokenSet* expected = nullptr);

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace tarifa::syntax
