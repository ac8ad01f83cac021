// A syntax tree as a list: nodes and tokens in the order of the text, each with its depth and its bytes. The trees of
// the compiler and of tree-sitter for one text give the same list: node_mapping.def says how their kinds go together.
#pragma once

#include <tree_sitter/api.h>

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "compiler/syntax/tree.h"

namespace tarifa::grammar {

struct ShapeEntry {
  std::string_view kind;  // "line_decl" of a node, "STRING" of a token
  uint32_t depth = 0;
  uint32_t begin = 0;
  uint32_t end = 0;

  bool operator==(const ShapeEntry&) const = default;
};

// Of trees without errors. Comments and blanks are left out; the root is the whole file.
[[nodiscard]] std::vector<ShapeEntry> shape_of(const syntax::Tree& tree);
[[nodiscard]] std::vector<ShapeEntry> shape_of(const TSTree* tree, std::string_view text);

// "line_decl"
[[nodiscard]] std::string_view mapped_name(syntax::NodeKind kind);
// Whether node_mapping.def knows the named node of tree-sitter.
[[nodiscard]] bool is_mapped(std::string_view named_node);

}  // namespace tarifa::grammar
