#include "lsp/workspace/document.h"

#include <utility>

namespace tarifa::lsp {

void apply_changes(std::string& text, const std::vector<TextChange>& changes, PositionEncoding encoding) {
  for (const TextChange& change : changes) {
    if (!change.range) {
      text = change.text;
      continue;
    }
    uint32_t begin = offset_at(text, change.range->start, encoding);
    uint32_t end = offset_at(text, change.range->end, encoding);
    if (end < begin) std::swap(begin, end);
    text.replace(begin, end - begin, change.text);
  }
}

}  // namespace tarifa::lsp
