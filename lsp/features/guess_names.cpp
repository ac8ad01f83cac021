// Names of a place: locals, lines, fields, what the module knows.
#include <algorithm>

#include "compiler/check/builtins.h"
#include "compiler/check/symbols.h"
#include "compiler/ir/print.h"
#include "lsp/features/guess.h"

namespace tarifa::lsp {
namespace {

using check::SymbolKind;
using syntax::NodeId;
using syntax::NodeKind;
using syntax::TokenKind;

std::optional<NameKind> name_kind(SymbolKind kind) {
  switch (kind) {
    case SymbolKind::Enum: return NameKind::Enum;
    case SymbolKind::Record: return NameKind::Record;
    case SymbolKind::Entity: return NameKind::Entity;
    case SymbolKind::Unit: return NameKind::Unit;
    case SymbolKind::Currency: return NameKind::Currency;
    case SymbolKind::Param: return NameKind::Param;
    case SymbolKind::Table: return NameKind::Table;
    case SymbolKind::Rule: return NameKind::Rule;
    case SymbolKind::Let: return NameKind::Let;
    case SymbolKind::Tariff: return NameKind::Tariff;
    case SymbolKind::Bill: return NameKind::Bill;
    case SymbolKind::Builtin: return NameKind::Builtin;
    case SymbolKind::Unavailable: return std::nullopt;
  }
  return std::nullopt;
}

// The last of the names of `KEYWORD NAME for NAME`.
std::string_view entity_name(const syntax::Tree& tree, NodeId declaration) {
  const auto names = tree.children(declaration, NodeKind::Name);
  return names.size() > 1 ? tree.name_text(names[1]) : std::string_view{};
}

// `only`: empty, or the one name that is asked for.
bool is_asked(std::string_view name, std::string_view only) { return !name.empty() && (only.empty() || name == only); }

bool is_amount(NodeKind kind) {
  return kind == NodeKind::LineDecl || kind == NodeKind::TaxDecl || kind == NodeKind::SubtotalDecl ||
         kind == NodeKind::LimitDecl;
}

}  // namespace

std::optional<check::SymbolId> Guess::find(std::string_view name) const {
  if (module_ != nullptr) {
    if (const auto own = module_->own.find(name); own != module_->own.end()) return own->second;
    if (const auto used = module_->imported.find(name); used != module_->imported.end()) return used->second;
  }
  const auto& symbols = base_.result().symbols;
  for (size_t k = 0; k < symbols.size() && k < std::size(check::kBuiltins); ++k) {
    if (symbols[k].kind == SymbolKind::Builtin && symbols[k].name == name && check::kBuiltins[k].module.empty())
      return check::SymbolId(k);
  }
  return std::nullopt;
}

const check::Symbol* Guess::symbol(std::string_view name) const {
  const auto id = find(name);
  return id ? &base_.symbol(*id) : nullptr;
}

std::optional<Shape> Guess::shape_of_symbol(check::SymbolId id) const {
  const check::Symbol& symbol = base_.symbol(id);
  if (symbol.state != check::SymbolState::Done) return std::nullopt;
  const uint32_t index = symbol.ir_index;
  const auto of = [&](const auto& store) -> std::optional<Shape> {
    return index < store.size() ? shape_of_type(ir_, store[index].type) : std::nullopt;
  };
  switch (symbol.kind) {
    case SymbolKind::Param: return of(ir_.params);
    case SymbolKind::Table: return of(ir_.tables);
    case SymbolKind::Rule: return of(ir_.rules);
    case SymbolKind::Let: return of(ir_.lets);
    case SymbolKind::Unit:
    case SymbolKind::Currency:
      if (index >= ir_.units.size()) return std::nullopt;
      return shape_of_unit(ir_.units[index]);
    case SymbolKind::Record:
    case SymbolKind::Entity: {
      Shape shape = shape_of_kind(ir::TypeKind::Record);
      shape.type.record = ir::RecordId(index);
      if (index >= ir_.records.size()) return std::nullopt;
      return shape;
    }
    case SymbolKind::Enum: {
      Shape shape = shape_of_kind(ir::TypeKind::Enum);
      shape.type.enumeration = ir::EnumId(index);
      if (index >= ir_.enums.size()) return std::nullopt;
      return shape;
    }
    case SymbolKind::Tariff:
    case SymbolKind::Bill:
    case SymbolKind::Builtin:
    case SymbolKind::Unavailable: return std::nullopt;
  }
  return std::nullopt;
}

std::string Guess::text_of(const std::optional<Shape>& shape) const {
  if (!shape) return {};
  for (size_t k = 0; k < ir_.types.size(); ++k) {
    if (ir_.types[k] == shape->type) return ir::type_text(ir_, ir::TypeId(k));
  }
  return shape->unit.name;
}

VisibleName Guess::local(std::string_view name, std::optional<Shape> shape, NameKind kind) const {
  VisibleName out;
  out.name = std::string(name);
  out.kind = kind;
  out.detail = text_of(shape);
  out.shape = std::move(shape);
  return out;
}

VisibleName Guess::visible(check::SymbolId id) const {
  const check::Symbol& symbol = base_.symbol(id);
  VisibleName out = local(symbol.name, shape_of_symbol(id), name_kind(symbol.kind).value_or(NameKind::Local));
  out.symbol = id;
  const syntax::Tree* tree = symbol.module.valid() ? &base_.result().modules[symbol.module.index()]->tree : nullptr;
  const auto has = [&](NodeKind kind) { return tree != nullptr && tree->child(symbol.declaration, kind).valid(); };
  out.called = symbol.kind == SymbolKind::Table || symbol.kind == SymbolKind::Builtin ||
               symbol.kind == SymbolKind::Record || symbol.kind == SymbolKind::Entity;
  if (symbol.kind == SymbolKind::Let) out.called = has(NodeKind::Params);
  if (symbol.kind == SymbolKind::Param) out.called = has(NodeKind::Names);
  if (symbol.kind == SymbolKind::Unit || symbol.kind == SymbolKind::Currency) out.detail = symbol.name;
  return out;
}

NodeId Guess::around(NodeId at, NodeKind kind) const {
  for (NodeId node = at; node.valid(); node = tree_.parent(node)) {
    if (tree_.kind(node) == kind) return node;
  }
  return {};
}

NodeId Guess::declaration_of(NodeId at) const {
  for (NodeId node = at; node.valid(); node = tree_.parent(node)) {
    if (tree_.parent(node) == tree_.root()) return node;
  }
  return {};
}

ir::RecordId Guess::subject_at(NodeId at) const {
  const NodeId declaration = declaration_of(at);
  if (!declaration.valid()) return {};
  std::string_view name;
  switch (tree_.kind(declaration)) {
    case NodeKind::RuleDecl:
    case NodeKind::TariffDecl:
    case NodeKind::BillDecl: name = entity_name(tree_, declaration); break;
    case NodeKind::ExtendDecl: {
      const NodeId extended = tree_.child(declaration, NodeKind::Name);
      const check::Symbol* rule = extended.valid() ? symbol(tree_.name_text(extended)) : nullptr;
      if (rule == nullptr || rule->kind != SymbolKind::Rule || rule->ir_index >= ir_.rules.size()) return {};
      return ir_.rules[rule->ir_index].entity;
    }
    case NodeKind::TestDecl: {
      const NodeId test_for = tree_.child(declaration, NodeKind::TestFor);
      const NodeId sample = test_for.valid() ? tree_.expression(test_for) : NodeId{};
      if (!sample.valid() || around(at, NodeKind::TestFor).valid()) return {};
      const auto shape = shape_of(sample);
      return shape && shape->type.kind == ir::TypeKind::Record ? shape->type.record : ir::RecordId{};
    }
    default: return {};
  }
  const check::Symbol* entity = symbol(name);
  const bool known = entity != nullptr && entity->kind == SymbolKind::Entity && entity->ir_index < ir_.records.size();
  return known ? ir::RecordId(entity->ir_index) : ir::RecordId{};
}

std::vector<VisibleName> Guess::fields_of(ir::RecordId record) const {
  std::vector<VisibleName> out;
  if (!record.valid() || record.index() >= ir_.records.size()) return out;
  for (const ir::Field& field : ir_.records[record.index()].fields_list) {
    out.push_back(local(field.name, shape_of_type(ir_, field.type), NameKind::Field));
  }
  return out;
}

std::vector<VisibleName> Guess::members_of_enum(ir::EnumId id) const {
  std::vector<VisibleName> out;
  if (!id.valid() || id.index() >= ir_.enums.size()) return out;
  Shape shape = shape_of_kind(ir::TypeKind::Enum);
  shape.type.enumeration = id;
  for (const std::string& member : ir_.enums[id.index()].members) {
    out.push_back(local(member, shape, NameKind::Member));
    out.back().detail = ir_.enums[id.index()].name;
  }
  return out;
}

void Guess::add_params(NodeId params, std::string_view only, std::vector<VisibleName>& names) const {
  if (!params.valid()) return;
  for (const NodeId param : tree_.children(params, NodeKind::Param)) {
    const NodeId name = tree_.child(param, NodeKind::Name);
    if (name.valid() && is_asked(tree_.name_text(name), only))
      names.push_back(
          local(tree_.name_text(name), shape_of_written(tree_.child(param, NodeKind::Type)), NameKind::Local));
  }
}

// Names that the rows of a test give: of the first row's values.
void Guess::add_rows(NodeId test, std::string_view only, std::vector<VisibleName>& names) const {
  const NodeId row = tree_.child(test, NodeKind::TestRow);
  if (!row.valid()) return;
  for (const NodeId binding : tree_.children(row, NodeKind::Binding)) {
    const NodeId name = tree_.child(binding, NodeKind::Name);
    const auto values = tree_.expressions(binding);
    if (!name.valid() || !is_asked(tree_.name_text(name), only)) continue;
    const bool valued = !values.empty() && values.back() != name;
    names.push_back(local(tree_.name_text(name), valued ? shape_of(values.back()) : std::nullopt, NameKind::Local));
  }
}

void Guess::add_locals(NodeId at, std::string_view only, std::vector<VisibleName>& names) const {
  for (NodeId node = at; node.valid(); node = tree_.parent(node)) {
    switch (tree_.kind(node)) {
      case NodeKind::Argument: {
        const NodeId clause = tree_.child(node, NodeKind::ForClause);
        const NodeId name = clause.valid() ? tree_.child(clause, NodeKind::Name) : NodeId{};
        if (!name.valid() || around(at, NodeKind::ForClause) == clause || !is_asked(tree_.name_text(name), only)) break;
        const auto list = shape_of(tree_.expressions(clause).back());
        const bool known = list && list->type.kind == ir::TypeKind::List;
        names.push_back(local(tree_.name_text(name), known ? shape_of_type(ir_, list->type.element) : std::nullopt,
                              NameKind::Local));
        break;
      }
      case NodeKind::LetDecl:
      case NodeKind::TableDecl: add_params(tree_.child(node, NodeKind::Params), only, names); break;
      case NodeKind::TestDecl: add_rows(node, only, names); break;
      default: break;
    }
  }
}

std::vector<VisibleName> Guess::lines_at(NodeId at, bool lets, std::string_view only) const {
  std::vector<VisibleName> out;
  const NodeId declaration = declaration_of(at);
  if (!declaration.valid()) return out;
  const NodeKind kind = tree_.kind(declaration);
  if (kind != NodeKind::TariffDecl && kind != NodeKind::BillDecl) return out;
  const auto money = currency_at(declaration);
  for (const NodeId item : tree_.children(declaration)) {
    const bool let = tree_.kind(item) == NodeKind::LetDecl;
    if (!(let ? lets : is_amount(tree_.kind(item)))) continue;
    const NodeId name = tree_.child(item, NodeKind::Name);
    if (!name.valid() || !is_asked(tree_.name_text(name), only)) continue;
    if (around(at, tree_.kind(item)) == item) continue;  // itself
    const auto values = tree_.expressions(item);
    const bool valued = let && !values.empty() && values.back() != name;
    out.push_back(local(tree_.name_text(name),
                        valued ? shape_of(values.back())
                        : let  ? std::nullopt
                               : money,
                        let ? NameKind::Local : NameKind::Line));
  }
  for (const NodeId choice : tree_.children(declaration, NodeKind::ChoiceItem)) {
    const NodeId names = tree_.child(choice, NodeKind::Names);
    if (!names.valid()) continue;
    for (const NodeId name : tree_.names(names)) {
      const check::Symbol* tariff = symbol(tree_.name_text(name));
      if (tariff == nullptr || tariff->kind != SymbolKind::Tariff || tariff->ir_index >= ir_.tariffs.size()) continue;
      for (const ir::LineId line : ir_.tariffs[tariff->ir_index].lines) {
        const std::string& text = ir_.lines[line.index()].name;
        if (!is_asked(text, only)) continue;
        const bool there =
            std::any_of(out.begin(), out.end(), [&](const VisibleName& one) { return one.name == text; });
        if (!there) out.push_back(local(text, shape_of_type(ir_, ir_.lines[line.index()].type), NameKind::Line));
      }
    }
  }
  return out;
}

std::vector<VisibleName> Guess::names_at(NodeId at, std::string_view only) const {
  std::vector<VisibleName> out;
  add_locals(at, only, out);
  for (VisibleName& line : lines_at(at, true, only)) out.push_back(std::move(line));
  for (VisibleName& field : fields_of(subject_at(at))) {
    if (is_asked(field.name, only)) out.push_back(std::move(field));
  }
  for (const auto& [name, kind] :
       {std::pair("period", ir::TypeKind::Period), std::pair("issued", ir::TypeKind::Date),
        std::pair("as_of", ir::TypeKind::Date), std::pair("effective_date", ir::TypeKind::Date)}) {
    if (is_asked(name, only)) out.push_back(local(name, shape_of_kind(kind), NameKind::ContextDate));
  }
  if (module_ != nullptr) {
    for (const auto* known : {&module_->own, &module_->imported}) {
      for (const auto& [name, id] : *known) {
        if (is_asked(name, only)) out.push_back(visible(id));
      }
    }
    for (const auto& [name, member] : module_->members) {
      if (!is_asked(name, only)) continue;
      const auto shape = shape_of_symbol(member.enumeration);
      if (!shape || shape->type.kind != ir::TypeKind::Enum) continue;
      out.push_back(local(name, shape, NameKind::Member));
    }
  }
  const auto& symbols = base_.result().symbols;
  for (size_t k = 0; k < symbols.size() && k < std::size(check::kBuiltins); ++k) {
    if (symbols[k].kind == SymbolKind::Builtin && check::kBuiltins[k].module.empty() && is_asked(symbols[k].name, only))
      out.push_back(visible(check::SymbolId(k)));
  }
  return out;
}

}  // namespace tarifa::lsp
