// `dump --stage syntax`: the tree, one node a line, indented; a node's own tokens stand on its
// line.
#pragma once

#include <string>

#include "compiler/support/source.h"
#include "compiler/syntax/tree.h"

namespace tarifa::syntax {

// With places: `2:1 EnumDecl`. Nodes with an error in them are marked with `!`.
[[nodiscard]] std::string print_tree(const SourceStore& sources, const Tree& tree);
// Without places and blanks: two texts that differ in layout only give the same.
[[nodiscard]] std::string print_tree_shape(const Tree& tree);

}  // namespace tarifa::syntax
