// Text to tokens, by hand: the same language as grammar/TarifaLexer.g4 (tests compare the two),
// some ten times as fast, on bytes. Blanks and comments are no tokens: they are the gaps.
//
// What is a slip and clear, as `==` or `&&`, is reported here and becomes the token that was meant,
// marked `bad`; what can be no token becomes BAD, which the parser leaves out. So a slip costs one
// message and hides nothing.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "compiler/support/diag.h"
#include "compiler/support/source.h"
#include "compiler/syntax/tree.h"

namespace tarifa::syntax {

struct LexedToken {
  TokenKind kind = TokenKind::END;
  bool bad = false;  // reported: the text is not what the language asks for
  uint32_t begin = 0;
  uint32_t end = 0;
};

// `text` is valid UTF-8. Stops after limits::kTokens + 1 tokens. No END at the end.
[[nodiscard]] std::vector<LexedToken> lex(std::string_view text, FileId file, DiagSink& sink);

}  // namespace tarifa::syntax
