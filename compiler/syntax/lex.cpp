#include "compiler/syntax/lex.h"

#include <algorithm>

#include "compiler/support/limits.h"
#include "compiler/syntax/keyword.h"
#include "compiler/syntax/lex_number.h"
#include "compiler/syntax/lex_word.h"

namespace tarifa::syntax {
namespace {

struct Sign {
  TokenKind kind = TokenKind::BAD;
  uint32_t length = 1;
  std::string_view meant = {};  // not empty: a slip, and how the sign is written
};

// The longest sign at the front of `text`.
Sign match_sign(std::string_view text) {
  const char next = text.size() > 1 ? text[1] : '\0';
  switch (text[0]) {
    case '{': return {TokenKind::LBRACE};
    case '}': return {TokenKind::RBRACE};
    case '(': return {TokenKind::LPAREN};
    case ')': return {TokenKind::RPAREN};
    case '[': return {TokenKind::LBRACK};
    case ']': return {TokenKind::RBRACK};
    case ',': return {TokenKind::COMMA};
    case ':': return next == '=' ? Sign{TokenKind::EQ, 2, "="} : Sign{TokenKind::COLON};
    case '+': return {TokenKind::PLUS};
    case '*': return {TokenKind::STAR};
    case '/': return {TokenKind::SLASH};
    case '@': return {TokenKind::AMP};
    case '.':
      if (text.starts_with("..<")) return {TokenKind::DOTDOT_LT, 3};
      return next == '.' ? Sign{TokenKind::DOTDOT, 2} : Sign{TokenKind::DOT};
    case '|': return next == '|' ? Sign{TokenKind::OR, 2, "or"} : Sign{TokenKind::BAR};
    case '&': return next == '&' ? Sign{TokenKind::AND, 2, "and"} : Sign{TokenKind::AND, 1, "and"};
    case '-': return next == '>' ? Sign{TokenKind::ARROW, 2} : Sign{TokenKind::MINUS};
    case '=':
      if (next == '>') return {TokenKind::FAT, 2};
      return next == '=' ? Sign{TokenKind::EQ, 2, "="} : Sign{TokenKind::EQ};
    case '!': return next == '=' ? Sign{TokenKind::NE, 2} : Sign{TokenKind::NOT, 1, "not"};
    case '<':
      if (next == '>') return {TokenKind::NE, 2, "!="};
      return next == '=' ? Sign{TokenKind::LE, 2} : Sign{TokenKind::LT};
    case '>': return next == '=' ? Sign{TokenKind::GE, 2} : Sign{TokenKind::GT};
    case '?': return next == '?' ? Sign{TokenKind::COALESCE, 2} : Sign{TokenKind::QUESTION};
    default: return {};
  }
}

class FileLexer {
 public:
  FileLexer(std::string_view text, FileId file, DiagSink& sink) : text_(text), checks_(text, file, sink) {}

  std::vector<LexedToken> run() {
    tokens_.reserve(text_.size() / 3);
    if (text_.starts_with("\xEF\xBB\xBF")) at_ = 3;  // a byte order mark is a blank here
    while (at_ < text_.size() && tokens_.size() <= limits::kTokens) step();
    return std::move(tokens_);
  }

 private:
  void step() {
    const char c = text_[at_];
    const std::string_view rest = text_.substr(at_);
    if (c == ' ' || c == '\n' || c == '\t' || c == '\r') {
      ++at_;
    } else if (const size_t word = match_word(rest); word > 0) {
      checks_.check_word(at_, word);
      add(keyword_kind(rest.substr(0, word)), word);
    } else if (c >= '0' && c <= '9') {
      const NumberMatch number = match_number(rest);
      if (number.kind == TokenKind::RATE) checks_.check_rate(at_, number.length);
      add(number.kind, number.length);
    } else if (rest.starts_with("//")) {
      const size_t begin = at_;
      at_ = std::min(text_.find_first_of("\r\n", at_), text_.size());
      checks_.check_comment(begin, at_);
    } else if (rest.starts_with("/*")) {
      at_ = checks_.skip_block_comment(at_);
    } else if (c == '"' || c == '\'') {
      const TextMatch match = checks_.match_text(at_);
      add(match.kind, match.length, match.bad);
    } else if (c == '`') {
      add_quoted(rest);
    } else {
      add_sign(rest);
    }
  }

  void add(TokenKind kind, size_t length, bool bad = false) {
    const auto begin = static_cast<uint32_t>(at_);
    at_ += length;
    tokens_.push_back({kind, bad, begin, static_cast<uint32_t>(at_)});
  }

  void add_quoted(std::string_view rest) {
    const size_t word = match_word(rest.substr(1));
    if (word > 0 && word + 1 < rest.size() && rest[word + 1] == '`') {
      checks_.check_word(at_ + 1, word);
      add(TokenKind::QUOTED, word + 2);
    } else {
      add_unknown();
    }
  }

  void add_sign(std::string_view rest) {
    const Sign sign = match_sign(rest);
    if (rest[0] == '%' && percent_after_blank()) return;
    if (rest[0] == ';') {
      checks_.report_semicolon(at_);
      add(TokenKind::BAD, 1, true);
    } else if (sign.kind == TokenKind::BAD) {
      add_unknown();
    } else {
      const bool slip = !sign.meant.empty();
      if (slip) checks_.report_slip(at_, sign.length, sign.meant);
      add(sign.kind, sign.length, slip);
    }
  }

  void add_unknown() {
    checks_.report_unknown(at_);
    add(TokenKind::BAD, 1, true);
  }

  // `19 %`: one PERCENT, blanks and all.
  bool percent_after_blank() {
    if (tokens_.empty() || tokens_.back().kind != TokenKind::NUMBER) return false;
    LexedToken& number = tokens_.back();
    if (text_.substr(number.end, at_ - number.end).find_first_not_of(" \t") != std::string::npos) {
      return false;
    }
    checks_.report_percent_apart(number.end, at_);
    ++at_;
    number = {TokenKind::PERCENT, true, number.begin, static_cast<uint32_t>(at_)};
    return true;
  }

  std::string_view text_;
  size_t at_ = 0;
  std::vector<LexedToken> tokens_;
  WordChecks checks_;
};

}  // namespace

std::vector<LexedToken> lex(std::string_view text, FileId file, DiagSink& sink) {
  return FileLexer(text, file, sink).run();
}

}  // namespace tarifa::syntax
