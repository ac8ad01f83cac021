// A declaration that leaves the grammar: find out what was expected, say it, and mend the tokens so
// that the reading goes on; as often as needed. What cannot be mended is left out, item by item.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "compiler/support/diag.h"
#include "compiler/syntax/grammar_parser.h"
#include "compiler/syntax/syntax_error.h"
#include "compiler/syntax/token_stream.h"

namespace tarifa::syntax {

struct MendedPart {
  bool ok = false;  // false: nothing of it can be kept
  std::vector<StreamToken> stream;
  std::vector<GrammarEvent> events;
};

class Mender {
 public:
  explicit Mender(const LexedFile& file) : file_(file) {}

  // `region` does not follow `start` to its end; at least one error about it is reported, unless
  // the lexer or the pairing of brackets has already said what is wrong there.
  [[nodiscard]] MendedPart mend(StartRule start, std::span<const StreamToken> region, DiagSink& sink);

  // Tokens read so far, of a budget a file: past it less is tried.
  [[nodiscard]] uint64_t followed() const { return followed_; }
  [[nodiscard]] static bool within_budget(uint64_t followed);
  // As if that many had been read: of a region that is known from before.
  void count_followed(uint64_t tokens) { followed_ += tokens; }

 private:
  GrammarOutcome follow(std::span<const StreamToken> tokens, TokenSet* expected);
  [[nodiscard]] Repair choose(const SyntaxProblem& problem);
  [[nodiscard]] std::vector<Repair> small_repairs(const SyntaxProblem& problem) const;
  [[nodiscard]] Repair drop_item(const SyntaxProblem& problem);
  // How far the region fits the grammar after a repair.
  struct Fit {
    size_t beyond = 0;     // tokens that fit after the repaired place
    size_t remaining = 0;  // tokens of the region not reached
  };
  [[nodiscard]] Fit try_repair(const Repair& repair);
  [[nodiscard]] std::optional<Repair> parted_if(const SyntaxProblem& problem) const;
  [[nodiscard]] bool already_reported(size_t at) const;
  void apply(const Repair& repair);

  const LexedFile& file_;
  GrammarParser grammar_;
  StartRule start_ = StartRule::Declaration;
  std::vector<StreamToken> tokens_;  // of the region, as mended so far
  std::vector<TokenKind> kinds_;
  std::vector<GrammarEvent> events_;
  uint64_t followed_ = 0;
};

}  // namespace tarifa::syntax
