// `tarifa fmt`: the one style. Only blanks and line ends change: the tokens, the comments and with
// them the tree stay as they are. Formatting what is formatted changes nothing.
//
// The style: two blanks a level; a line of at most 100 columns where it can be broken (120 among
// aligned items); braces stay on one line where they were written so, fit and hold no comment;
// items, rows, fields one a line; rows and neighbouring lines, taxes and expectations aligned; at
// most one blank line, and one around declarations of several lines; breaks between the clauses of
// an item, after its `=`, before operators and after commas stay where they were made.
#pragma once

#include <string>

#include "compiler/support/result.h"
#include "compiler/syntax/tree.h"

namespace tarifa::syntax {

// Refuses a file with syntax errors (DiagKind::CannotFormat).
[[nodiscard]] Result<std::string> format(const Tree& tree);

}  // namespace tarifa::syntax
