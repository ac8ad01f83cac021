// What a place of unfinished text asks for: the type that would fit.
#include <algorithm>

#include "lsp/features/guess.h"

namespace tarifa::lsp {
namespace {

using check::SymbolKind;
using ir::TypeKind;
using syntax::NodeId;
using syntax::NodeKind;
using syntax::TokenKind;

bool is_declared(NodeKind kind) {
  switch (kind) {
    case NodeKind::RuleDecl:
    case NodeKind::ExceptItem:
    case NodeKind::LetDecl:
    case NodeKind::LineDecl:
    case NodeKind::TaxDecl:
    case NodeKind::SubtotalDecl:
    case NodeKind::LimitDecl: return true;
    default: return false;
  }
}

size_t index_in(const std::vector<NodeId>& nodes, NodeId node) {
  return static_cast<size_t>(std::find(nodes.begin(), nodes.end(), node) - nodes.begin());
}

}  // namespace

NodeId Guess::callee_of(NodeId arguments) const {
  const NodeId op = tree_.parent(arguments);
  if (!op.valid() || tree_.kind(op) != NodeKind::PostfixOp) return {};
  const NodeId postfix = tree_.parent(op);
  const auto ops = tree_.children(postfix, NodeKind::PostfixOp);
  const NodeId head = tree_.expression(postfix);
  if (ops.empty() || ops[0] != op || !head.valid() || tree_.kind(head) != NodeKind::Name) return {};
  return head;
}

// The type of the value of a rule, exception, let or line.
std::optional<Shape> Guess::declared_shape(NodeId declaration) const {
  switch (tree_.kind(declaration)) {
    case NodeKind::RuleDecl:
    case NodeKind::LetDecl: return shape_of_written(tree_.child(declaration, NodeKind::Type));
    case NodeKind::ExceptItem: {
      const NodeId owner = tree_.parent(declaration);
      if (!owner.valid()) return std::nullopt;
      if (tree_.kind(owner) == NodeKind::RuleDecl) return shape_of_written(tree_.child(owner, NodeKind::Type));
      const NodeId name = tree_.child(owner, NodeKind::Name);
      const auto rule = name.valid() ? find(tree_.name_text(name)) : std::nullopt;
      return rule ? shape_of_symbol(*rule) : std::nullopt;
    }
    default: return currency_at(declaration);
  }
}

std::optional<Shape> Guess::wanted_of_argument(NodeId argument) const {
  const NodeId arguments = tree_.parent(argument);
  const NodeId callee = callee_of(arguments);
  if (!callee.valid()) return std::nullopt;
  const auto list = tree_.children(arguments, NodeKind::Argument);
  const size_t place = index_in(list, argument);
  const NodeId named = tree_.child(argument, NodeKind::ArgumentName);
  const std::string_view name = named.valid() ? tree_.name_text(named) : std::string_view{};
  const auto id = find(tree_.name_text(callee));
  if (!id) return std::nullopt;
  const check::Symbol& symbol = base_.symbol(*id);
  const uint32_t index = symbol.ir_index;
  if (name == "at" || (named.valid() && tree_.text(named) == "at")) return shape_of_kind(TypeKind::Date);
  switch (symbol.kind) {
    case SymbolKind::Record:
    case SymbolKind::Entity:
      if (name.empty()) return std::nullopt;
      for (VisibleName& field : fields_of(ir::RecordId(index))) {
        if (field.name == name) return std::move(field.shape);
      }
      return std::nullopt;
    case SymbolKind::Table: {
      if (index >= ir_.tables.size()) return std::nullopt;
      const auto& params = ir_.tables[index].params;
      for (size_t k = 0; k < params.size(); ++k) {
        if (name.empty() ? k == place : params[k].name == name) return shape_of_type(ir_, params[k].type);
      }
      return std::nullopt;
    }
    case SymbolKind::Let: {
      if (index >= ir_.lets.size()) return std::nullopt;
      const ir::Let& let = ir_.lets[index];
      for (size_t k = 0; k < let.params.size() && k < let.param_names.size(); ++k) {
        if (name.empty() ? k == place : let.param_names[k] == name) return shape_of_type(ir_, let.params[k]);
      }
      return std::nullopt;
    }
    case SymbolKind::Param: {
      if (index >= ir_.params.size() || place >= ir_.params[index].keys.size()) return std::nullopt;
      Shape shape = shape_of_kind(TypeKind::Enum);
      shape.type.enumeration = ir_.params[index].keys[place];
      return shape;
    }
    case SymbolKind::Builtin: {
      const std::string& builtin = symbol.name;
      if (builtin == "any" || builtin == "all") return shape_of_kind(TypeKind::Bool);
      if (builtin == "Period" || builtin == "year" || builtin == "month_number" || builtin == "day_of_month" ||
          builtin == "month_of" || builtin == "next_date")
        return shape_of_kind(TypeKind::Date);
      if (builtin == "first_day") return shape_of_kind(TypeKind::Month);
      if (builtin != "min" && builtin != "max" && builtin != "clamp" && builtin != "abs") return std::nullopt;
      for (const NodeId other : list) {
        if (other == argument) continue;
        if (auto shape = shape_of(tree_.expression(other))) return shape;
      }
      return wanted_at(tree_.parent(tree_.parent(arguments)));
    }
    default: return std::nullopt;
  }
}

// `usage @ |` where money is asked for: the unit that is left.
std::optional<Shape> Guess::wanted_of_factor(NodeId product, NodeId expr) const {
  const auto whole = wanted_at(product);
  if (!whole) return std::nullopt;
  std::optional<Shape> left = whole;
  bool divide = false;
  bool by_me = false;
  for (const syntax::Element& element : tree_.elements(product)) {
    if (element.token.valid()) {
      divide = tree_.token_kind(element.token) == TokenKind::SLASH;
      continue;
    }
    if (element.node == expr) {
      by_me = divide;
      continue;
    }
    if (!syntax::is_expression(tree_.kind(element.node))) continue;
    const auto part = shape_of(element.node);
    if (!part || !left) return std::nullopt;
    left = shape_product(*left, *part, !divide);
  }
  if (!left || !by_me) return left;
  return shape_product(shape_of_kind(TypeKind::Number), *left, true);
}

// Of a cell of a table or a match.
std::optional<Shape> Guess::wanted_of_cell(NodeId cell) const {
  const NodeId row = tree_.parent(cell);
  if (!row.valid()) return std::nullopt;
  if (tree_.kind(row) == NodeKind::MatchRow) return shape_of(tree_.expression(tree_.parent(row)));
  if (tree_.kind(row) != NodeKind::Row) return std::nullopt;
  const NodeId table = around(row, NodeKind::TableDecl);
  const NodeId params = table.valid() ? tree_.child(table, NodeKind::Params) : NodeId{};
  const size_t place = index_in(tree_.children(row, NodeKind::Cell), cell);
  if (params.valid()) {
    const auto columns = tree_.children(params, NodeKind::Param);
    if (place >= columns.size()) return std::nullopt;
    return shape_of_written(tree_.child(columns[place], NodeKind::Type));
  }
  return std::nullopt;
}

std::optional<Shape> Guess::wanted_of_result(NodeId row, NodeId expr) const {
  const NodeId table = around(row, NodeKind::TableDecl);
  if (!table.valid()) return std::nullopt;
  const auto results = tree_.children(table, NodeKind::Result);
  const size_t place = index_in(tree_.expressions(row), expr);
  return place < results.size() ? shape_of_written(tree_.child(results[place], NodeKind::Type)) : std::nullopt;
}

std::optional<Shape> Guess::wanted_in(NodeId parent, NodeId expr) const {
  const auto parts = tree_.expressions(parent);
  const size_t place = index_in(parts, expr);
  switch (tree_.kind(parent)) {
    case NodeKind::Paren:
    case NodeKind::Negate:
    case NodeKind::Coalesce:
    case NodeKind::RoundExpr:
    case NodeKind::PercentOf: return wanted_at(parent);
    case NodeKind::Sum:
      for (const NodeId other : parts) {
        if (other == expr) continue;
        auto shape = shape_of(other);
        if (shape && shape->type.kind != TypeKind::Date) return shape;
      }
      return wanted_at(parent);
    case NodeKind::Product: return wanted_of_factor(parent, expr);
    case NodeKind::Comparison: return parts.size() > 1 ? shape_of(parts[place == 0 ? 1 : 0]) : std::nullopt;
    case NodeKind::Interval: return wanted_at(parent);
    case NodeKind::SetExpr:
    case NodeKind::ListExpr: {
      const NodeId whole = tree_.parent(parent);
      if (!whole.valid() || tree_.kind(whole) != NodeKind::Comparison) return std::nullopt;
      return shape_of(tree_.expression(whole));
    }
    case NodeKind::And:
    case NodeKind::Or:
    case NodeKind::Not:
    case NodeKind::Implies:
    case NodeKind::When:
    case NodeKind::Applies:
    case NodeKind::WhereClause:
    case NodeKind::Expect: return shape_of_kind(TypeKind::Bool);
    case NodeKind::IfExpr: return place == 0 ? std::optional(shape_of_kind(TypeKind::Bool)) : wanted_at(parent);
    case NodeKind::Argument: return wanted_of_argument(parent);
    case NodeKind::Binding: {
      const NodeId with = tree_.parent(parent);
      const NodeId name = tree_.child(parent, NodeKind::Name);
      if (!name.valid() || !with.valid() || tree_.kind(with) != NodeKind::PostfixOp) return std::nullopt;
      const auto owner = shape_of(tree_.expression(tree_.parent(with)));
      return owner ? shape_of_member(*owner, tree_.name_text(name)) : std::nullopt;
    }
    case NodeKind::CellCompare: return wanted_at(parent);
    case NodeKind::Cell: return wanted_of_cell(parent);
    case NodeKind::MatchRow: return wanted_at(tree_.parent(parent));
    case NodeKind::Row: return wanted_of_result(parent, expr);
    case NodeKind::TaxBase: return std::nullopt;
    case NodeKind::DueItem:
    case NodeKind::TariffWindow:
    case NodeKind::Window:
    case NodeKind::LaterOf: return shape_of_kind(TypeKind::Date);
    case NodeKind::ContextItem:
      return shape_of_kind(tree_.has_token(parent, TokenKind::OVER) ? TypeKind::Period : TypeKind::Date);
    case NodeKind::Entry: {
      const NodeId param = around(parent, NodeKind::ParamDecl);
      if (place == 0) return shape_of_kind(TypeKind::Date);
      return param.valid() ? shape_of_written(tree_.child(param, NodeKind::Type)) : std::nullopt;
    }
    default: return is_declared(tree_.kind(parent)) ? declared_shape(parent) : std::nullopt;
  }
}

std::optional<Shape> Guess::wanted_at(NodeId expr) const {
  if (!expr.valid() || depth_ > kMostLevels) return std::nullopt;
  const NodeId parent = tree_.parent(expr);
  if (!parent.valid()) return std::nullopt;
  ++depth_;
  auto shape = wanted_in(parent, expr);
  --depth_;
  return shape;
}

}  // namespace tarifa::lsp
