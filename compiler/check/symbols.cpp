#include "compiler/check/symbols.h"

#include <algorithm>

#include "compiler/check/declaration_log.h"
#include "compiler/check/facts.h"
#include "compiler/check/imports.h"
#include "compiler/check/report.h"

namespace tarifa::check {
namespace {

using syntax::NodeId;
using syntax::NodeKind;
using syntax::TokenKind;

struct DeclaredKind {
  NodeKind node;
  SymbolKind symbol;
  std::string_view word;
};

constexpr DeclaredKind kDeclared[] = {
    {NodeKind::EnumDecl, SymbolKind::Enum, "enum"},
    {NodeKind::RecordDecl, SymbolKind::Record, "record"},
    {NodeKind::EntityDecl, SymbolKind::Entity, "entity"},
    {NodeKind::UnitDecl, SymbolKind::Unit, "unit"},
    {NodeKind::CurrencyDecl, SymbolKind::Currency, "currency"},
    {NodeKind::ParamDecl, SymbolKind::Param, "param"},
    {NodeKind::TableDecl, SymbolKind::Table, "table"},
    {NodeKind::RuleDecl, SymbolKind::Rule, "rule"},
    {NodeKind::LetDecl, SymbolKind::Let, "let"},
    {NodeKind::TariffDecl, SymbolKind::Tariff, "tariff"},
    {NodeKind::BillDecl, SymbolKind::Bill, "bill"},
    {NodeKind::CalendarDecl, SymbolKind::Unavailable, "calendar"},
    {NodeKind::SeasonDecl, SymbolKind::Unavailable, "season"},
    {NodeKind::BandsDecl, SymbolKind::Unavailable, "time bands"},
    {NodeKind::ReliefDecl, SymbolKind::Unavailable, "relief"},
    {NodeKind::AllocationDecl, SymbolKind::Unavailable, "allocation"},
    {NodeKind::ModelDecl, SymbolKind::Unavailable, "model"},
    {NodeKind::SegmentDecl, SymbolKind::Unavailable, "segment"},
    {NodeKind::ActionDecl, SymbolKind::Unavailable, "action"},
    {NodeKind::DunningDecl, SymbolKind::Unavailable, "dunning"},
    {NodeKind::CheckDecl, SymbolKind::Unavailable, "check"},
    {NodeKind::ApprovalDecl, SymbolKind::Unavailable, "approval"},
    {NodeKind::PropertyDecl, SymbolKind::Unavailable, "property"},
    {NodeKind::InvariantDecl, SymbolKind::Unavailable, "invariant"},
};

// None of extends and tests, which declare no name.
const DeclaredKind* declared_kind(NodeKind node) {
  for (const DeclaredKind& kind : kDeclared) {
    if (kind.node == node) return &kind;
  }
  return nullptr;
}

// The word that begins the declaration.
Span head_span(const syntax::Tree& tree, NodeId declaration) { return tree.span(tree.first_token(declaration)); }

// Without a note that somebody asked for it.
std::optional<SymbolId> find_symbol(const Session& session, ModuleId module_id, std::string_view name) {
  const ModuleUnit& module = session.module(module_id);
  for (const auto* names : {&module.own, &module.imported, &session.prelude}) {
    if (const auto found = names->find(name); found != names->end()) return found->second;
  }
  return std::nullopt;
}

void collect_members(Session& session, ModuleUnit& module, SymbolId symbol, NodeId declaration) {
  const NodeId names = module.tree.child(declaration, NodeKind::Names);
  if (!names.valid()) return;
  uint32_t index = 0;
  for (const NodeId name : module.tree.names(names)) {
    module.members.emplace(str(module.tree.name_text(name)), MemberRef{symbol, index++});
  }
  (void)session;
}

// Names of types that are part of the language: a type or unit of the same name could never be
// meant.
constexpr std::string_view kBuiltInTypes[] = {"bool", "int",      "decimal", "text",   "date",  "month",
                                              "time", "datetime", "days",    "months", "Period"};

bool is_type_or_unit(SymbolKind kind) {
  return kind == SymbolKind::Enum || kind == SymbolKind::Record || kind == SymbolKind::Entity ||
         kind == SymbolKind::Unit || kind == SymbolKind::Currency;
}

// Whether calls `NAME(..)` mean it: then a function of the language of this name could not be called.
bool is_called(const syntax::Tree& tree, NodeId declaration, SymbolKind kind) {
  if (kind == SymbolKind::Table) return true;
  if (kind == SymbolKind::Let) return tree.child(declaration, NodeKind::Params).valid();
  return kind == SymbolKind::Param && tree.child(declaration, NodeKind::Names).valid();
}

bool takes_built_in_name(const Session& session, const syntax::Tree& tree, NodeId declaration, SymbolKind kind,
                         std::string_view name) {
  if (is_type_or_unit(kind)) return is_built_in_type(name);
  return session.prelude.contains(name) && is_called(tree, declaration, kind);
}

void collect_declaration(Session& session, ModuleId module_id, NodeId declaration, uint32_t number) {
  ModuleUnit& module = session.module(module_id);
  const syntax::Tree& tree = module.tree;
  const DeclaredKind* kind = declared_kind(tree.kind(declaration));
  if (kind == nullptr) return;
  if (kind->symbol == SymbolKind::Unavailable) {
    report(session, DiagKind::NotYetAvailable, head_span(tree, declaration), {str(kind->word)});
  }
  if (kind->node == NodeKind::PropertyDecl) return;  // it has a text in place of a name
  const NodeId name_node = tree.child(declaration, NodeKind::Name);
  const std::string_view name = name_node.valid() ? tree.name_text(name_node) : std::string_view{};
  if (name.empty()) return;
  bool taken = false;  // by a function of the language: calls of it report nothing more
  if (!module.standard && takes_built_in_name(session, tree, declaration, kind->symbol, name)) {
    report(session, DiagKind::BuiltInName, tree.span(name_node), {str(name)}).help(NoteKind::ChooseOtherName);
    if (is_type_or_unit(kind->symbol)) return;
    taken = true;
  }
  Symbol symbol;
  symbol.kind = taken ? SymbolKind::Unavailable : kind->symbol;
  symbol.name = str(name);
  symbol.module = module_id;
  symbol.declaration = declaration;
  symbol.number = number;
  symbol.name_span = tree.span(name_node);
  symbol.doc = doc_of(tree, declaration);
  if (symbol.kind == SymbolKind::Unavailable) symbol.state = SymbolState::Failed;
  const SymbolId id(session.symbols.size());
  const auto [found, fresh] = module.own.try_emplace(symbol.name, id);
  if (!fresh) {
    report(session, DiagKind::DuplicateName, symbol.name_span, {symbol.name})
        .label(symbol_at(session, found->second).name_span, NoteKind::FirstDeclaredHere);
    return;
  }
  session.symbols.push_back(std::move(symbol));
  if (kind->symbol == SymbolKind::Enum) collect_members(session, module, id, declaration);
}

}  // namespace

std::string_view symbol_kind_word(SymbolKind wanted) {
  switch (wanted) {
    case SymbolKind::Builtin: return "function";
    case SymbolKind::Unavailable: return "declaration";
    case SymbolKind::Enum:
    case SymbolKind::Record:
    case SymbolKind::Entity:
    case SymbolKind::Unit:
    case SymbolKind::Currency:
    case SymbolKind::Param:
    case SymbolKind::Table:
    case SymbolKind::Rule:
    case SymbolKind::Let:
    case SymbolKind::Tariff:
    case SymbolKind::Bill: break;
  }
  for (const DeclaredKind& kind : kDeclared) {
    if (kind.symbol == wanted) return kind.word;
  }
  return {};
}

bool is_built_in_type(std::string_view name) {
  return std::find(std::begin(kBuiltInTypes), std::end(kBuiltInTypes), name) != std::end(kBuiltInTypes);
}

bool is_context_date(std::string_view name) {
  return name == "period" || name == "issued" || name == "as_of" || name == "effective_date";
}

bool is_read_by_name(const Session& session, SymbolId id, std::string_view entity) {
  const Symbol& symbol = symbol_at(session, id);
  if (!symbol.declaration.valid()) return false;  // a function of the language
  const syntax::Tree& tree = session.module(symbol.module).tree;
  if (symbol.kind == SymbolKind::Rule) {
    const auto names = tree.children(symbol.declaration, NodeKind::Name);
    return names.size() > 1 && tree.name_text(names[1]) == entity;  // `rule NAME for ENTITY`
  }
  const bool value = symbol.kind == SymbolKind::Param || symbol.kind == SymbolKind::Let;
  return value && !is_called(tree, symbol.declaration, symbol.kind);
}

std::string doc_of(const syntax::Tree& tree, NodeId node) {
  std::string doc = tree.doc_comment(node);
  if (doc.ends_with('\n')) doc.pop_back();
  return doc;
}

void collect_symbols(Session& session, ModuleId module) {
  uint32_t number = 0;
  for (const NodeId declaration : session.module(module).tree.declarations()) {
    collect_declaration(session, module, declaration, number++);
  }
}

std::optional<SymbolId> lookup(const Session& session, ModuleId module, std::string_view name) {
  const auto found = find_symbol(session, module, name);
  if (found && session.log != nullptr) session.log->ask(*found);
  return found;
}

void note_use(Session& session, SymbolId symbol, Span span) {
  session.symbols[symbol.index()].used = true;
  if (session.log != nullptr) session.log->ask(symbol);
  if (!span.valid()) return note_other_effect(session);
  if (span.file.index() < session.module_of_file.size()) {
    const ModuleId module = session.module_of_file[span.file.index()];
    if (module.valid()) session.module(module).uses_symbols.insert(symbol);
    if (module.valid() && session.log != nullptr) session.log->use(symbol);
  }
  add_use(session, span, symbol);
}

std::optional<SymbolId> use_symbol(Session& session, ModuleId module, std::string_view name, Span span,
                                   std::optional<SymbolKind> kind) {
  if (name.empty()) return std::nullopt;  // the parser had to put it in, and has said so
  const auto symbol = lookup(session, module, name);
  if (symbol) {
    note_use(session, *symbol, span);
    return symbol;
  }
  Report unknown = report(session, DiagKind::UnknownName, span, {str(name)});
  if (offer_import(session, unknown, module, name)) return std::nullopt;
  std::vector<std::string> names = visible_names(session, module);
  if (kind) {
    std::erase_if(names, [&](const std::string& one) {
      const auto known = find_symbol(session, module, one);
      return !known || symbol_at(session, *known).kind != *kind;
    });
  }
  if (const auto near = nearest_name(name, names)) {
    unknown.help(NoteKind::DidYouMean, {*near}).fix(NoteKind::ReplaceBy, {*near}, span, *near);
  }
  return std::nullopt;
}

std::optional<uint32_t> use_resolved(Session& session, ModuleId module, std::string_view name, Span span,
                                     SymbolKind kind) {
  const auto symbol = use_symbol(session, module, name, span, kind);
  if (!symbol) return std::nullopt;
  const Symbol found = symbol_at(session, *symbol);
  if (found.kind == SymbolKind::Unavailable) return std::nullopt;
  if (found.kind != kind) {
    report(session, DiagKind::WrongKindOfName, span,
           {str(name), str(symbol_kind_word(found.kind)), str(symbol_kind_word(kind))})
        .label(found.name_span, NoteKind::DeclaredHere);
    return std::nullopt;
  }
  if (!resolve_symbol(session, *symbol)) return std::nullopt;
  return symbol_at(session, *symbol).ir_index;
}

std::vector<MemberRef> visible_members(const Session& session, ModuleId module_id, std::string_view name) {
  const ModuleUnit& module = session.module(module_id);
  std::vector<MemberRef> found;
  for (auto [it, end] = module.members.equal_range(name); it != end; ++it) found.push_back(it->second);
  return found;
}

std::vector<std::string> visible_names(const Session& session, ModuleId module_id) {
  const ModuleUnit& module = session.module(module_id);
  std::set<std::string> names;
  for (const auto& [name, symbol] : module.own) names.insert(name);
  for (const auto& [name, symbol] : module.imported) names.insert(name);
  for (const auto& [name, symbol] : session.prelude) names.insert(name);
  return {names.begin(), names.end()};
}

}  // namespace tarifa::check
