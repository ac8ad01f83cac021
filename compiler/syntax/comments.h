// The comments in the trivia before a token.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "compiler/syntax/tree.h"

namespace tarifa::syntax {

struct Comment {
  std::string_view text;      // with its slashes, without blanks at its end
  uint32_t offset = 0;        // in the file
  bool own_line = false;      // only blanks stand before it on its line
  bool blank_before = false;  // an empty line stands before it
};

[[nodiscard]] std::vector<Comment> comments_before(const Tree& tree, TokenId token);
// Whether an empty line stands between the last comment before the token (or the token before) and
// it.
[[nodiscard]] bool blank_line_before(const Tree& tree, TokenId token);

}  // namespace tarifa::syntax
