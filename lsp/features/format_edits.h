// What the formatter changes, as edits of blanks and line ends: the tokens and comments between them stay untouched,
// and with them cursors, breakpoints and other people's lines.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "compiler/syntax/tree.h"

namespace tarifa::lsp {

struct BlankEdit {
  uint32_t begin = 0;
  uint32_t end = 0;
  std::string text;
};

// Of the whole file, in order. None where it has syntax errors.
[[nodiscard]] std::vector<BlankEdit> format_edits(const syntax::Tree& tree);

// Of the declaration around the place alone, as if nothing else stood in the file; it may stand among broken ones.
[[nodiscard]] std::vector<BlankEdit> format_edits_around(const syntax::Tree& tree, uint32_t offset);

// After a line was broken: `line` is where the new one begins. What stands before it in its declaration is formatted,
// and the new line is indented; what follows stays as it is.
[[nodiscard]] std::vector<BlankEdit> new_line_edits(const syntax::Tree& tree, uint32_t line);

}  // namespace tarifa::lsp
