// A text as tree-sitter reads it, with the checks that the language server adds.
#pragma once

#include <tree_sitter/api.h>

#include <memory>
#include <string_view>

namespace tarifa::grammar {

struct TreeDeleter {
  void operator()(TSTree* tree) const { ts_tree_delete(tree); }
};

struct TreeSitterReading {
  std::unique_ptr<TSTree, TreeDeleter> tree;
  bool accepted = false;  // no error in the tree, no word misplaced
};

[[nodiscard]] TreeSitterReading read_with_tree_sitter(std::string_view text);

}  // namespace tarifa::grammar
