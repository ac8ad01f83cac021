// Rows of a decision table in a rule file.
#include <algorithm>

#include "compiler/check/builder.h"
#include "compiler/check/constants.h"
#include "compiler/check/report.h"
#include "compiler/check/table_reader.h"
#include "compiler/check/types.h"
#include "compiler/support/limits.h"

namespace tarifa::check {
namespace {

using syntax::NodeId;
using syntax::NodeKind;
using syntax::TokenKind;

struct RowReader {
  TableReader& reader;
  ModuleId module;
  const syntax::Tree& tree;
  std::vector<std::vector<Typed>> typed;  // results of the rows, before their scale is known

  [[nodiscard]] bool row(NodeId node, ir::Row& row);
  [[nodiscard]] bool cells(NodeId node, ir::Row& row);
  [[nodiscard]] bool cell(NodeId node, ir::TypeId type, std::vector<ir::CellTest>& tests);
  [[nodiscard]] std::optional<ir::ConstId> value(NodeId expr, ir::TypeId type);
  [[nodiscard]] bool results(NodeId node);
  [[nodiscard]] std::optional<Typed> literal_result(NodeId expr, const ResultColumn& column);
};

std::optional<ir::ConstId> RowReader::value(NodeId expr, ir::TypeId type) {
  Session& session = reader.session;
  LiteralReader literals(session, module, type);
  literals.demand_units();
  const std::string_view text = tree.text(expr);
  const NodeKind kind = tree.kind(expr);
  const bool member = kind == NodeKind::Name && type_at(session, type).kind == ir::TypeKind::Enum;
  if (kind == NodeKind::Literal || kind == NodeKind::Quantity || member) {
    return literals.read_const(member ? tree.name_text(expr) : text, tree.span(expr));
  }
  return const_eval(session, module, expr, type);
}

CellOp op_of(const syntax::Tree& tree, NodeId op) {
  const TokenKind sign = tree.token_kind(tree.first_token(op));
  if (sign == TokenKind::NE) return CellOp::NotEqual;
  if (sign == TokenKind::LT) return CellOp::Less;
  if (sign == TokenKind::LE) return CellOp::LessEqual;
  if (sign == TokenKind::GT) return CellOp::Greater;
  if (sign == TokenKind::GE) return CellOp::GreaterEqual;
  return CellOp::Equal;
}

bool RowReader::cell(NodeId node, ir::TypeId type, std::vector<ir::CellTest>& tests) {
  if (tree.has_token(node, TokenKind::ANY)) return true;
  CellItems items;
  for (const NodeId item : tree.children(node)) {
    const Span span = tree.span(item);
    ++items.count;
    if (tree.kind(item) == NodeKind::CellCompare) {
      const auto constant = value(tree.expression(item), type);
      const CellOp op = op_of(tree, tree.child(item, NodeKind::CmpOp));
      items.add(op);
      if (!constant || !add_comparison(reader.session, tests, op, *constant, span)) return false;
    } else if (tree.kind(item) == NodeKind::Interval) {
      const auto ends = tree.expressions(item);
      if (ends.size() != 2) return false;
      const auto low = value(ends[0], type);
      const auto high = value(ends[1], type);
      const bool exclusive = tree.has_token(item, TokenKind::DOTDOT_LT);
      if (!low || !high || !add_range(reader.session, tests, *low, *high, exclusive, span)) return false;
    } else {
      const auto constant = value(item, type);
      if (!constant || !add_comparison(reader.session, tests, CellOp::Equal, *constant, span)) return false;
    }
  }
  return judge_cell(reader.session, type, items, tests, tree.span(node));
}

bool RowReader::cells(NodeId node, ir::Row& row) {
  const auto& columns = reader.table.params;
  row.otherwise = tree.has_token(node, TokenKind::OTHERWISE);
  if (row.otherwise) {
    row.cells.resize(columns.size());
    return true;
  }
  const auto written = tree.children(node, NodeKind::Cell);
  if (written.size() != columns.size()) {
    report(reader.session, DiagKind::RowWidth, tree.span(node),
           {std::to_string(written.size()), std::to_string(columns.size())});
    return false;
  }
  bool ok = true;
  for (size_t k = 0; k < columns.size(); ++k) {
    ok = cell(written[k], columns[k].type, row.cells.emplace_back()) && ok;
  }
  return ok;
}

// A result written as a literal of the declared type: no expression needs to be checked, which
// keeps long tables quick.
std::optional<Typed> RowReader::literal_result(NodeId expr, const ResultColumn& column) {
  Session& session = reader.session;
  const NodeKind kind = tree.kind(expr);
  const bool one = kind == NodeKind::Literal || kind == NodeKind::Quantity;
  if (!one || column.open_scale) return std::nullopt;
  Typed value;
  value.span = tree.span(expr);
  value.type = column.type;
  LiteralReader literals(session, module, column.type);
  const auto constant = literals.read_const(tree.text(expr), value.span);
  if (!constant) return value;
  value.ok = true;
  value.node = const_node(session, *constant, place_of(session, value.span));
  return value;
}

// `=> 1,50`: two results to the grammar, one number to who wrote it.
bool has_decimal_comma(std::string_view text) {
  const auto is_digit = [](char c) { return c >= '0' && c <= '9'; };
  for (size_t i = 1; i + 1 < text.size(); ++i) {
    if (text[i] == ',' && is_digit(text[i - 1]) && is_digit(text[i + 1])) return true;
  }
  return false;
}

bool RowReader::results(NodeId node) {
  Session& session = reader.session;
  const auto written = tree.expressions(node);
  if (written.size() != reader.results.size()) {
    Report wrong = report(session, DiagKind::ResultCount, tree.span(node),
                          {std::to_string(written.size()), std::to_string(reader.results.size())});
    if (has_decimal_comma(tree.text(node))) wrong.help(NoteKind::PointBeforeDecimals);
    return false;
  }
  ExprContext context{session, module};
  context.place = ExprPlace::TableResult;
  context.bare_numbers = true;  // a result has the unit that the table declares
  for (size_t k = 0; k < reader.table.params.size(); ++k) {
    context.bind(reader.table.params[k].name, reader.table.params[k].type, reader.column_spans[k]);
  }
  bool ok = true;
  auto& row = typed.emplace_back();
  for (size_t k = 0; k < written.size(); ++k) {
    ResultColumn& column = reader.results[k];
    const Target target{column.type, column.open_scale, false, column.span};
    const auto literal = literal_result(written[k], column);
    const Typed value = literal ? *literal : check_into(context, written[k], target);
    ok = ok && value.ok;
    row.push_back(value);
    if (value.ok && column.open_scale) column.scale = std::max<int>(column.scale, type_at(session, value.type).scale);
  }
  reader.table.local_count = std::max(reader.table.local_count, context.local_count);
  return ok;
}

bool RowReader::row(NodeId node, ir::Row& row) {
  if (tree.has_error(node)) return false;
  row.at = place_of(reader.session, tree.span(node));
  const bool good_cells = cells(node, row);
  return results(node) && good_cells;
}

}  // namespace

bool judge_rows(TableReader& reader, const std::vector<ir::Row>& rows, const std::vector<Span>& spans, Span whole) {
  Session& session = reader.session;
  reader.row_count += rows.size();
  if (reader.row_count > limits::kTableRows) {
    report(session, DiagKind::TooManyRows, reader.symbol.name_span, {std::to_string(limits::kTableRows)});
    return false;
  }
  if (rows.empty()) {
    report(session, DiagKind::TableNoRows, whole, {reader.symbol.name});
    return false;
  }
  const bool collects =
      reader.table.policy != ir::TablePolicy::Unique && reader.table.policy != ir::TablePolicy::FirstMatch;
  for (size_t i = 0; i < rows.size(); ++i) {
    if (!rows[i].otherwise) continue;
    const bool last = i + 1 == rows.size();
    if (last && !collects) continue;
    report(session, collects ? DiagKind::OtherwiseCollects : DiagKind::OtherwiseNotLast, spans[i]);
    return false;
  }
  return true;
}

bool read_inline_rows(TableReader& reader, ModuleId module, const std::vector<NodeId>& nodes, Span whole,
                      std::vector<ir::Row>& into) {
  const syntax::Tree& tree = reader.session.module(module).tree;
  RowReader rows{reader, module, tree, {}};
  bool ok = true;
  std::vector<Span> spans;
  for (const NodeId node : nodes) {
    ok = rows.row(node, into.emplace_back()) && ok;
    spans.push_back(tree.span(node));
  }
  if (!ok || !judge_rows(reader, into, spans, whole)) return false;
  for (size_t i = 0; i < into.size(); ++i) {
    for (const Typed& value : rows.typed[i]) into[i].results.push_back(value.node);
  }
  return true;
}

}  // namespace tarifa::check
