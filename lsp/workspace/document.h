// A text that is open in the editor: what the editor says it is, whatever the disk has.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "lsp/protocol/position.h"
#include "lsp/syntax/text_tree.h"

namespace tarifa::lsp {

struct TextChange {
  std::optional<Range> range;  // none: the whole text
  std::string text;
};

struct Document {
  std::string text;
  int64_t version = 0;
  TextTree tree{};  // of `text`
};

// Applies the changes in order. A range outside the text is moved into it, one that ends before it begins is turned.
void apply_changes(Document& document, const std::vector<TextChange>& changes, PositionEncoding encoding);

// By absolute path.
using Documents = std::map<std::string, Document, std::less<>>;

}  // namespace tarifa::lsp
