// Whether a text or a comment is being written, of the bytes alone: what stands there need not parse.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace tarifa::lsp {

struct OpenText {
  bool comment = false;
  std::optional<uint32_t> quote;  // the offset behind the quote that is open

  [[nodiscard]] bool any() const { return comment || quote; }
};

// Texts and comments end with their line. O(length of the line).
[[nodiscard]] inline OpenText open_text(std::string_view text, uint32_t offset) {
  const size_t line_end = text.substr(0, offset).rfind('\n');
  OpenText open;
  for (size_t k = line_end == std::string_view::npos ? 0 : line_end + 1; k < offset; ++k) {
    if (open.quote && text[k] == '\\') {
      ++k;
    } else if (text[k] == '"') {
      open.quote = open.quote ? std::nullopt : std::optional(static_cast<uint32_t>(k + 1));
    } else if (!open.quote && text.substr(k, 2) == "//") {
      open.comment = true;
      break;
    }
  }
  return open;
}

}  // namespace tarifa::lsp
