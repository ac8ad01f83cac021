// `dump --stage tokens`: one token a line, with its place, kind and text; comments as they stand
// between.
#pragma once

#include <string>

#include "compiler/support/source.h"
#include "compiler/syntax/tree.h"

namespace tarifa::syntax {

[[nodiscard]] std::string print_tokens(const SourceStore& sources, const Tree& tree);

}  // namespace tarifa::syntax
