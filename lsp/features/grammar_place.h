// What the grammar lets stand at a place of a text, whatever follows it. Works on unfinished text: what is wrong before
// the place is left out.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "compiler/syntax/grammar_parser.h"

namespace tarifa::lsp {

struct GrammarPlace {
  syntax::TokenSet expected;                          // kinds of tokens that may stand here
  bool declaration = false;                           // a declaration may begin here
  bool name = false;                                  // an identifier may stand here
  std::vector<syntax::GrammarRule> rules;             // where one would stand: rules begun, outermost first
  syntax::TokenKind before = syntax::TokenKind::END;  // the token before the place
  uint32_t declaration_begin = 0;                     // of the declaration around it: the offset of its first token

  [[nodiscard]] bool inside(syntax::GrammarRule rule) const;
  // The innermost of the rules is this one, or was begun by it without a token in between.
  [[nodiscard]] syntax::GrammarRule innermost() const;
};

[[nodiscard]] GrammarPlace grammar_place(std::string_view text, uint32_t offset);

}  // namespace tarifa::lsp
