// What is shown of the name, word or expression at a place.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "lsp/workspace/snapshot.h"

namespace tarifa::lsp {

struct HoverText {
  Span span;
  std::string code;                // the declaration in one line: `rule subsistence for Account: kWh(0)`
  std::vector<std::string> lines;  // further facts, each a line of its own
  std::string doc;                 // what the author wrote above it

  [[nodiscard]] std::string shown(bool markdown) const;
};

// `today`: days since 1970-01-01, for what holds now of a timeline.
[[nodiscard]] std::optional<HoverText> hover(const Snapshot& snapshot, FileId file, uint32_t offset, int32_t today,
                                             Language language);

}  // namespace tarifa::lsp
