// Types of expressions of unfinished text.
#include <algorithm>

#include "compiler/check/builtins.h"
#include "compiler/check/literal_text.h"
#include "lsp/features/guess.h"

namespace tarifa::lsp {
namespace {

using check::SymbolKind;
using ir::TypeKind;
using syntax::NodeId;
using syntax::NodeKind;
using syntax::TokenKind;

constexpr int kMostSteps = 20'000;

struct Level {
  explicit Level(int& depth) : depth(depth) { ++depth; }
  ~Level() { --depth; }
  Level(const Level&) = delete;
  Level& operator=(const Level&) = delete;
  int& depth;
};

struct KindOfWord {
  std::string_view word;
  TypeKind kind;
};
constexpr KindOfWord kWords[] = {
    {"bool", TypeKind::Bool},   {"text", TypeKind::Text},      {"date", TypeKind::Date},
    {"month", TypeKind::Month}, {"time", TypeKind::Time},      {"datetime", TypeKind::DateTime},
    {"days", TypeKind::Days},   {"months", TypeKind::Months},  {"Period", TypeKind::Period},
    {"int", TypeKind::Number},  {"decimal", TypeKind::Number}, {"ratio", TypeKind::Number},
    {"count", TypeKind::Number}};

std::optional<TypeKind> kind_of_literal(TokenKind token) {
  switch (token) {
    case TokenKind::TRUE:
    case TokenKind::FALSE: return TypeKind::Bool;
    case TokenKind::STRING: return TypeKind::Text;
    case TokenKind::PERCENT: return TypeKind::Number;
    case TokenKind::DATETIME: return TypeKind::DateTime;
    case TokenKind::DATE: return TypeKind::Date;
    case TokenKind::MONTH: return TypeKind::Month;
    case TokenKind::TIME: return TypeKind::Time;
    default: return std::nullopt;
  }
}

}  // namespace

std::optional<ir::Unit> Guess::unit_of(std::string_view text) const {
  std::optional<ir::Unit> unit;
  while (true) {
    const size_t slash = std::min(text.find('/'), text.size());
    std::string_view word = text.substr(0, slash);
    while (word.ends_with(' ')) word.remove_suffix(1);
    while (word.starts_with(' ')) word.remove_prefix(1);
    const check::Symbol* found = symbol(word);
    const bool known = found != nullptr && found->state == check::SymbolState::Done &&
                       (found->kind == SymbolKind::Unit || found->kind == SymbolKind::Currency) &&
                       found->ir_index < ir_.units.size();
    if (!known && word != "ratio" && word != "count") return std::nullopt;
    const ir::Unit one = known ? ir_.units[found->ir_index] : ir::Unit{};
    unit = unit ? unit_product(*unit, one, true) : one;
    if (!unit || slash == text.size()) return unit;
    text = text.substr(slash + 1);
  }
}

std::optional<Shape> Guess::shape_of_word(std::string_view word) const {
  for (const KindOfWord& known : kWords) {
    if (known.word == word) return shape_of_kind(known.kind);
  }
  if (word.find('/') == std::string_view::npos) {
    const auto id = find(word);
    if (id && base_.symbol(*id).kind != SymbolKind::Builtin) return shape_of_symbol(*id);
  }
  const auto unit = unit_of(word);
  return unit ? std::optional(shape_of_unit(*unit)) : std::nullopt;
}

std::optional<Shape> Guess::shape_of_written(NodeId type) const {
  if (!type.valid()) return std::nullopt;
  const NodeId item = tree_.child(type, NodeKind::ItemType);
  if (item.valid()) {
    const NodeId words = tree_.child(item, NodeKind::UnitExpr);
    return words.valid() ? shape_of_word(tree_.text(words)) : std::nullopt;
  }
  const NodeId list = tree_.child(type, NodeKind::ListType);
  const auto element = list.valid() ? shape_of_written(list) : std::nullopt;
  if (!element) return std::nullopt;
  for (const ir::Type& known : ir_.types) {
    if (known.kind != TypeKind::List) continue;
    const auto of = shape_of_type(ir_, known.element);
    if (!of || fit_of(of, element) != Fit::Exact) continue;
    Shape shape;
    shape.type = known;
    return shape;
  }
  return std::nullopt;
}

std::optional<Shape> Guess::currency_at(NodeId at) const {
  const NodeId declaration = declaration_of(at);
  if (!declaration.valid()) return std::nullopt;
  const NodeId item = tree_.child(declaration, NodeKind::CurrencyItem);
  const NodeId name = item.valid() ? tree_.child(item, NodeKind::Name) : NodeId{};
  if (name.valid()) return shape_of_word(tree_.name_text(name));
  for (const NodeId choice : tree_.children(declaration, NodeKind::ChoiceItem)) {
    const NodeId names = tree_.child(choice, NodeKind::Names);
    if (!names.valid()) continue;
    for (const NodeId one : tree_.names(names)) {
      const check::Symbol* tariff = symbol(tree_.name_text(one));
      if (tariff == nullptr || tariff->kind != SymbolKind::Tariff || tariff->ir_index >= ir_.tariffs.size()) continue;
      const ir::UnitId currency = ir_.tariffs[tariff->ir_index].currency;
      if (currency.valid() && currency.index() < ir_.units.size()) return shape_of_unit(ir_.units[currency.index()]);
    }
  }
  return std::nullopt;
}

std::optional<Shape> Guess::shape_of_name(NodeId name) const {
  const std::string_view text = tree_.name_text(name);
  if (text.empty()) return std::nullopt;
  for (VisibleName& one : names_at(name, text)) {
    const bool value = one.kind != NameKind::Enum && one.kind != NameKind::Unit && one.kind != NameKind::Currency &&
                       one.kind != NameKind::Record && one.kind != NameKind::Entity && !one.called;
    return value ? std::move(one.shape) : std::nullopt;
  }
  return std::nullopt;
}

std::optional<Shape> Guess::shape_of_member(const Shape& owner, std::string_view name) const {
  if (owner.type.kind == TypeKind::Period) {
    if (name == "days") return shape_of_kind(TypeKind::Number);
    return shape_of_kind(TypeKind::Date);
  }
  if (owner.type.kind == TypeKind::DateTime) return shape_of_kind(name == "time" ? TypeKind::Time : TypeKind::Date);
  if (owner.type.kind != TypeKind::Record) return std::nullopt;
  for (VisibleName& field : fields_of(owner.type.record)) {
    if (field.name == name) return std::move(field.shape);
  }
  const auto rule = find(name);
  if (rule && base_.symbol(*rule).kind == SymbolKind::Rule) return shape_of_symbol(*rule);
  return std::nullopt;
}

// `Monthly.energy`, `Monthly.total`, `Residential.energy`, `Class.Residential`.
std::optional<Shape> Guess::shape_of_path(std::string_view head, std::string_view line) const {
  const check::Symbol* found = symbol(head);
  if (found == nullptr || found->state != check::SymbolState::Done) return std::nullopt;
  const uint32_t index = found->ir_index;
  if (found->kind == SymbolKind::Enum) return shape_of_symbol(*find(head));
  std::vector<ir::LineId> lines;
  std::optional<ir::UnitId> currency;
  if (found->kind == SymbolKind::Bill && index < ir_.bills.size()) {
    currency = ir_.bills[index].currency;
    if (line == "due") return shape_of_kind(TypeKind::Date);
  } else if (found->kind == SymbolKind::Tariff && index < ir_.tariffs.size()) {
    currency = ir_.tariffs[index].currency;
  }
  if (!currency || !currency->valid() || currency->index() >= ir_.units.size()) return std::nullopt;
  return shape_of_unit(ir_.units[currency->index()]);
}

std::optional<Shape> Guess::shape_of_builtin(std::string_view name, NodeId arguments) const {
  const auto list = tree_.children(arguments, NodeKind::Argument);
  const auto argument = [&](size_t k) { return k < list.size() ? shape_of(tree_.expression(list[k])) : std::nullopt; };
  const auto element = [&]() -> std::optional<Shape> {
    const auto shape = argument(0);
    const bool walks = !list.empty() && tree_.child(list[0], NodeKind::ForClause).valid();
    if (walks || !shape || shape->type.kind != TypeKind::List) return shape;
    return shape_of_type(ir_, shape->type.element);
  };
  if (name == "min" || name == "max" || name == "abs" || name == "clamp" || name == "sum" || name == "avg" ||
      name == "median" || name == "first" || name == "last")
    return element();
  if (name == "any" || name == "all") return shape_of_kind(TypeKind::Bool);
  if (name == "convert" && list.size() > 1) return shape_of_word(tree_.text(tree_.expression(list[1])));
  if (name == "Period") return shape_of_kind(TypeKind::Period);
  if (name == "month_of") return shape_of_kind(TypeKind::Month);
  if (name == "first_day" || name == "next_date") return shape_of_kind(TypeKind::Date);
  if (name == "count" || name == "number" || name == "year" || name == "month_number" || name == "day_of_month")
    return shape_of_kind(TypeKind::Number);
  return std::nullopt;
}

std::optional<Shape> Guess::shape_of_call(std::string_view name, NodeId arguments) const {
  const auto id = find(name);
  if (!id) return std::nullopt;
  if (base_.symbol(*id).kind == SymbolKind::Builtin) return shape_of_builtin(name, arguments);
  return shape_of_symbol(*id);
}

std::optional<Shape> Guess::shape_of_chain(NodeId head, const std::vector<NodeId>& ops, NodeId op) const {
  if (!head.valid() || ops.empty() || ops[0] == op) return shape_of(head);
  size_t next = 0;
  std::optional<Shape> value;
  if (tree_.kind(head) == NodeKind::Name) {
    const NodeId arguments = tree_.child(ops[0], NodeKind::Arguments);
    const NodeId member = tree_.child(ops[0], NodeKind::Name);
    const check::Symbol* found = symbol(tree_.name_text(head));
    const bool path =
        found != nullptr && member.valid() &&
        (found->kind == SymbolKind::Bill || found->kind == SymbolKind::Tariff || found->kind == SymbolKind::Enum);
    if (arguments.valid()) value = shape_of_call(tree_.name_text(head), arguments);
    if (path) value = shape_of_path(tree_.name_text(head), tree_.name_text(member));
    if (path || arguments.valid()) next = 1;
    if (path && found->kind != SymbolKind::Enum) return value;
  }
  if (next == 0) value = shape_of(head);
  for (; next < ops.size() && value && ops[next] != op; ++next) {
    const NodeId member = tree_.child(ops[next], NodeKind::Name);
    if (tree_.has_token(ops[next], TokenKind::WITH)) continue;
    if (!member.valid()) return std::nullopt;
    value = shape_of_member(*value, tree_.name_text(member));
  }
  return value;
}

std::optional<Shape> Guess::shape_of_product(NodeId product) const {
  std::optional<Shape> value;
  bool divide = false;
  bool first = true;
  for (const syntax::Element& element : tree_.elements(product)) {
    if (element.token.valid()) {
      divide = tree_.token_kind(element.token) == TokenKind::SLASH;
      continue;
    }
    if (!syntax::is_expression(tree_.kind(element.node))) continue;
    const auto part = shape_of(element.node);
    if (!part) return std::nullopt;
    value = first ? part : shape_product(*value, *part, divide);
    first = false;
    if (!value) return std::nullopt;
  }
  return value;
}

std::optional<Shape> Guess::shape_of(NodeId expr) const {
  if (!expr.valid() || depth_ > kMostLevels || ++steps_ > kMostSteps) return std::nullopt;
  const Level level(depth_);
  switch (tree_.kind(expr)) {
    case NodeKind::Name: return shape_of_name(expr);
    case NodeKind::Literal: {
      const auto kind = kind_of_literal(tree_.token_kind(tree_.first_token(expr)));
      return kind ? std::optional(shape_of_kind(*kind)) : std::nullopt;
    }
    case NodeKind::Quantity: {
      const check::QuantityText parts = check::split_quantity(tree_.text(expr));
      if (parts.unit.empty()) return shape_of_kind(TypeKind::Number);
      if (parts.unit == "days") return shape_of_kind(TypeKind::Days);
      if (parts.unit == "months") return shape_of_kind(TypeKind::Months);
      const auto unit = unit_of(parts.unit);
      return unit ? std::optional(shape_of_unit(*unit)) : std::nullopt;
    }
    case NodeKind::Postfix:
      return shape_of_chain(tree_.expression(expr), tree_.children(expr, NodeKind::PostfixOp), NodeId{});
    case NodeKind::Product: return shape_of_product(expr);
    case NodeKind::Comparison:
    case NodeKind::And:
    case NodeKind::Or:
    case NodeKind::Not:
    case NodeKind::Implies: return shape_of_kind(TypeKind::Bool);
    case NodeKind::IfExpr: {
      const auto parts = tree_.expressions(expr);
      return parts.size() > 1 ? shape_of(parts[1]) : std::nullopt;
    }
    case NodeKind::Sum:
    case NodeKind::Paren:
    case NodeKind::Negate:
    case NodeKind::RoundExpr:
    case NodeKind::PercentOf:
    case NodeKind::Coalesce: {
      const auto parts = tree_.expressions(expr);
      return parts.empty() ? std::nullopt : shape_of(parts[0]);
    }
    case NodeKind::MatchExpr: {
      const NodeId row = tree_.child(expr, NodeKind::MatchRow);
      const auto parts = row.valid() ? tree_.expressions(row) : std::vector<NodeId>{};
      return parts.empty() ? std::nullopt : shape_of(parts.back());
    }
    default: return std::nullopt;
  }
}

std::vector<VisibleName> Guess::members_of_symbol(const check::Symbol& symbol) const {
  std::vector<VisibleName> out;
  if (symbol.kind == SymbolKind::Enum) return members_of_enum(ir::EnumId(symbol.ir_index));
  const auto add_lines = [&](const std::vector<ir::LineId>& lines) {
    for (const ir::LineId id : lines) {
      const ir::Line& line = ir_.lines[id.index()];
      const bool there = std::any_of(out.begin(), out.end(), [&](const auto& one) { return one.name == line.name; });
      if (!there) out.push_back(local(line.name, shape_of_type(ir_, line.type), NameKind::Line));
    }
  };
  if (symbol.kind == SymbolKind::Tariff && symbol.ir_index < ir_.tariffs.size()) {
    add_lines(ir_.tariffs[symbol.ir_index].lines);
  } else if (symbol.kind == SymbolKind::Bill && symbol.ir_index < ir_.bills.size()) {
    const ir::Bill& bill = ir_.bills[symbol.ir_index];
    out.push_back(local("total", shape_of_path(symbol.name, "total"), NameKind::Line));
    if (bill.due.valid()) out.push_back(local("due", shape_of_kind(TypeKind::Date), NameKind::Line));
    add_lines(bill.lines);
    for (const ir::TariffGroup& group : bill.groups) {
      for (const ir::TariffId tariff : group.tariffs) add_lines(ir_.tariffs[tariff.index()].lines);
    }
  }
  return out;
}

std::vector<VisibleName> Guess::members_of_chain(NodeId head, const std::vector<NodeId>& ops, NodeId op) const {
  std::vector<VisibleName> out;
  const bool first = !ops.empty() && ops[0] == op;
  const check::Symbol* named = first && tree_.kind(head) == NodeKind::Name ? symbol(tree_.name_text(head)) : nullptr;
  if (named != nullptr && named->state == check::SymbolState::Done) out = members_of_symbol(*named);
  if (!out.empty()) return out;
  const auto shape = shape_of_chain(head, ops, op);
  if (!shape) return out;
  if (shape->type.kind == TypeKind::Period) {
    for (const char* part : {"start", "last", "end"})
      out.push_back(local(part, shape_of_kind(TypeKind::Date), NameKind::Field));
    out.push_back(local("days", shape_of_kind(TypeKind::Number), NameKind::Field));
  } else if (shape->type.kind == TypeKind::DateTime) {
    out.push_back(local("date", shape_of_kind(TypeKind::Date), NameKind::Field));
    out.push_back(local("time", shape_of_kind(TypeKind::Time), NameKind::Field));
  } else if (shape->type.kind == TypeKind::Record) {
    out = fields_of(shape->type.record);
    if (module_ == nullptr) return out;
    for (const auto* known : {&module_->own, &module_->imported}) {
      for (const auto& [name, id] : *known) {
        const check::Symbol& rule = base_.symbol(id);
        if (rule.kind == SymbolKind::Rule && rule.ir_index < ir_.rules.size() &&
            ir_.rules[rule.ir_index].entity == shape->type.record)
          out.push_back(visible(id));
      }
    }
  }
  return out;
}

}  // namespace tarifa::lsp
