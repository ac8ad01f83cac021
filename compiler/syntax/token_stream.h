// The tokens of a file as the grammar sees them: without those the lexer gave up, with the
// brackets that were never closed put in. Brackets of a stream always pair up.
#pragma once

#include <cstdint>
#include <vector>

#include "compiler/support/diag.h"
#include "compiler/syntax/lex.h"
#include "compiler/syntax/tree.h"

namespace tarifa::syntax {

struct StreamToken {
  TokenKind kind = TokenKind::END;
  uint32_t source = 0;   // index of the lexed token; of a missing one: that before which it was put
  bool missing = false;  // put in
};

// A file while it is parsed.
struct LexedFile {
  FileId file;
  std::string_view text;
  const std::vector<LexedToken>& tokens;

  [[nodiscard]] std::string_view text_of(const StreamToken& token) const;
  [[nodiscard]] Span span_of(const StreamToken& token) const;  // of no length if it is missing
  // The place after the lexed token before `token`: where something is missing.
  [[nodiscard]] Span gap_before(const StreamToken& token) const;
  // Whether only blanks and comments stand before the lexed token on its line.
  [[nodiscard]] bool first_on_line(uint32_t source) const;
  // Of a token that is: how far it is from the margin, in bytes.
  [[nodiscard]] uint32_t indent_of_line(uint32_t source) const;
  // Whether nothing stands between the lexed token and the one before it.
  [[nodiscard]] bool touches_previous(uint32_t source) const;
};

// Reports brackets without a partner, and brackets nested too deeply: the declaration around those
// is left out.
[[nodiscard]] std::vector<StreamToken> pair_brackets(const LexedFile& file, DiagSink& sink);

[[nodiscard]] bool is_opening(TokenKind kind);
[[nodiscard]] bool is_closing(TokenKind kind);
[[nodiscard]] TokenKind closing_of(TokenKind opening);

}  // namespace tarifa::syntax
