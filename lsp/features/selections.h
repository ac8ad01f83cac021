// What is selected when a selection grows: the word, the expression around it, .. the whole text.
#pragma once

#include <tree_sitter/api.h>

#include <cstdint>
#include <vector>

namespace tarifa::lsp {

struct ByteRange {
  uint32_t begin = 0;
  uint32_t end = 0;
  bool operator==(const ByteRange&) const = default;
};

// The innermost first, each inside the next and smaller than it; at most kMostSelections.
[[nodiscard]] std::vector<ByteRange> selections_at(TSNode root, uint32_t offset);

inline constexpr size_t kMostSelections = 128;

}  // namespace tarifa::lsp
