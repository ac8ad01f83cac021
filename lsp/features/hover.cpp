#include "lsp/features/hover.h"

#include "compiler/check/symbols.h"
#include "compiler/ir/print.h"
#include "lsp/features/names.h"

namespace tarifa::lsp {
namespace {

using check::Fact;
using check::FactKind;

std::string type_of(const Snapshot& snapshot, ir::TypeId type) {
  return type.valid() ? ir::type_text(snapshot.ir(), type) : std::string{};
}

std::string with_type(std::string text, const std::string& type) {
  return type.empty() ? text : std::move(text) + ": " + type;
}

// As said where it is declared; names that are used carry no type of their own.
ir::TypeId declared_type(const Snapshot& snapshot, const NameAt& name) {
  if (name.fact != nullptr && name.fact->type.valid()) return name.fact->type;
  for (const Fact& fact : snapshot.facts(name.definition.file)) {
    if (fact.kind == FactKind::Definition && fact.span == name.definition) return fact.type;
  }
  return {};
}

HoverText of_symbol(const Snapshot& snapshot, const NameAt& name) {
  const check::Symbol& symbol = snapshot.symbol(name.symbol);
  const std::string head = std::string(check::symbol_kind_word(symbol.kind)) + " " + symbol.name;
  return {name.span, with_type(head, type_of(snapshot, declared_type(snapshot, name))), {}, symbol.doc};
}

HoverText of_local(const Snapshot& snapshot, const NameAt& name) {
  return {name.span, with_type(name.fact->local, type_of(snapshot, declared_type(snapshot, name))), {}, {}};
}

std::optional<HoverText> of_expression(const Snapshot& snapshot, FileId file, uint32_t offset) {
  const Fact* best = nullptr;
  for (const Fact& fact : snapshot.facts(file)) {
    if (fact.span.begin > offset) break;
    if (fact.kind != FactKind::Expression || offset >= fact.span.end || !fact.type.valid()) continue;
    if (best == nullptr || fact.span.end - fact.span.begin <= best->span.end - best->span.begin) best = &fact;
  }
  if (best == nullptr) return std::nullopt;
  const std::string text(snapshot.sources().text(best->span));
  return HoverText{best->span, with_type(text, type_of(snapshot, best->type)), {}, {}};
}

}  // namespace

std::optional<HoverText> hover(const Snapshot& snapshot, FileId file, uint32_t offset, Language) {
  const auto name = name_at(snapshot, file, offset);
  if (!name) return of_expression(snapshot, file, offset);
  if (name->symbol.valid()) return of_symbol(snapshot, *name);
  return of_local(snapshot, *name);
}

}  // namespace tarifa::lsp
