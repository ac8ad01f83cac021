#include "lsp/features/linked_names.h"

#include <algorithm>

#include "lsp/features/names.h"
#include "lsp/features/relations.h"

namespace tarifa::lsp {

std::vector<Span> linked_names(const Snapshot& snapshot, FileId file, uint32_t offset) {
  const auto name = name_at(snapshot, file, offset);
  if (!name || !name->definition.valid() || name->definition.file != file) return {};
  const auto declared = declaration_at(snapshot, name->definition);
  if (!declared || linked_definitions(snapshot, name->definition).size() != 1) return {};
  const std::string_view text = snapshot.sources().text(name->span);
  std::vector<Span> spans;
  for (const Mention& mention : mentions_of(snapshot, name->definition)) {
    const Span span = mention.span;
    const bool inside = span.file == file && declared->span.begin <= span.begin && span.end <= declared->span.end;
    if (!inside || snapshot.sources().text(span) != text) return {};
    spans.push_back(span);
  }
  return spans;
}

}  // namespace tarifa::lsp
