// The declarations of a file and what stands in them, as an editor lists them. Read off the tree: it needs no
// checking, and shows what it can of broken text.
#pragma once

#include <string>
#include <vector>

#include "lsp/workspace/snapshot.h"

namespace tarifa::lsp {

struct OutlineItem {
  std::string name;
  std::string detail;  // the word that begins it: `rule`, `line`, `except`
  syntax::NodeKind kind = syntax::NodeKind::File;
  Span span;       // all of it
  Span name_span;  // inside `span`
  std::vector<OutlineItem> children;
};

[[nodiscard]] std::vector<OutlineItem> outline(const syntax::Tree& tree);

}  // namespace tarifa::lsp
