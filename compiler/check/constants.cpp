#include "compiler/check/constants.h"

#include <algorithm>
#include <array>

#include "compiler/check/builder.h"
#include "compiler/check/exprs.h"
#include "compiler/check/literal_reader.h"
#include "compiler/check/report.h"
#include "compiler/check/types.h"
#include "compiler/check/units.h"
#include "compiler/eval/interpreter.h"
#include "compiler/numeric/date_text.h"
#include "compiler/numeric/decimal_text.h"

namespace tarifa::check {
namespace {

using syntax::NodeId;
using syntax::NodeKind;

// Operations whose value depends on a date, a subject or a bill.
constexpr std::array kDependOnRun = {
    ir::Op::EffectiveDate, ir::Op::Issued,    ir::Op::AsOf,      ir::Op::PeriodNow, ir::Op::Subject,
    ir::Op::RuleCall,      ir::Op::ParamRead, ir::Op::TableRead, ir::Op::Prorate,   ir::Op::Tiers,
    ir::Op::LineAmount,    ir::Op::LineSum,   ir::Op::BillValue,
};

bool depends_on_run(ir::Op op) { return std::find(kDependOnRun.begin(), kDependOnRun.end(), op) != kDependOnRun.end(); }

bool is_constant(const Session& session, ir::NodeId id) {
  const ir::Node node = session.ir.node(id);
  if (depends_on_run(node.op)) return false;
  if (node.op == ir::Op::LetCall && !is_constant(session, session.ir.lets[node.imm].body)) return false;
  if (node.op == ir::Op::Aggregate) {
    const ir::Aggregate& aggregate = session.ir.aggregates[node.imm];
    for (const ir::NodeId part : {aggregate.list, aggregate.body, aggregate.where, aggregate.by, aggregate.n}) {
      if (part.valid() && !is_constant(session, part)) return false;
    }
  }
  for (uint32_t k = 0; k < node.operand_count; ++k) {
    if (!is_constant(session, session.ir.operand(node, k))) return false;
  }
  return true;
}

// The row error that a constant ends with, in words: nobody has billed anything yet.
std::optional<NoteKind> why_it_fails(ir::RowError error) {
  if (error == ir::RowError::Overflow) return NoteKind::FailsByOverflow;
  if (error == ir::RowError::DivisionByZero) return NoteKind::FailsByDivision;
  if (error == ir::RowError::OutOfRange) return NoteKind::FailsByRange;
  if (error == ir::RowError::AmbiguousMonthEnd) return NoteKind::FailsByMonthEnd;
  return std::nullopt;  // `fail` has words of its own
}

// `locals`: the slots that names inside the expression take.
std::optional<ir::ConstId> evaluate(Session& session, ir::NodeId node, ir::TypeId type, Span span, uint32_t locals) {
  if (!is_constant(session, node)) {
    report(session, DiagKind::NotConstant, span);
    return std::nullopt;
  }
  eval::RunContext context;
  context.has_period = false;
  const eval::Outcome outcome =
      eval::Interpreter(session.ir).expression(node, context, 0, nullptr, std::vector<eval::Value>(locals));
  if (!outcome) {
    const eval::RowFailure& failure = outcome.error();
    const std::string why = str(eval::row_error_code(failure.code)) + (failure.text.empty() ? "" : ", " + failure.text);
    Report fails = report(session, DiagKind::ConstantFails, span, {why});
    if (const auto note = why_it_fails(failure.code)) fails.help(*note);
    return std::nullopt;
  }
  const auto made = eval::add_constant(session.ir, type, *outcome);
  if (!made) {
    report(session, DiagKind::DigitsLost, span, {str(session.sources.text(span)), type_name(session, type)});
    return std::nullopt;
  }
  if (made->index() + 1 != session.ir.consts.size()) return made;
  ir::Const value = std::move(session.ir.consts.back());  // interned instead
  session.ir.consts.pop_back();
  return intern_const(session, std::move(value));
}

// `3_500.00`, `-5 kWh`, `S1`: read at once, without nodes.
bool is_literal(const syntax::Tree& tree, NodeId expr) {
  const NodeKind kind = tree.kind(expr);
  if (kind == NodeKind::Negate) return tree.kind(tree.expression(expr)) == NodeKind::Quantity;
  return kind == NodeKind::Literal || kind == NodeKind::Quantity || kind == NodeKind::Name;
}

std::optional<ir::ConstId> eval_in(Session& session, ModuleId module, NodeId expr, ir::TypeId expected, bool bare) {
  const syntax::Tree& tree = session.module(module).tree;
  if (!expr.valid() || tree.has_error(expr)) return std::nullopt;
  ExprContext context{session, module};
  context.place = ExprPlace::Constant;
  context.bare_numbers = bare;
  const Typed value = check_into(context, expr, Target{expected, false, false, {}});
  if (!value.ok) return std::nullopt;
  return evaluate(session, value.node, expected, tree.span(expr), context.local_count);
}

}  // namespace

std::optional<ir::ConstId> const_eval(Session& session, ModuleId module, NodeId expr, ir::TypeId expected) {
  return eval_in(session, module, expr, expected, false);
}

std::optional<ir::ConstId> const_eval_bare(Session& session, ModuleId module, NodeId expr, ir::TypeId expected) {
  const syntax::Tree& tree = session.module(module).tree;
  if (!expr.valid() || tree.has_error(expr)) return std::nullopt;
  if (is_literal(tree, expr)) {
    LiteralReader reader(session, module, expected);
    const std::string_view text = tree.text(expr);
    const bool name = tree.kind(expr) == NodeKind::Name;
    if (!name || reader.looks_like_one(text)) return reader.read_const(text, tree.span(expr));
  }
  return eval_in(session, module, expr, expected, true);
}

std::optional<int32_t> literal_date(Session& session, ModuleId module, NodeId literal) {
  const syntax::Tree& tree = session.module(module).tree;
  if (!literal.valid() || tree.has_error(literal)) return std::nullopt;
  const auto date = numeric::parse_date(tree.text(literal));
  if (date) return date->days;
  report(session, DiagKind::DateExpected, tree.span(literal));
  return std::nullopt;
}

namespace {

std::string number_text(const Session& session, const ir::Type& type, ir::Int128 mantissa) {
  const std::string unit = unit_name(session, type.unit);
  return numeric::to_string(numeric::Decimal{mantissa, type.scale}) + (unit.empty() ? "" : " ") + unit;
}

std::string items_text(const Session& session, const ir::Const& value) {
  std::string text;
  for (const ir::ConstId item : value.items) text += (text.empty() ? "" : ", ") + const_text(session, item);
  return text;
}

}  // namespace

std::string const_text(const Session& session, ir::ConstId id) {
  const ir::Const& value = session.ir.consts[id.index()];
  const ir::Type& type = type_at(session, value.type);
  if (value.missing) return "absent";
  const auto days = static_cast<int32_t>(value.number);
  switch (type.kind) {
    case ir::TypeKind::Bool: return value.number != 0 ? "true" : "false";
    case ir::TypeKind::Number: return number_text(session, type, value.number);
    case ir::TypeKind::Text: return "\"" + value.text + "\"";
    case ir::TypeKind::Date: return numeric::to_string(numeric::Date{days});
    case ir::TypeKind::Month: return numeric::to_string(numeric::Month{days});
    case ir::TypeKind::Time: return numeric::to_string(numeric::TimeOfDay{days});
    case ir::TypeKind::DateTime: {
      const auto day = static_cast<int32_t>(value.number >= 0 ? value.number / 1440 : -((1439 - value.number) / 1440));
      const auto minute = static_cast<int32_t>(value.number - ir::Int128{day} * 1440);
      return numeric::to_string(numeric::DateTime{numeric::Date{day}, numeric::TimeOfDay{minute}});
    }
    case ir::TypeKind::Days: return numeric::to_string(value.number) + " days";
    case ir::TypeKind::Months: return numeric::to_string(value.number) + " months";
    case ir::TypeKind::Period:
      return "Period(" + numeric::to_string(numeric::Date{days}) + ", " +
             numeric::to_string(numeric::Date{static_cast<int32_t>(value.second)}) + ")";
    case ir::TypeKind::Enum:
      return session.ir.enums[type.enumeration.index()].members[static_cast<size_t>(value.number)];
    case ir::TypeKind::Record:
      return session.ir.records[type.record.index()].name + "(" + items_text(session, value) + ")";
    case ir::TypeKind::List: return "[" + items_text(session, value) + "]";
    case ir::TypeKind::Ladder: return "a ladder";
  }
  return {};
}

}  // namespace tarifa::check
