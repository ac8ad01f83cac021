#include "lsp/features/relations.h"

#include <algorithm>

#include "compiler/check/symbols.h"
#include "lsp/features/names.h"

namespace tarifa::lsp {
namespace {

using check::Fact;
using check::FactKind;
using check::SymbolKind;
using syntax::NodeId;
using syntax::NodeKind;
using syntax::Tree;

bool is_called(SymbolKind kind) {
  switch (kind) {
    case SymbolKind::Param:
    case SymbolKind::Table:
    case SymbolKind::Rule:
    case SymbolKind::Let:
    case SymbolKind::Tariff:
    case SymbolKind::Bill: return true;
    case SymbolKind::Enum:
    case SymbolKind::Record:
    case SymbolKind::Entity:
    case SymbolKind::Unit:
    case SymbolKind::Currency:
    case SymbolKind::Builtin:
    case SymbolKind::Unavailable: return false;
  }
  return false;
}

bool is_part(NodeKind kind) {
  return kind == NodeKind::LineDecl || kind == NodeKind::TaxDecl || kind == NodeKind::SubtotalDecl ||
         kind == NodeKind::LimitDecl || kind == NodeKind::LetDecl || kind == NodeKind::CarryDecl;
}

// The symbol of a kind whose IR has this index.
std::optional<Span> declared_as(const Snapshot& snapshot, std::initializer_list<SymbolKind> kinds, uint32_t index) {
  for (const check::Symbol& symbol : snapshot.result().symbols) {
    const bool kind = std::find(kinds.begin(), kinds.end(), symbol.kind) != kinds.end();
    if (kind && symbol.state == check::SymbolState::Done && symbol.ir_index == index) return symbol.name_span;
  }
  return std::nullopt;
}

std::optional<Span> definition_of_type(const Snapshot& snapshot, ir::TypeId id) {
  const ir::Module& module = snapshot.ir();
  if (!id.valid() || id.index() >= module.types.size()) return std::nullopt;
  const ir::Type& type = module.types[id.index()];
  switch (type.kind) {
    case ir::TypeKind::Enum: return declared_as(snapshot, {SymbolKind::Enum}, type.enumeration.value);
    case ir::TypeKind::Record:
      return declared_as(snapshot, {SymbolKind::Record, SymbolKind::Entity}, type.record.value);
    case ir::TypeKind::List: return definition_of_type(snapshot, type.element);
    case ir::TypeKind::Number:
    case ir::TypeKind::Ladder: return declared_as(snapshot, {SymbolKind::Unit, SymbolKind::Currency}, type.unit.value);
    case ir::TypeKind::Bool:
    case ir::TypeKind::Text:
    case ir::TypeKind::Date:
    case ir::TypeKind::Month:
    case ir::TypeKind::Time:
    case ir::TypeKind::DateTime:
    case ir::TypeKind::Days:
    case ir::TypeKind::Months:
    case ir::TypeKind::Period: return std::nullopt;
  }
  return std::nullopt;
}

const check::Symbol* symbol_at(const Snapshot& snapshot, Span definition) {
  for (const check::Symbol& symbol : snapshot.result().symbols) {
    if (symbol.declaration.valid() && symbol.name_span == definition) return &symbol;
  }
  return nullptr;
}

void add_exceptions(const Tree& tree, NodeId owner, std::vector<Span>& spans) {
  for (const NodeId item : tree.children(owner, NodeKind::ExceptItem)) {
    const NodeId name = tree.child(item, NodeKind::Name);
    if (name.valid() && !tree.name_text(name).empty()) spans.push_back(tree.span(name));
  }
}

// `extend X` of a module, where its X is the declaration.
void add_extends(const Snapshot& snapshot, const check::ModuleUnit& module, Span definition, std::vector<Span>& spans) {
  const Tree& tree = module.tree;
  for (const NodeId declaration : tree.declarations()) {
    if (tree.kind(declaration) != NodeKind::ExtendDecl) continue;
    const NodeId name = tree.child(declaration, NodeKind::Name);
    if (!name.valid()) continue;
    const std::string_view text = tree.name_text(name);
    const auto own = module.own.find(text);
    const auto used = module.imported.find(text);
    const bool here = own != module.own.end() && snapshot.symbol(own->second).name_span == definition;
    const bool imported = used != module.imported.end() && snapshot.symbol(used->second).name_span == definition;
    if (!here && !imported) continue;
    const size_t before = spans.size();
    add_exceptions(tree, declaration, spans);
    if (spans.size() == before) spans.push_back(tree.span(name));
  }
}

Declared describe(const check::ModuleUnit& module, NodeId node) {
  const Tree& tree = module.tree;
  Declared out;
  out.module = module.path;
  out.kind = tree.kind(node);
  out.span = tree.span(node);
  const NodeId name = tree.child(node, NodeKind::Name);
  const auto text = tree.token(node, syntax::TokenKind::STRING);  // of tests
  if (name.valid() && out.kind != NodeKind::TestDecl) {
    out.name = std::string(tree.name_text(name));
    out.name_span = tree.span(name);
  } else if (text.valid()) {
    out.name = tree.string_value(text);
    out.name_span = tree.span(text);
  }
  if (out.name.empty()) {
    out.name = std::string(tree.text(tree.first_token(node)));
    out.name_span = tree.span(tree.first_token(node));
  }
  if (out.kind == NodeKind::ExtendDecl) out.name = "extend " + out.name;
  return out;
}

// The line, tax, let, .. of a tariff or bill that holds the place.
std::optional<Declared> part_at(const Snapshot& snapshot, Span place) {
  const check::ModuleUnit* module = snapshot.module(place.file);
  if (module == nullptr || place.begin >= snapshot.sources().text(place.file).size()) return std::nullopt;
  const Tree& tree = module->tree;
  NodeId node = tree.node_at(place.begin);
  while (node.valid() && !is_part(tree.kind(node))) node = tree.parent(node);
  if (!node.valid() || !tree.parent(node).valid()) return std::nullopt;
  const NodeKind owner = tree.kind(tree.parent(node));
  if (owner != NodeKind::TariffDecl && owner != NodeKind::BillDecl) return std::nullopt;
  Declared part = describe(*module, node);
  const NodeId name = tree.child(tree.parent(node), NodeKind::Name);
  if (name.valid()) part.module += "." + std::string(tree.name_text(name));
  return part;
}

void add_place(std::vector<Related>& all, Declared declared, Span place) {
  const auto same = std::find_if(all.begin(), all.end(),
                                 [&](const Related& one) { return one.declared.name_span == declared.name_span; });
  if (same == all.end()) {
    all.push_back({std::move(declared), {place}});
  } else if (std::find(same->places.begin(), same->places.end(), place) == same->places.end()) {
    same->places.push_back(place);
  }
}

}  // namespace

std::optional<Span> type_definition(const Snapshot& snapshot, FileId file, uint32_t offset) {
  const auto name = name_at(snapshot, file, offset);
  if (name && name->symbol.valid()) {
    const SymbolKind kind = snapshot.symbol(name->symbol).kind;
    const bool type = kind == SymbolKind::Enum || kind == SymbolKind::Record || kind == SymbolKind::Entity ||
                      kind == SymbolKind::Unit || kind == SymbolKind::Currency;
    if (type) return name->definition;
    for (const Fact& fact : snapshot.facts(name->definition.file)) {
      if (fact.kind == FactKind::Definition && fact.span == name->definition)
        return definition_of_type(snapshot, fact.type);
    }
  }
  if (name && name->fact != nullptr && name->fact->type.valid()) return definition_of_type(snapshot, name->fact->type);
  const Fact* best = nullptr;
  for (const Fact& fact : snapshot.facts(file)) {
    if (fact.span.begin > offset) break;
    if (fact.kind == FactKind::Expression && offset <= fact.span.end &&
        (best == nullptr || fact.span.end - fact.span.begin <= best->span.end - best->span.begin))
      best = &fact;
  }
  return best == nullptr ? std::nullopt : definition_of_type(snapshot, best->type);
}

std::vector<Span> implementations(const Snapshot& snapshot, Span definition) {
  std::vector<Span> spans;
  const check::Symbol* symbol = symbol_at(snapshot, definition);
  if (symbol == nullptr) return spans;
  add_exceptions(snapshot.result().modules[symbol->module.index()]->tree, symbol->declaration, spans);
  for (const auto& module : snapshot.result().modules) {
    if (!module->standard) add_extends(snapshot, *module, definition, spans);
  }
  return spans;
}

std::optional<Declared> declaration_at(const Snapshot& snapshot, Span place) {
  const check::ModuleUnit* module = snapshot.module(place.file);
  if (module == nullptr) return std::nullopt;
  for (const NodeId node : module->tree.declarations()) {
    const Span span = module->tree.span(node);
    if (span.begin <= place.begin && place.begin < span.end) return describe(*module, node);
  }
  return std::nullopt;
}

std::optional<Declared> named_at(const Snapshot& snapshot, Span place) {
  auto part = part_at(snapshot, place);
  if (part && part->name_span.begin == place.begin) return part;
  auto declared = declaration_at(snapshot, place);
  return declared && declared->name_span.begin == place.begin ? declared : std::nullopt;
}

std::vector<Related> callers(const Snapshot& snapshot, Span definition) {
  std::vector<Related> all;
  const auto called = part_at(snapshot, definition);
  const bool of_part = called && called->name_span == definition;
  for (const auto& facts : snapshot.result().facts_by_file) {
    for (const Fact& fact : facts) {
      if (fact.kind != FactKind::Use || fact.definition != definition) continue;
      auto by = of_part ? part_at(snapshot, fact.span) : std::nullopt;
      if (!by) by = declaration_at(snapshot, fact.span);
      if (by && by->name_span != definition) add_place(all, *by, fact.span);
    }
  }
  return all;
}

std::vector<Related> callees(const Snapshot& snapshot, Span definition) {
  std::vector<Related> all;
  const auto part = part_at(snapshot, definition);
  const bool of_part = part && part->name_span == definition;
  const auto from = of_part ? part : declaration_at(snapshot, definition);
  if (!from) return all;
  for (const Fact& fact : snapshot.facts(definition.file)) {
    const bool inside = from->span.begin <= fact.span.begin && fact.span.end <= from->span.end;
    if (!inside || fact.kind != FactKind::Use) continue;
    if (of_part && !fact.symbol.valid() && fact.definition.valid()) {
      auto other = part_at(snapshot, fact.definition);
      if (other && other->name_span == fact.definition && fact.definition != definition)
        add_place(all, *std::move(other), fact.span);
      continue;
    }
    if (!fact.symbol.valid()) continue;
    const check::Symbol& symbol = snapshot.symbol(fact.symbol);
    if (!is_called(symbol.kind) || symbol.name_span == from->name_span) continue;
    const auto& modules = snapshot.result().modules;
    if (symbol.module.valid() && symbol.declaration.valid())
      add_place(all, describe(*modules[symbol.module.index()], symbol.declaration), fact.span);
  }
  return all;
}

}  // namespace tarifa::lsp
