// What the lexer has to say about words, texts and strange characters, apart from where they end.
#pragma once

#include <cstddef>
#include <string_view>

#include "compiler/support/diag.h"
#include "compiler/support/source.h"
#include "compiler/syntax/tree.h"

namespace tarifa::syntax {

struct TextMatch {
  TokenKind kind = TokenKind::STRING;  // BAD if it is not closed
  size_t length = 0;
  bool bad = false;
};

// Offsets are into the text of the file.
class WordChecks {
 public:
  WordChecks(std::string_view text, FileId file, DiagSink& sink) : text_(text), file_(file), sink_(sink) {}

  void check_word(size_t begin, size_t length);  // letters, NFC, direction, length
  void check_rate(size_t begin, size_t length);  // the words of `0.42 USD/kWh`
  [[nodiscard]] TextMatch match_text(size_t begin);
  void check_comment(size_t begin, size_t end);
  [[nodiscard]] size_t skip_block_comment(size_t begin);  // the offset after it

  void report_slip(size_t begin, size_t length, std::string_view meant);
  void report_semicolon(size_t begin);
  void report_percent_apart(size_t number_end, size_t percent);
  void report_unknown(size_t begin);

 private:
  [[nodiscard]] Span span(size_t begin, size_t end) const;
  void check_code_points(size_t begin, size_t end);
  void check_text_character(size_t at, size_t length, char32_t value);
  Diagnostic& start(DiagKind kind, Span where, std::vector<std::string> args);
  void replace(NoteKind title, Span where, std::string text);
  void finish();

  std::string_view text_;
  FileId file_;
  DiagSink& sink_;
  Diagnostic current_{};
};

}  // namespace tarifa::syntax
