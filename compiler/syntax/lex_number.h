// The longest literal that begins with a digit: number, percent, rate, date, month, day of a year,
// time.
#pragma once

#include <cstddef>
#include <string_view>

#include "compiler/syntax/tree.h"

namespace tarifa::syntax {

struct NumberMatch {
  TokenKind kind = TokenKind::NUMBER;
  size_t length = 0;
};

// `text` begins with an ASCII digit.
[[nodiscard]] NumberMatch match_number(std::string_view text);

// Length of the word at the front (letters, digits, `_`, anything not ASCII; no digit first), else
// 0.
[[nodiscard]] size_t match_word(std::string_view text);

}  // namespace tarifa::syntax
