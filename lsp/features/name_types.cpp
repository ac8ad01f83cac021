#include "lsp/features/name_types.h"

namespace tarifa::lsp {
namespace {

using check::Fact;
using check::FactKind;
using check::SymbolKind;
using syntax::NodeId;
using syntax::NodeKind;

uint8_t bit(TokenModifier modifier) { return static_cast<uint8_t>(1U << static_cast<unsigned>(modifier)); }

TokenType type_of(SymbolKind kind) {
  switch (kind) {
    case SymbolKind::Enum: return TokenType::Enum;
    case SymbolKind::Record: return TokenType::Struct;
    case SymbolKind::Entity: return TokenType::Class;
    case SymbolKind::Unit:
    case SymbolKind::Currency: return TokenType::Unit;
    case SymbolKind::Param: return TokenType::Parameter;
    case SymbolKind::Table: return TokenType::Table;
    case SymbolKind::Rule: return TokenType::Rule;
    case SymbolKind::Let: return TokenType::Variable;
    case SymbolKind::Tariff: return TokenType::Tariff;
    case SymbolKind::Bill: return TokenType::Bill;
    case SymbolKind::Builtin: return TokenType::Function;
    case SymbolKind::Unavailable: return TokenType::Variable;
  }
  return TokenType::Variable;
}

// What a name is that stands right below a node of this kind; none: it is used there.
std::optional<TokenType> declared_in(NodeKind kind) {
  switch (kind) {
    case NodeKind::EnumDecl: return TokenType::Enum;
    case NodeKind::RecordDecl: return TokenType::Struct;
    case NodeKind::EntityDecl: return TokenType::Class;
    case NodeKind::UnitDecl:
    case NodeKind::CurrencyDecl: return TokenType::Unit;
    case NodeKind::ParamDecl: return TokenType::Parameter;
    case NodeKind::TableDecl: return TokenType::Table;
    case NodeKind::RuleDecl: return TokenType::Rule;
    case NodeKind::TariffDecl: return TokenType::Tariff;
    case NodeKind::BillDecl: return TokenType::Bill;
    case NodeKind::Field: return TokenType::Property;
    case NodeKind::LineDecl:
    case NodeKind::TaxDecl:
    case NodeKind::SubtotalDecl:
    case NodeKind::LimitDecl: return TokenType::Line;
    case NodeKind::LetDecl:
    case NodeKind::CarryDecl:
    case NodeKind::Param:
    case NodeKind::Result:
    case NodeKind::ForClause: return TokenType::Variable;
    case NodeKind::ExceptItem:
    case NodeKind::Guard:
    case NodeKind::Step: return TokenType::Label;
    default: return std::nullopt;
  }
}

bool is_deprecated(std::string_view doc) {
  for (size_t at = 0; at < doc.size();) {
    const std::string_view line = doc.substr(at, doc.find('\n', at) - at);
    if (line.starts_with("Deprecated:") || line.starts_with("Obsoleto:")) return true;
    at += line.size() + 1;
  }
  return false;
}

}  // namespace

NameTypes::NameTypes(const Snapshot& snapshot, const check::ModuleUnit& module)
    : snapshot_(snapshot), module_(module), tree_(module.tree) {
  for (const Fact& fact : snapshot.facts(module.file)) {
    if (fact.kind != FactKind::Expression) fact_at_.try_emplace(fact.span.begin, &fact);
  }
}

NameType NameTypes::of_symbol(check::SymbolId id) const {
  const check::Symbol& symbol = snapshot_.symbol(id);
  NameType name{type_of(symbol.kind), 0};
  if (symbol.kind == SymbolKind::Param) name.modifiers |= bit(TokenModifier::Readonly);
  if (is_deprecated(symbol.doc)) name.modifiers |= bit(TokenModifier::Deprecated);
  const bool standard = symbol.kind == SymbolKind::Builtin || snapshot_.is_standard(symbol.name_span.file);
  if (standard) name.modifiers |= bit(TokenModifier::DefaultLibrary);
  const check::ModuleUnit* unit = snapshot_.module(symbol.name_span.file);
  const bool called = symbol.kind == SymbolKind::Let && unit != nullptr && symbol.declaration.valid() &&
                      unit->tree.child(symbol.declaration, NodeKind::Params).valid();
  if (called) name.type = TokenType::Function;
  return name;
}

// Fields, members, lines, names inside a declaration: by where they are declared.
NameType NameTypes::of_local(const Fact& fact) const {
  const check::ModuleUnit* unit = snapshot_.module(fact.definition.file);
  if (unit == nullptr)
    return {fact.local.find('.') == std::string::npos ? TokenType::Variable : TokenType::Property, 0};
  const syntax::Tree& tree = unit->tree;
  const NodeId node = tree.node_at(fact.definition.begin);
  const NodeId parent = tree.parent(node);
  if (!parent.valid()) return {};
  if (tree.kind(parent) == NodeKind::Names) return {TokenType::EnumMember, bit(TokenModifier::Readonly)};
  NameType name{declared_in(tree.kind(parent)).value_or(TokenType::Variable), 0};
  if (is_deprecated(tree.doc_comment(parent))) name.modifiers |= bit(TokenModifier::Deprecated);
  return name;
}

std::optional<check::SymbolId> NameTypes::known(std::string_view name) const {
  if (const auto own = module_.own.find(name); own != module_.own.end()) return own->second;
  if (const auto used = module_.imported.find(name); used != module_.imported.end()) return used->second;
  return std::nullopt;
}

NameType NameTypes::by_place(NodeId node) const {
  const NodeId parent = tree_.parent(node);
  const NodeKind kind = tree_.kind(node);
  if (kind == NodeKind::Unit || kind == NodeKind::PerUnit || kind == NodeKind::UnitExpr)
    return of_unit(tree_.text(node));
  if (kind == NodeKind::ArgumentName) return {TokenType::Variable, 0};
  if (!parent.valid()) return {};
  const NodeKind around = tree_.kind(parent);
  if (around == NodeKind::ArgumentName) return {TokenType::Variable, 0};
  if (around == NodeKind::Binding || around == NodeKind::PostfixOp) return {TokenType::Property, 0};
  if (around == NodeKind::Path) {
    const bool module =
        tree_.kind(tree_.parent(parent)) == NodeKind::Use || tree_.kind(tree_.parent(parent)) == NodeKind::Header;
    return {module ? TokenType::Namespace : TokenType::Property, 0};
  }
  if (around == NodeKind::Names && tree_.kind(tree_.parent(parent)) == NodeKind::EnumDecl)
    return {TokenType::EnumMember,
            static_cast<uint8_t>(bit(TokenModifier::Readonly) | bit(TokenModifier::Declaration))};
  // The first name of a declaration is its own.
  const auto own = declared_in(around);
  if (own && tree_.child(parent, tree_.kind(node)) == node) {
    NameType name{*own, bit(TokenModifier::Declaration)};
    if (around == NodeKind::ParamDecl) name.modifiers |= bit(TokenModifier::Readonly);
    if (is_deprecated(tree_.doc_comment(parent))) name.modifiers |= bit(TokenModifier::Deprecated);
    return name;
  }
  if (const auto symbol = known(tree_.name_text(node))) return of_symbol(*symbol);
  return {};
}

NameType NameTypes::of(NodeId node, uint32_t begin) const {
  const auto found = fact_at_.find(begin);
  if (found == fact_at_.end()) return by_place(node);
  const Fact& fact = *found->second;
  NameType name = fact.symbol.valid() ? of_symbol(fact.symbol) : of_local(fact);
  if (fact.kind == FactKind::Definition) name.modifiers |= bit(TokenModifier::Declaration);
  return name;
}

NameType NameTypes::of_unit(std::string_view word) const {
  if (const auto symbol = known(word)) return of_symbol(*symbol);
  return {TokenType::Type, bit(TokenModifier::DefaultLibrary)};
}

}  // namespace tarifa::lsp
