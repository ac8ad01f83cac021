// What is shown of the name or expression at a place.
#pragma once

#include <optional>
#include <string>

#include "lsp/workspace/snapshot.h"

namespace tarifa::lsp {

struct HoverText {
  Span span;
  std::string code;                // the declaration in one line: `rule subsistence for Account: kWh(0)`
  std::vector<std::string> lines;  // further facts, each a line of its own
  std::string doc;                 // what the author wrote above it
};

[[nodiscard]] std::optional<HoverText> hover(const Snapshot& snapshot, FileId file, uint32_t offset, Language language);

}  // namespace tarifa::lsp
