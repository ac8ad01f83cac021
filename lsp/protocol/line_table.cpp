#include "lsp/protocol/line_table.h"

#include <algorithm>

namespace tarifa::lsp {

LineTable::LineTable(std::string_view text) : text_(text), starts_{0} {
  for (size_t at = text.find('\n'); at != std::string_view::npos; at = text.find('\n', at + 1))
    starts_.push_back(static_cast<uint32_t>(at + 1));
}

Position LineTable::position(uint32_t offset, PositionEncoding encoding) const {
  offset = std::min(offset, static_cast<uint32_t>(text_.size()));
  const auto next = std::upper_bound(starts_.begin(), starts_.end(), offset);
  const uint32_t start = *(next - 1);
  return {static_cast<uint32_t>(next - starts_.begin() - 1), units_of(text_.substr(start, offset - start), encoding)};
}

uint32_t LineTable::offset(Position at, PositionEncoding encoding) const {
  if (at.line >= starts_.size()) return static_cast<uint32_t>(text_.size());
  const uint32_t start = starts_[at.line];
  const std::string_view line = text_.substr(start, text_.find('\n', start) - start);
  return start + bytes_of(line, at.character, encoding);
}

}  // namespace tarifa::lsp
