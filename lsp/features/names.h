// Names in the text: what stands at a place, where it is defined, and every place that means the same.
#pragma once

#include <optional>
#include <vector>

#include "lsp/workspace/snapshot.h"

namespace tarifa::lsp {

struct NameAt {
  Span span;                          // of the name at the place
  Span definition;                    // of the name where it is declared; invalid for functions of the language
  const check::Fact* fact = nullptr;  // null in a `use` list
  check::SymbolId symbol;             // invalid for fields, members, lines, locals
};

struct Mention {
  Span span;
  bool is_definition = false;
};

// The name that the place stands in, or right after.
[[nodiscard]] std::optional<NameAt> name_at(const Snapshot& snapshot, FileId file, uint32_t offset);

// All that the name means: several where the tariff that applies decides which line it is.
[[nodiscard]] std::vector<Span> definitions_of(const Snapshot& snapshot, const NameAt& name);

// Every place in the package and its dependencies that means what is declared at `definition`, the declaration and
// `use` lists included; by file, then offset.
[[nodiscard]] std::vector<Mention> mentions_of(const Snapshot& snapshot, Span definition);

// The declarations that one name means at some place: `Monthly.energy` is the line of whichever tariff applies. They
// can only be renamed together.
[[nodiscard]] std::vector<Span> linked_definitions(const Snapshot& snapshot, Span definition);

// What a mention is to read once the declaration is called `wanted` (as rules have it, perhaps in backticks): in CSV
// files there are no backticks, and headings repeat names of enums in small letters.
[[nodiscard]] std::string renamed_text(const Snapshot& snapshot, const Mention& mention, Span definition,
                                       const std::string& wanted);

}  // namespace tarifa::lsp
