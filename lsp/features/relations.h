// How declarations hang together: the type of a value, the exceptions of a rule, who uses what.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "lsp/workspace/snapshot.h"

namespace tarifa::lsp {

// Where the type of the name or expression is declared: an enum, a record, an entity, a unit.
[[nodiscard]] std::optional<Span> type_definition(const Snapshot& snapshot, FileId file, uint32_t offset);

// Of the declaration that is named at `definition`: the exceptions of a rule, and every `extend` of it, in any module.
[[nodiscard]] std::vector<Span> implementations(const Snapshot& snapshot, Span definition);

// A declaration as callers and callees are listed.
struct Declared {
  std::string name;
  std::string module;
  syntax::NodeKind kind = syntax::NodeKind::File;
  Span span;
  Span name_span;
};
// The declaration of a file that holds the place; none between declarations.
[[nodiscard]] std::optional<Declared> declaration_at(const Snapshot& snapshot, Span place);
// The declaration, or the line, tax, let, .. of a tariff or bill, whose name begins at the place.
[[nodiscard]] std::optional<Declared> named_at(const Snapshot& snapshot, Span place);

struct Related {
  Declared declared;
  std::vector<Span> places;  // in the caller
};
// Declarations that name the one at `definition`; itself apart. Of a line: lines and what else of a tariff or bill.
[[nodiscard]] std::vector<Related> callers(const Snapshot& snapshot, Span definition);
// Rules, parameters, tables, lets, tariffs and bills that it names; a line also names lines.
[[nodiscard]] std::vector<Related> callees(const Snapshot& snapshot, Span definition);

}  // namespace tarifa::lsp
