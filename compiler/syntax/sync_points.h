// Where the reading can start anew after an error: at words that begin declarations and items.
#pragma once

#include <cstdint>
#include <span>

#include "compiler/syntax/token_stream.h"

namespace tarifa::syntax {

[[nodiscard]] bool begins_declaration(TokenKind kind);  // `param`, `tariff`, `time`..
[[nodiscard]] bool begins_item(TokenKind kind);         // `line`, `tax`, `expect`, `from`..

// Whether a declaration seems to begin at `at`: its word, and after it what must follow.
[[nodiscard]] bool looks_like_declaration(const LexedFile& file, std::span<const StreamToken> stream, size_t at);
// The first position after `at` where one seems to begin outside brackets, else the size.
[[nodiscard]] size_t next_declaration(const LexedFile& file, std::span<const StreamToken> stream, size_t at);

// The tokens of the item around `at`, in the innermost braces open there.
struct ItemBounds {
  size_t block = 0;  // position of the opening brace; npos if there is none
  size_t begin = 0;
  size_t end = 0;
  static constexpr size_t npos = static_cast<size_t>(-1);
};
// `levels` 0: innermost braces; 1: the braces around those; ..
[[nodiscard]] ItemBounds find_item(const LexedFile& file, std::span<const StreamToken> stream, size_t at,
                                   size_t levels);

}  // namespace tarifa::syntax
