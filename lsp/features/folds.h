// What an editor can fold away: what stands in brackets, comments, the `use`s of a file. Read off tree-sitter's tree,
// so it needs no checking and shows what it can of unfinished text.
#pragma once

#include <tree_sitter/api.h>

#include <cstdint>
#include <string_view>
#include <vector>

namespace tarifa::lsp {

enum class FoldKind : uint8_t { Region, Comment, Imports };

// From after its first token to before its last line: what stays in sight is the line of `begin` and that of the
// closing bracket.
struct Fold {
  FoldKind kind = FoldKind::Region;
  uint32_t begin = 0;  // bytes: what is hidden where the editor folds inside lines
  uint32_t end = 0;
  uint32_t first_line = 0;  // from 0
  uint32_t last_line = 0;   // the last that is hidden where the editor folds whole lines
};

// By `begin`. Each goes over two lines or more.
[[nodiscard]] std::vector<Fold> folds_of(TSNode root, std::string_view text);

}  // namespace tarifa::lsp
