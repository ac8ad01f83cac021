#include "lsp/features/declared_ir.h"

#include <algorithm>

namespace tarifa::lsp {
namespace {

using check::Fact;
using check::FactKind;
using check::SymbolKind;
using syntax::NodeId;
using syntax::NodeKind;

template <class T>
const T* resolved(const Snapshot& snapshot, check::SymbolId id, SymbolKind kind, const std::vector<T>& store) {
  if (!id.valid() || id.index() >= snapshot.result().symbols.size()) return nullptr;
  const check::Symbol& symbol = snapshot.symbol(id);
  const bool made = symbol.kind == kind && symbol.state == check::SymbolState::Done && symbol.ir_index < store.size();
  return made ? &store[symbol.ir_index] : nullptr;
}

// Facts are sorted by where they begin.
std::span<const Fact> facts_at(const Snapshot& snapshot, Span span) {
  const auto facts = snapshot.facts(span.file);
  const auto begin = std::lower_bound(facts.begin(), facts.end(), span.begin,
                                      [](const Fact& fact, uint32_t offset) { return fact.span.begin < offset; });
  auto end = begin;
  while (end != facts.end() && end->span.begin == span.begin) ++end;
  return {begin, end};
}

}  // namespace

check::SymbolId symbol_declared(const check::ModuleUnit& module, NodeId declaration) {
  const NodeId name = module.tree.child(declaration, NodeKind::Name);
  if (!name.valid()) return {};
  const auto found = module.own.find(module.tree.name_text(name));
  return found == module.own.end() ? check::SymbolId{} : found->second;
}

const ir::Param* param_of(const Snapshot& snapshot, check::SymbolId symbol) {
  return resolved(snapshot, symbol, SymbolKind::Param, snapshot.ir().params);
}
const ir::Table* table_of(const Snapshot& snapshot, check::SymbolId symbol) {
  return resolved(snapshot, symbol, SymbolKind::Table, snapshot.ir().tables);
}
const ir::Let* let_of(const Snapshot& snapshot, check::SymbolId symbol) {
  return resolved(snapshot, symbol, SymbolKind::Let, snapshot.ir().lets);
}
const ir::Rule* rule_of(const Snapshot& snapshot, check::SymbolId symbol) {
  return resolved(snapshot, symbol, SymbolKind::Rule, snapshot.ir().rules);
}

const ir::Line* line_of(const Snapshot& snapshot, const check::ModuleUnit& module, NodeId line) {
  if (!snapshot.result().ok) return nullptr;
  const NodeId owner = module.tree.parent(line);
  const NodeId name = module.tree.child(line, NodeKind::Name);
  const check::SymbolId symbol = owner.valid() ? symbol_declared(module, owner) : check::SymbolId{};
  if (!symbol.valid() || !name.valid()) return nullptr;
  const check::Symbol& declared = snapshot.symbol(symbol);
  const ir::Module& ir = snapshot.ir();
  const std::vector<ir::LineId>* lines = nullptr;
  if (declared.kind == SymbolKind::Tariff && declared.ir_index < ir.tariffs.size())
    lines = &ir.tariffs[declared.ir_index].lines;
  if (declared.kind == SymbolKind::Bill && declared.ir_index < ir.bills.size())
    lines = &ir.bills[declared.ir_index].lines;
  if (lines == nullptr) return nullptr;
  for (const ir::LineId id : *lines) {
    if (ir.lines[id.index()].name == module.tree.name_text(name)) return &ir.lines[id.index()];
  }
  return nullptr;
}

const Fact* expression_fact(const Snapshot& snapshot, Span span) {
  for (const Fact& fact : facts_at(snapshot, span)) {
    if (fact.kind == FactKind::Expression && fact.span == span && fact.type.valid()) return &fact;
  }
  return nullptr;
}

const Fact* name_fact(const Snapshot& snapshot, Span span) {
  for (const Fact& fact : facts_at(snapshot, span)) {
    if (fact.kind != FactKind::Expression) return &fact;
  }
  return nullptr;
}

}  // namespace tarifa::lsp
