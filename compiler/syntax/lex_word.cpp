#include "compiler/syntax/lex_word.h"

#include <algorithm>

#include "compiler/support/limits.h"
#include "compiler/syntax/lex_number.h"
#include "compiler/syntax/unicode_text.h"

namespace tarifa::syntax {
namespace {

bool is_ascii(std::string_view text) {
  return std::all_of(text.begin(), text.end(), [](char c) { return static_cast<unsigned char>(c) < 0x80; });
}

}  // namespace

Span WordChecks::span(size_t begin, size_t end) const {
  return {file_, static_cast<uint32_t>(begin), static_cast<uint32_t>(end)};
}

Diagnostic& WordChecks::start(DiagKind kind, Span where, std::vector<std::string> args) {
  current_ = {kind, where, std::move(args), {}, {}, {}};
  return current_;
}

void WordChecks::replace(NoteKind title, Span where, std::string text) {
  current_.fixes.push_back({{title, {text}}, {{where, text}}});
}

void WordChecks::finish() { sink_.add(std::move(current_)); }

void WordChecks::check_word(size_t begin, size_t length) {
  const std::string_view word = text_.substr(begin, length);
  if (length > limits::kIdentifierBytes) {
    start(DiagKind::NameTooLong, span(begin, begin + length),
          {std::to_string(length), std::to_string(limits::kIdentifierBytes)});
    finish();
    return;
  }
  if (is_ascii(word)) return;
  check_code_points(begin, begin + length);
  if (const auto composed = nfc_if_different(word)) {
    start(DiagKind::NotNormalForm, span(begin, begin + length), {std::string(word)});
    replace(NoteKind::WriteAs, span(begin, begin + length), *composed);
    finish();
  }
}

void WordChecks::check_code_points(size_t begin, size_t end) {
  for (size_t at = begin; at < end;) {
    const CodePoint point = decode_utf8(text_, at);
    const bool fits = at == begin ? is_xid_start(point.value) : is_xid_continue(point.value);
    if (is_bidi_control(point.value)) {
      start(DiagKind::BidiControl, span(at, at + point.length), {code_point_name(point.value)});
      replace(NoteKind::RemoveIt, span(at, at + point.length), "");
      finish();
    } else if (point.value >= 0x80 && !fits) {
      start(DiagKind::NotInNames, span(at, at + point.length),
            {std::string(text_.substr(at, point.length)), code_point_name(point.value)});
      finish();
    }
    at += point.length;
  }
}

void WordChecks::check_rate(size_t begin, size_t length) {
  const size_t end = begin + length;
  size_t at = begin;
  while (at < end) {
    const size_t word = match_word(text_.substr(at, end - at));
    if (word > 0) check_word(at, word);
    at += std::max<size_t>(word, 1);
  }
}

void WordChecks::check_text_character(size_t at, size_t length, char32_t value) {
  if (is_bidi_control(value)) {
    start(DiagKind::BidiControl, span(at, at + length), {code_point_name(value)});
    replace(NoteKind::RemoveIt, span(at, at + length), "");
    finish();
  } else if ((value < 0x20 && value != '\t') || value == 0x7F) {
    start(DiagKind::UnknownCharacter, span(at, at + length),
          {std::string(text_.substr(at, length)), code_point_name(value)});
    finish();
  }
}

TextMatch WordChecks::match_text(size_t begin) {
  const char quote = text_[begin];
  TextMatch match;
  match.bad = quote == '\'';
  size_t at = begin + 1;
  while (at < text_.size() && text_[at] != quote && text_[at] != '\n' && text_[at] != '\r') {
    if (text_[at] == '\\' && at + 1 < text_.size() && text_[at + 1] != '\n' && text_[at + 1] != '\r') {
      const CodePoint escaped = decode_utf8(text_, at + 1);
      if (std::string_view("\"\\nt").find(text_[at + 1]) == std::string_view::npos) {
        start(DiagKind::BadEscape, span(at, at + 1 + escaped.length),
              {std::string(text_.substr(at, 1 + escaped.length))});
        current_.help.push_back({NoteKind::KnownEscapes, {}});
        finish();
        match.bad = true;
      }
      at += 1 + escaped.length;
      continue;
    }
    const CodePoint point = decode_utf8(text_, at);
    check_text_character(at, point.length, point.value);
    at += point.length;
  }
  const bool closed = at < text_.size() && text_[at] == quote;
  if (closed) ++at;
  match.length = at - begin;
  if (!closed) {
    start(DiagKind::UnclosedText, span(begin, at), {});
    if (quote == '\'') current_.help.push_back({NoteKind::TextQuotes, {}});
    finish();
    match.kind = TokenKind::STRING;
    match.bad = true;
  } else if (quote == '\'') {
    const std::string inside(text_.substr(begin + 1, match.length - 2));
    report_slip(begin, match.length, "\"" + inside + "\"");
  }
  return match;
}

// Many a tool takes a NUL for the end of the text, and would not show what follows.
void WordChecks::check_comment(size_t begin, size_t end) {
  const size_t nul = text_.substr(begin, end - begin).find('\0');
  if (nul != std::string_view::npos) report_unknown(begin + nul);
}

size_t WordChecks::skip_block_comment(size_t begin) {
  const size_t close = text_.find("*/", begin + 2);
  const size_t end = close == std::string_view::npos ? text_.size() : close + 2;
  start(DiagKind::BlockComment, span(begin, begin + 2), {});
  finish();
  return end;
}

void WordChecks::report_slip(size_t begin, size_t length, std::string_view meant) {
  const Span where = span(begin, begin + length);
  start(DiagKind::WrongSign, where, {std::string(text_.substr(begin, length)), std::string(meant)});
  const bool word = meant[0] >= 'a' && meant[0] <= 'z';
  const bool touches = begin + length < text_.size() && text_[begin + length] != ' ';
  replace(NoteKind::WriteAs, where, std::string(meant) + (word && touches ? " " : ""));
  finish();
}

void WordChecks::report_semicolon(size_t begin) {
  start(DiagKind::NeedlessSign, span(begin, begin + 1), {";"});
  replace(NoteKind::RemoveIt, span(begin, begin + 1), "");
  finish();
}

void WordChecks::report_percent_apart(size_t number_end, size_t percent) {
  start(DiagKind::PercentApart, span(number_end, percent + 1), {});
  replace(NoteKind::WriteAs, span(number_end, percent + 1), "%");
  finish();
}

void WordChecks::report_unknown(size_t begin) {
  const CodePoint point = decode_utf8(text_, begin);
  start(DiagKind::UnknownCharacter, span(begin, begin + point.length),
        {std::string(text_.substr(begin, point.length)), code_point_name(point.value)});
  finish();
}

}  // namespace tarifa::syntax
