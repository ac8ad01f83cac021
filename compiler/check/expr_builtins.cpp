// Functions the compiler knows, except lists (expr_lists.cpp) and dates (expr_dates.cpp): min, max,
// abs, clamp, number, convert.
#include "compiler/check/builder.h"
#include "compiler/check/expr_kinds.h"
#include "compiler/check/number_nodes.h"
#include "compiler/check/types.h"
#include "compiler/check/units.h"

namespace tarifa::check {
namespace {

using ir::TypeKind;

bool is_over_list(const std::vector<Argument>& arguments) {
  if (arguments.size() == 1) return true;
  for (const Argument& argument : arguments) {
    if (argument.for_clause.valid()) return true;
  }
  return false;
}

// Dates, months and lengths have a least and a greatest too.
Typed extreme_of_dates(ExprContext& ctx, bool least, const std::vector<Typed>& values, Span span) {
  std::vector<ir::NodeId> nodes;
  for (const Typed& value : values) {
    if (type_of(ctx, value).kind != type_of(ctx, values[0]).kind) {
      report(ctx.session, DiagKind::CannotCompare, value.span, {type_text(ctx, values[0]), type_text(ctx, value)})
          .label(values[0].span, NoteKind::ThisIs, {type_text(ctx, values[0])});
      return failed(span);
    }
    nodes.push_back(value.node);
  }
  return plain_node(ctx, least ? ir::Op::LengthMin : ir::Op::LengthMax, values[0].type, 0, nodes, span);
}

Typed extreme(ExprContext& ctx, bool least, const std::vector<Typed>& values, Span span) {
  const std::string_view name = least ? "min" : "max";
  bool ok = true;
  for (const Typed& value : values) ok &= require_value(ctx, value);
  if (!ok) return failed(span);
  if (is_date_or_length(ctx, values[0])) return extreme_of_dates(ctx, least, values, span);
  NumberLabel label;
  for (size_t k = 0; k < values.size(); ++k) {
    if (!require_number(ctx, values[k], name) || !require_rounded(ctx, values[k])) return failed(span);
    if (!require_same_unit(ctx, values[0], values[k], name)) return failed(span);
    label = k == 0 ? label_of(ctx, values[k]) : joined(label, label_of(ctx, values[k]));
  }
  return number_node(ctx, least ? ir::Op::Min : ir::Op::Max, label, 0, values, span);
}

Typed check_extreme(ExprContext& ctx, bool least, syntax::NodeId arguments, Span span) {
  const std::vector<Argument> list = arguments_of(tree_of(ctx), arguments);
  if (is_over_list(list)) {
    return check_aggregate(ctx, least ? Builtin::Min : Builtin::Max, arguments, span);
  }
  if (!plain_arguments(ctx, list, 2, 500, least ? "min" : "max", span)) return failed(span);
  std::vector<Typed> values;
  for (const Argument& argument : list) values.push_back(check_expr(ctx, argument.value));
  for (const Typed& value : values) {
    if (!value.ok) return failed(span);
  }
  return extreme(ctx, least, values, span);
}

Typed check_abs(ExprContext& ctx, syntax::NodeId arguments, Span span) {
  const std::vector<Argument> list = arguments_of(tree_of(ctx), arguments);
  if (!plain_arguments(ctx, list, 1, 1, "abs", span)) return failed(span);
  const Typed value = check_expr(ctx, list[0].value);
  if (!require_number(ctx, value, "abs") || !require_rounded(ctx, value)) return failed(span);
  return number_node(ctx, ir::Op::Abs, label_of(ctx, value), 0, {value}, span);
}

// `clamp(x, 10, 3)` would be 3 whatever x is.
bool ends_ascend(ExprContext& ctx, const Typed& value, const Typed& low, const Typed& high) {
  const auto order = order_of_ends(ctx, low, high);
  if (!order || *order <= 0) return true;
  const std::string range = str(ctx.session.sources.text(low.span)) + ".." + str(ctx.session.sources.text(high.span));
  const Span both{low.span.file, low.span.begin, high.span.end};
  report(ctx.session, DiagKind::EmptyRange, both, {type_text(ctx, value), range});
  return false;
}

Typed check_clamp(ExprContext& ctx, syntax::NodeId arguments, Span span) {
  const std::vector<Argument> list = arguments_of(tree_of(ctx), arguments);
  if (!plain_arguments(ctx, list, 3, 3, "clamp", span)) return failed(span);
  const Typed value = check_expr(ctx, list[0].value);
  const Typed low = check_expr(ctx, list[1].value);
  const Typed high = check_expr(ctx, list[2].value);
  if (!value.ok || !low.ok || !high.ok) return failed(span);
  if (!ends_ascend(ctx, value, low, high)) return failed(span);
  const Typed raised = extreme(ctx, false, {value, low}, span);
  return raised.ok ? extreme(ctx, true, {raised, high}, span) : failed(span);
}

// `number(10 days, 1 days)`: how many; by more than one it is a quotient.
Typed count_of_length(ExprContext& ctx, const Typed& length, const Typed& unit, Span span) {
  const ir::Node& node = ctx.session.ir.node(unit.node);
  const bool same = type_of(ctx, length).kind == type_of(ctx, unit).kind && node.op == ir::Op::Const;
  const ir::Int128 step = same ? ctx.session.ir.consts[node.imm].number : 0;
  if (step <= 0) {
    report(ctx.session, DiagKind::NumberOfWhat, unit.span, {type_text(ctx, length)});
    return failed(span);
  }
  const Typed count = plain_node(ctx, ir::Op::LengthCount, int_type(ctx.session), 0, {length.node}, span);
  return step == 1 ? count : scaled_by(ctx, count, {1, step}, kPlainUnit, span);
}

// `number(x, 1 kWh)`: x as a plain number of that unit.
Typed check_number(ExprContext& ctx, syntax::NodeId arguments, Span span) {
  const std::vector<Argument> list = arguments_of(tree_of(ctx), arguments);
  if (!plain_arguments(ctx, list, 2, 2, "number", span)) return failed(span);
  const Typed value = check_expr(ctx, list[0].value);
  const Typed unit = check_expr(ctx, list[1].value);
  if (!require_value(ctx, value) || !require_value(ctx, unit)) return failed(span);
  if (is_kind(ctx, value, TypeKind::Days) || is_kind(ctx, value, TypeKind::Months)) {
    return count_of_length(ctx, value, unit, span);
  }
  if (!require_number(ctx, value, "number") || !require_number(ctx, unit, "number")) return failed(span);
  const auto size = unit.literal ? constant_fraction(ctx.session, unit.node) : std::nullopt;
  if (!size || size->num <= 0) {
    report(ctx.session, DiagKind::NumberOfWhat, unit.span, {type_text(ctx, value)});
    return failed(span);
  }
  const auto ratio = conversion(ctx.session, type_of(ctx, value).unit, type_of(ctx, unit).unit);
  if (!ratio) {
    (void)require_same_unit(ctx, value, unit, "number");
    return failed(span);
  }
  const auto factor = numeric::div({ratio->numerator, ratio->denominator}, *size);
  if (!factor) {
    report(ctx.session, DiagKind::DenominatorTooLarge, span).help(NoteKind::RoundAnOperand);
    return failed(span);
  }
  return scaled_by(ctx, value, *factor, kPlainUnit, span);
}

// `convert(x, MWh)`: the second argument names a unit.
Typed check_convert(ExprContext& ctx, syntax::NodeId arguments, Span span) {
  const syntax::Tree& tree = tree_of(ctx);
  const std::vector<Argument> list = arguments_of(tree, arguments);
  if (!plain_arguments(ctx, list, 2, 2, "convert", span)) return failed(span);
  const Typed value = check_expr(ctx, list[0].value);
  const auto unit = resolve_unit_text(ctx.session, ctx.module, tree.text(list[1].value), tree.span(list[1].value));
  if (!require_number(ctx, value, "convert") || !unit) return failed(span);
  const auto ratio = conversion(ctx.session, type_of(ctx, value).unit, *unit);
  if (!ratio) {
    report(ctx.session, DiagKind::CannotConvert, span,
           {unit_text(ctx, type_of(ctx, value).unit), unit_text(ctx, *unit)})
        .label(value.unit_from.valid() ? value.unit_from : value.span, NoteKind::UnitComesFrom,
               {unit_text(ctx, type_of(ctx, value).unit)});
    return failed(span);
  }
  return scaled_by(ctx, value, {ratio->numerator, ratio->denominator}, *unit, span);
}

}  // namespace

Typed check_builtin(ExprContext& ctx, Builtin builtin, syntax::NodeId arguments, Expected, Span span) {
  switch (builtin) {
    case Builtin::Min:
    case Builtin::Max: return check_extreme(ctx, builtin == Builtin::Min, arguments, span);
    case Builtin::Abs: return check_abs(ctx, arguments, span);
    case Builtin::Clamp: return check_clamp(ctx, arguments, span);
    case Builtin::Number: return check_number(ctx, arguments, span);
    case Builtin::Convert: return check_convert(ctx, arguments, span);
    case Builtin::Sum:
    case Builtin::Count:
    case Builtin::Avg:
    case Builtin::First:
    case Builtin::Last:
    case Builtin::Any:
    case Builtin::All:
    case Builtin::Median: return check_aggregate(ctx, builtin, arguments, span);
    case Builtin::MakePeriod:
    case Builtin::Year:
    case Builtin::MonthNumber:
    case Builtin::DayOfMonth:
    case Builtin::MonthOf:
    case Builtin::FirstDay:
    case Builtin::NextDate: return check_date_function(ctx, builtin, arguments, span);
  }
  return failed(span);
}

}  // namespace tarifa::check
