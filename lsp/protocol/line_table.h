// Many positions of one text: the lines are found once. For the texts of an analysis SourceStore does the same.
#pragma once

#include <string_view>
#include <vector>

#include "lsp/protocol/position.h"

namespace tarifa::lsp {

class LineTable {
 public:
  explicit LineTable(std::string_view text);

  [[nodiscard]] Position position(uint32_t offset, PositionEncoding encoding) const;
  [[nodiscard]] uint32_t offset(Position at, PositionEncoding encoding) const;

 private:
  std::string_view text_;
  std::vector<uint32_t> starts_;
};

}  // namespace tarifa::lsp
