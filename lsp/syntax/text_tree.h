// tree-sitter's tree of one open text, kept in step with its changes: what is structural (folds, selections, what
// stands around a place) is read off it, however unfinished the text is.
//
// INVARIANT: root() is what reading the whole text afresh would give, whatever changes led to the text.
#pragma once

#include <tree_sitter/api.h>

#include <cstdint>
#include <memory>
#include <string_view>

namespace tarifa::lsp {

// Bytes [begin, old_end) of a text became [begin, new_end) of the next one.
struct ReplacedBytes {
  uint32_t begin = 0;
  uint32_t old_end = 0;
  uint32_t new_end = 0;
};

class TextTree {
 public:
  // To be told of each change, in order. Reads nothing yet.
  void replaced(std::string_view before, std::string_view after, ReplacedBytes change);
  // Another text altogether.
  void forget() { tree_.reset(); }
  // Of the text as of now. The nodes live until the next change.
  [[nodiscard]] TSNode root(std::string_view text);

 private:
  struct FreeTree {
    void operator()(TSTree* tree) const { ts_tree_delete(tree); }
  };
  std::unique_ptr<TSTree, FreeTree> tree_;
  bool current_ = false;
};

}  // namespace tarifa::lsp
