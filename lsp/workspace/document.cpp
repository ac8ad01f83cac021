#include "lsp/workspace/document.h"

#include <utility>

namespace tarifa::lsp {

void apply_changes(Document& document, const std::vector<TextChange>& changes, PositionEncoding encoding) {
  std::string& text = document.text;
  for (const TextChange& change : changes) {
    if (!change.range) {
      text = change.text;
      document.tree.forget();
      continue;
    }
    uint32_t begin = offset_at(text, change.range->start, encoding);
    uint32_t end = offset_at(text, change.range->end, encoding);
    if (end < begin) std::swap(begin, end);
    std::string after = text;
    after.replace(begin, end - begin, change.text);
    document.tree.replaced(text, after, {begin, end, begin + static_cast<uint32_t>(change.text.size())});
    text = std::move(after);
  }
}

}  // namespace tarifa::lsp
