// Dates, months, lengths and periods: sums, parts, and the functions on them.
#include "compiler/check/builder.h"
#include "compiler/check/expr_kinds.h"
#include "compiler/check/literal_text.h"
#include "compiler/check/number_nodes.h"
#include "compiler/check/types.h"
#include "compiler/check/units.h"
#include "compiler/numeric/date_text.h"
#include "compiler/numeric/period.h"

namespace tarifa::check {
namespace {

using ir::TypeKind;
using syntax::TokenKind;

bool is_length(TypeKind kind) { return kind == TypeKind::Days || kind == TypeKind::Months; }

Typed of_kind(ExprContext& ctx, ir::Op op, TypeKind kind, uint32_t imm, const std::vector<ir::NodeId>& operands,
              Span span) {
  return plain_node(ctx, op, plain_type(ctx.session, kind), imm, operands, span);
}

Typed constant(ExprContext& ctx, TypeKind kind, ir::Int128 value, Span span) {
  return const_value(ctx, number_const(ctx.session, plain_type(ctx.session, kind), value), span);
}

Typed negated_if(ExprContext& ctx, bool minus, const Typed& length) {
  return minus ? plain_node(ctx, ir::Op::LengthNeg, length.type, 0, {length.node}, length.span) : length;
}

// Its day of the month is 28 or less whatever the row.
bool day_is_safe(const ir::Module& module, ir::NodeId id) {
  const ir::Node& node = module.node(id);
  if (node.op == ir::Op::FirstDayOf) return true;
  if (node.op == ir::Op::DateAddMonths) return day_is_safe(module, module.operand(node, 0));
  if (node.op != ir::Op::Const) return false;
  return numeric::civil(numeric::Date{static_cast<int32_t>(module.consts[node.imm].number)}).day <= 28;
}

std::optional<ir::MonthEnd> month_end_of(ExprContext& ctx, const Typed& date, syntax::NodeId month_end, Span span) {
  const syntax::Tree& tree = tree_of(ctx);
  if (month_end.valid()) {
    if (tree.has_token(month_end, TokenKind::TO_NEXT_MONTH)) return ir::MonthEnd::ToNextMonth;
    if (tree.has_token(month_end, TokenKind::STRICT)) return ir::MonthEnd::Strict;
    return ir::MonthEnd::ToMonthEnd;
  }
  if (day_is_safe(ctx.session.ir, date.node)) return ir::MonthEnd::ToMonthEnd;
  const std::string text = str(ctx.session.sources.text(span)) + " to_month_end";
  report(ctx.session, DiagKind::MonthEndOpen, span, {str(ctx.session.sources.text(span))})
      .help(NoteKind::SayMonthEnd)
      .fix(NoteKind::ReplaceBy, {text}, span, text);
  return std::nullopt;
}

Typed add_to_date(ExprContext& ctx, bool minus, const Typed& date, const Typed& length, syntax::NodeId month_end,
                  Span span) {
  const Typed step = negated_if(ctx, minus, length);
  if (is_kind(ctx, length, TypeKind::Days)) {
    return of_kind(ctx, ir::Op::DateAddDays, TypeKind::Date, 0, {date.node, step.node}, span);
  }
  const auto end = month_end_of(ctx, date, month_end, span);
  if (!end) return failed(span);
  return of_kind(ctx, ir::Op::DateAddMonths, TypeKind::Date, static_cast<uint32_t>(*end), {date.node, step.node}, span);
}

Typed cannot_add(ExprContext& ctx, bool minus, const Typed& a, const Typed& b, Span span) {
  Report wrong =
      report(ctx.session, DiagKind::CannotAdd, span, {minus ? "-" : "+", type_text(ctx, a), type_text(ctx, b)});
  const Typed& number = is_kind(ctx, b, TypeKind::Number) ? b : a;  // `due_on + 30`, `due_on + 1 day`
  const bool whole = is_kind(ctx, number, TypeKind::Number) && number.literal && type_of(ctx, number).scale == 0;
  if (!whole) return failed(span);
  const std::string digits = str(split_quantity(ctx.session.sources.text(number.span)).number);
  const std::string text = digits + " days";
  if (type_of(ctx, number).unit == kPlainUnit) {
    wrong.help(NoteKind::WriteUnit, {text});
  } else if (unit_name(ctx.session, type_of(ctx, number).unit) == "day") {
    wrong.help(NoteKind::LengthIsPlural, {text}).fix(NoteKind::ReplaceBy, {text}, number.span, text);
  }
  return failed(span);
}

// The one argument of a function, of this kind.
std::optional<Typed> only_argument(ExprContext& ctx, syntax::NodeId arguments, TypeKind kind, std::string_view function,
                                   Span span) {
  const std::vector<Argument> list = arguments_of(tree_of(ctx), arguments);
  if (!plain_arguments(ctx, list, 1, 1, function, span)) return std::nullopt;
  const Typed value = check_expr(ctx, list[0].value);
  if (!require_present(ctx, value)) return std::nullopt;
  if (is_kind(ctx, value, kind)) return value;
  report(ctx.session, DiagKind::WrongArgument, value.span,
         {str(function), type_name(ctx.session, plain_type(ctx.session, kind)), type_text(ctx, value)});
  return std::nullopt;
}

Typed part_of_date(ExprContext& ctx, ir::Op op, syntax::NodeId arguments, std::string_view function, Span span) {
  const auto date = only_argument(ctx, arguments, TypeKind::Date, function, span);
  return date ? plain_node(ctx, op, int_type(ctx.session), 0, {date->node}, span) : failed(span);
}

Typed make_period(ExprContext& ctx, syntax::NodeId arguments, Span span) {
  const std::vector<Argument> list = arguments_of(tree_of(ctx), arguments);
  if (!plain_arguments(ctx, list, 2, 2, "Period", span)) return failed(span);
  std::vector<ir::NodeId> operands;
  for (const Argument& argument : list) {
    const Typed value = check_expr(ctx, argument.value);
    if (!require_present(ctx, value)) continue;
    if (!is_kind(ctx, value, TypeKind::Date)) {
      report(ctx.session, DiagKind::WrongArgument, value.span, {"Period", "date", type_text(ctx, value)});
      continue;
    }
    operands.push_back(value.node);
  }
  if (operands.size() != 2) return failed(span);
  const ir::Module& module = ctx.session.ir;
  if (module.node(operands[0]).op == ir::Op::Const && module.node(operands[1]).op == ir::Op::Const) {
    const auto start = static_cast<int32_t>(module.consts[module.node(operands[0]).imm].number);
    const auto end = static_cast<int32_t>(module.consts[module.node(operands[1]).imm].number);
    const numeric::PeriodResult period = numeric::make_period(numeric::Date{start}, numeric::Date{end});
    if (!period.ok() || period.period.is_empty()) {
      report(ctx.session, DiagKind::BadPeriod, span, {std::to_string(int64_t{end} - start)});
      return failed(span);
    }
    return const_value(ctx, period_const(ctx.session, start, end), span);
  }
  return of_kind(ctx, ir::Op::MakePeriod, TypeKind::Period, 0, operands, span);
}

// The candidate of `next_date` in the civil year of `date`.
Typed day_in_year(ExprContext& ctx, Shared& date, const numeric::MonthDay& day, Span span) {
  Session& session = ctx.session;
  const Typed month = of_kind(ctx, ir::Op::MonthOf, TypeKind::Month, 0, {date.use(ctx).node}, span);
  const Typed number = plain_node(ctx, ir::Op::MonthNumber, int_type(session), 0, {date.use(ctx).node}, span);
  const Typed wanted = number_value(ctx, kPlainUnit, 0, day.month, span);
  const Typed steps = add(ctx, true, wanted, number, span);
  const Typed whole = plain_node(ctx, ir::Op::Widen, int_type(session), 0, {steps.node}, span);
  const Typed length = of_kind(ctx, ir::Op::LengthOf, TypeKind::Months, 0, {whole.node}, span);
  const Typed that_month = of_kind(ctx, ir::Op::MonthAdd, TypeKind::Month, 0, {month.node, length.node}, span);
  const Typed first = of_kind(ctx, ir::Op::FirstDayOf, TypeKind::Date, 0, {that_month.node}, span);
  const Typed days = constant(ctx, TypeKind::Days, day.day - 1, span);
  return of_kind(ctx, ir::Op::DateAddDays, TypeKind::Date, 0, {first.node, days.node}, span);
}

// The first such day on or after a date.
Typed next_date(ExprContext& ctx, syntax::NodeId arguments, Span span) {
  const syntax::Tree& tree = tree_of(ctx);
  const std::vector<Argument> list = arguments_of(tree, arguments);
  if (!plain_arguments(ctx, list, 2, 2, "next_date", span)) return failed(span);
  const auto day = numeric::parse_month_day(tree.text(list[1].value));
  if (!day || (day->month == 2 && day->day == 29)) {
    report(ctx.session, DiagKind::DayOfYearNeeded, tree.span(list[1].value), {str(tree.text(list[1].value))});
    return failed(span);
  }
  const Typed value = check_expr(ctx, list[0].value);
  if (!require_present(ctx, value)) return failed(span);
  if (!is_kind(ctx, value, TypeKind::Date)) {
    report(ctx.session, DiagKind::WrongArgument, value.span, {"next_date", "date", type_text(ctx, value)});
    return failed(span);
  }
  Shared date(ctx, value);
  const Typed limit = date.use(ctx);
  const Typed candidate = day_in_year(ctx, date, *day, span);
  const Typed this_year = day_in_year(ctx, date, *day, span);
  const Typed base = day_in_year(ctx, date, *day, span);
  const Typed year = constant(ctx, TypeKind::Months, 12, span);
  const Typed later = of_kind(ctx, ir::Op::DateAddMonths, TypeKind::Date,
                              static_cast<uint32_t>(ir::MonthEnd::ToMonthEnd), {base.node, year.node}, span);
  const Typed reached = of_kind(ctx, ir::Op::Ge, TypeKind::Bool, 0, {candidate.node, limit.node}, span);
  const Typed next = of_kind(ctx, ir::Op::If, TypeKind::Date, 0, {reached.node, this_year.node, later.node}, span);
  return date.finish(ctx, next);
}

}  // namespace

bool is_date_or_length(const ExprContext& ctx, const Typed& value) {
  if (value.never) return false;
  const TypeKind kind = type_of(ctx, value).kind;
  return kind == TypeKind::Date || kind == TypeKind::Month || is_length(kind);
}

Typed add_dates(ExprContext& ctx, bool minus, const Typed& a, const Typed& b, syntax::NodeId month_end, Span span) {
  const TypeKind left = type_of(ctx, a).kind;
  const TypeKind right = type_of(ctx, b).kind;
  const bool months = left == TypeKind::Date && right == TypeKind::Months;
  if (month_end.valid() && !months) {
    report(ctx.session, DiagKind::MonthEndNotHere, tree_of(ctx).span(month_end));
    return failed(span);
  }
  if (left == TypeKind::Date && is_length(right)) return add_to_date(ctx, minus, a, b, month_end, span);
  if (left == TypeKind::Date && right == TypeKind::Date && minus) {
    return of_kind(ctx, ir::Op::DateDiff, TypeKind::Days, 0, {a.node, b.node}, span);
  }
  if (is_length(left) && left == right) {
    return plain_node(ctx, minus ? ir::Op::LengthSub : ir::Op::LengthAdd, a.type, 0, {a.node, b.node}, span);
  }
  if (left == TypeKind::Month && right == TypeKind::Months) {
    return of_kind(ctx, ir::Op::MonthAdd, TypeKind::Month, 0, {a.node, negated_if(ctx, minus, b).node}, span);
  }
  return cannot_add(ctx, minus, a, b, span);
}

Typed period_member(ExprContext& ctx, const Typed& period, std::string_view name, Span name_span, Span span) {
  if (name == "start") return of_kind(ctx, ir::Op::PeriodStart, TypeKind::Date, 0, {period.node}, span);
  if (name == "end") return of_kind(ctx, ir::Op::PeriodEnd, TypeKind::Date, 0, {period.node}, span);
  if (name == "last") return of_kind(ctx, ir::Op::PeriodLast, TypeKind::Date, 0, {period.node}, span);
  if (name == "days") return plain_node(ctx, ir::Op::PeriodDays, int_type(ctx.session), 0, {period.node}, span);
  report(ctx.session, DiagKind::NoSuchPart, name_span, {str(name), "Period", "start, end, last, days"});
  return failed(span);
}

Typed as_period(ExprContext& ctx, const Typed& value) {
  if (!is_kind(ctx, value, TypeKind::Month)) return value;
  const ir::Node& node = ctx.session.ir.node(value.node);
  if (node.op == ir::Op::Const) {
    const numeric::Month month{static_cast<int32_t>(ctx.session.ir.consts[node.imm].number)};
    if (const auto period = numeric::period_of(month)) {
      return const_value(ctx, period_const(ctx.session, period->start.days, period->end.days), value.span);
    }
    report(ctx.session, DiagKind::NoSuchDate, value.span, {str(ctx.session.sources.text(value.span))});
    return failed(value.span);
  }
  Shared month(ctx, value);
  const Typed start = of_kind(ctx, ir::Op::FirstDayOf, TypeKind::Date, 0, {month.use(ctx).node}, value.span);
  const Typed one = constant(ctx, TypeKind::Months, 1, value.span);
  const Typed next = of_kind(ctx, ir::Op::MonthAdd, TypeKind::Month, 0, {month.use(ctx).node, one.node}, value.span);
  const Typed end = of_kind(ctx, ir::Op::FirstDayOf, TypeKind::Date, 0, {next.node}, value.span);
  return month.finish(ctx, of_kind(ctx, ir::Op::MakePeriod, TypeKind::Period, 0, {start.node, end.node}, value.span));
}

Typed check_date_function(ExprContext& ctx, Builtin builtin, syntax::NodeId arguments, Span span) {
  if (builtin == Builtin::MakePeriod) return make_period(ctx, arguments, span);
  if (builtin == Builtin::NextDate) return next_date(ctx, arguments, span);
  if (builtin == Builtin::Year) return part_of_date(ctx, ir::Op::YearOf, arguments, "year", span);
  if (builtin == Builtin::MonthNumber) return part_of_date(ctx, ir::Op::MonthNumber, arguments, "month_number", span);
  if (builtin == Builtin::DayOfMonth) return part_of_date(ctx, ir::Op::DayOfMonth, arguments, "day_of_month", span);
  if (builtin == Builtin::FirstDay) {
    const auto month = only_argument(ctx, arguments, TypeKind::Month, "first_day", span);
    return month ? of_kind(ctx, ir::Op::FirstDayOf, TypeKind::Date, 0, {month->node}, span) : failed(span);
  }
  const auto date = only_argument(ctx, arguments, TypeKind::Date, "month_of", span);
  return date ? of_kind(ctx, ir::Op::MonthOf, TypeKind::Month, 0, {date->node}, span) : failed(span);
}

}  // namespace tarifa::check
