#include "compiler/syntax/lex_number.h"

namespace tarifa::syntax {
namespace {

constexpr bool is_digit(char c) { return c >= '0' && c <= '9'; }
constexpr bool is_blank(char c) { return c == ' ' || c == '\t' || c == '\r' || c == '\n'; }
constexpr bool starts_word(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || static_cast<unsigned char>(c) >= 0x80;
}
constexpr bool continues_word(char c) { return starts_word(c) || is_digit(c); }

// Digits in groups parted by `_`, from `at`; the position after them.
size_t match_digits(std::string_view text, size_t at) {
  while (at < text.size()) {
    if (is_digit(text[at]))
      ++at;
    else if (text[at] == '_' && at + 1 < text.size() && is_digit(text[at + 1]))
      at += 2;
    else
      break;
  }
  return at;
}

size_t match_decimal(std::string_view text) {
  size_t at = match_digits(text, 0);
  if (at + 1 < text.size() && text[at] == '.' && is_digit(text[at + 1])) {
    at = match_digits(text, at + 1);
  }
  return at;
}

// `pattern`: D a digit, anything else itself.
bool matches(std::string_view text, std::string_view pattern) {
  if (text.size() < pattern.size()) return false;
  for (size_t i = 0; i < pattern.size(); ++i) {
    if (pattern[i] == 'D' ? !is_digit(text[i]) : text[i] != pattern[i]) return false;
  }
  return true;
}

// Dates and times; the longest first. `20` alone is no match.
NumberMatch match_date(std::string_view text) {
  if (text.size() < 5) return {};
  if (text[2] == '-' && matches(text, "DD-DD")) return {TokenKind::MONTH_DAY, 5};
  if (text[2] == ':' && matches(text, "DD:DD")) return {TokenKind::TIME, 5};
  if (text[4] != '-' || !matches(text, "DDDD-DD")) return {};
  if (matches(text, "DDDD-DD-DDTDD:DD")) return {TokenKind::DATETIME, 16};
  if (matches(text, "DDDD-DD-DD")) return {TokenKind::DATE, 10};
  return {TokenKind::MONTH, 7};
}

// Length of `0.42 USD/kWh`, given that of its number; 0 if it is none.
size_t match_rate(std::string_view text, size_t number) {
  size_t at = number;
  while (at < text.size() && is_blank(text[at])) ++at;
  size_t word = match_word(text.substr(at));
  if (word == 0) return 0;
  at += word;
  bool slash = false;
  while (at + 1 < text.size() && text[at] == '/') {
    word = match_word(text.substr(at + 1));
    if (word == 0) break;
    at += 1 + word;
    slash = true;
  }
  return slash ? at : 0;
}

}  // namespace

size_t match_word(std::string_view text) {
  if (text.empty() || !starts_word(text[0])) return 0;
  size_t at = 1;
  while (at < text.size() && continues_word(text[at])) ++at;
  return at;
}

NumberMatch match_number(std::string_view text) {
  const NumberMatch date = match_date(text);
  const size_t number = match_decimal(text);
  NumberMatch best{TokenKind::NUMBER, number};
  if (number < text.size() && text[number] == '%') best = {TokenKind::PERCENT, number + 1};
  const size_t rate = match_rate(text, number);
  if (rate > best.length) best = {TokenKind::RATE, rate};
  return date.length >= best.length ? date : best;
}

}  // namespace tarifa::syntax
