#include "compiler/check/exprs.h"

#include "compiler/check/builder.h"
#include "compiler/check/expr_kinds.h"
#include "compiler/check/facts.h"
#include "compiler/check/number_nodes.h"
#include "compiler/check/types.h"
#include "compiler/check/units.h"
#include "compiler/numeric/decimal.h"

namespace tarifa::check {
namespace {

using syntax::NodeKind;

Typed not_available(ExprContext& ctx, syntax::NodeId expr, std::string_view what) {
  report(ctx.session, DiagKind::NotYetAvailable, tree_of(ctx).span(expr), {str(what)});
  return failed(tree_of(ctx).span(expr));
}

// `any` is a reserved word, so its call is a node of its own.
Typed check_any(ExprContext& ctx, syntax::NodeId expr) {
  const syntax::Tree& tree = tree_of(ctx);
  return check_builtin(ctx, Builtin::Any, tree.child(expr, NodeKind::Arguments), std::nullopt, tree.span(expr));
}

Typed misplaced_set(ExprContext& ctx, syntax::NodeId expr) {
  report(ctx.session, DiagKind::SetNotHere, tree_of(ctx).span(expr));
  return failed(tree_of(ctx).span(expr));
}

// Kinds outside this list are no expressions; the parser has reported what stands there.
Typed dispatch(ExprContext& ctx, syntax::NodeId expr, Expected expected) {
  const syntax::Tree& tree = tree_of(ctx);
  const NodeKind kind = tree.kind(expr);
  if (kind == NodeKind::Name) return narrowed(ctx, check_name(ctx, expr, expected));
  if (kind == NodeKind::Quantity) return check_quantity(ctx, expr, expected);
  if (kind == NodeKind::Literal) return check_literal(ctx, expr, expected);
  if (kind == NodeKind::Paren) return check_expr(ctx, tree.expression(expr), expected);
  if (kind == NodeKind::Postfix) return check_postfix(ctx, expr, expected);
  if (kind == NodeKind::Product) return check_product(ctx, expr, expected);
  if (kind == NodeKind::Sum) return check_sum(ctx, expr, expected);
  if (kind == NodeKind::Comparison) return check_comparison(ctx, expr);
  if (kind == NodeKind::And) return check_and_or(ctx, expr, true);
  if (kind == NodeKind::Or) return check_and_or(ctx, expr, false);
  if (kind == NodeKind::Not) return check_not(ctx, expr);
  if (kind == NodeKind::Implies) return check_implies(ctx, expr);
  if (kind == NodeKind::IfExpr) return check_if(ctx, expr, expected);
  if (kind == NodeKind::Coalesce) return check_coalesce(ctx, expr, expected);
  if (kind == NodeKind::Negate) return check_negate(ctx, expr, expected);
  if (kind == NodeKind::PercentOf) return check_percent_of(ctx, expr);
  if (kind == NodeKind::TiersExpr) return check_tiers(ctx, expr);
  if (kind == NodeKind::Scaled) return check_scaled(ctx, expr, expected);
  if (kind == NodeKind::AnyExpr) return check_any(ctx, expr);
  if (kind == NodeKind::FailExpr) return check_fail(ctx, expr, expected);
  if (kind == NodeKind::ListExpr) return check_list(ctx, expr, expected);
  if (kind == NodeKind::RoundExpr) return check_round(ctx, expr);
  if (kind == NodeKind::MatchExpr) return check_match(ctx, expr, expected);
  if (kind == NodeKind::SetExpr || kind == NodeKind::Interval) return misplaced_set(ctx, expr);
  if (kind == NodeKind::LabelsExpr) return not_available(ctx, expr, "{ LABEL: .. }");
  if (kind == NodeKind::ByExpr) return not_available(ctx, expr, "by .. of ..");
  return failed(tree.span(expr));
}

Typed wrong_type(ExprContext& ctx, const Typed& value, const Target& target) {
  Report out = report(ctx.session, DiagKind::TypeMismatch, value.span,
                      {type_name(ctx.session, target.type), type_text(ctx, value)});
  out.label(target.declared, NoteKind::TypeWrittenHere, {type_name(ctx.session, target.type)});
  help_with_literal(ctx, type_at(ctx.session, target.type), value, out);
  return failed(value.span);
}

// `3.500 USD` as `3.50 USD`: digits that say nothing need no rounding. None if more than zeros would go.
std::optional<std::string> without_zeros(const ExprContext& ctx, const Typed& value, int wanted) {
  if (!value.literal) return std::nullopt;
  const std::string_view text = ctx.session.sources.text(value.span);
  const size_t point = text.find('.');
  size_t end = point == std::string_view::npos ? text.size() : point + 1;
  while (end < text.size() && text[end] >= '0' && text[end] <= '9') ++end;
  const size_t kept = point + (wanted == 0 ? 0U : 1U + static_cast<size_t>(wanted));
  if (point == std::string_view::npos || kept >= end || (end < text.size() && text[end] == '%')) return std::nullopt;
  if (text.substr(kept, end - kept).find_first_not_of(".0") != std::string_view::npos) return std::nullopt;
  return str(text.substr(0, kept)) + str(text.substr(end));
}

Typed too_fine(ExprContext& ctx, const Typed& value, const Target& target) {
  const int wanted = type_at(ctx.session, target.type).scale;
  const auto shorter = without_zeros(ctx, value, wanted);
  const std::string text = shorter ? *shorter : rounded_text(ctx, value, wanted);
  report(ctx.session, DiagKind::MoreDigitsThanDeclared, value.span,
         {std::to_string(type_of(ctx, value).scale), type_name(ctx.session, target.type), std::to_string(wanted)})
      .label(target.declared, NoteKind::TypeWrittenHere, {type_name(ctx.session, target.type)})
      .help(NoteKind::RoundIt, {text})
      .fix(NoteKind::ReplaceBy, {text}, value.span, text);
  return failed(value.span);
}

Typed number_into(ExprContext& ctx, const Typed& value, const Target& target) {
  const ir::Type from = type_of(ctx, value);
  const ir::Type to = type_at(ctx.session, target.type);
  if (from.unit != to.unit) {
    Report wrong =
        report(ctx.session, DiagKind::WrongUnit, value.span, {unit_text(ctx, to.unit), unit_text(ctx, from.unit)});
    wrong.label(target.declared, NoteKind::TypeWrittenHere, {type_name(ctx.session, target.type)})
        .label(value.unit_from.valid() && !(value.unit_from == value.span) ? value.unit_from : Span{},
               NoteKind::UnitComesFrom, {unit_text(ctx, from.unit)});
    if (same_dimension(ctx.session, from.unit, to.unit) && to.unit != kPlainUnit) {
      const std::string text =
          "convert(" + str(ctx.session.sources.text(value.span)) + ", " + unit_name(ctx.session, to.unit) + ")";
      wrong.help(NoteKind::ConvertIt, {text}).fix(NoteKind::ReplaceBy, {text}, value.span, text);
    } else {
      help_with_bare_number(ctx, value, to.unit, wrong);
    }
    return failed(value.span);
  }
  const StepOffered step{target.scale_open ? std::optional<int>() : std::optional<int>(to.scale)};
  if (target.fractions ? false : !require_whole_fraction(ctx, value, step)) return failed(value.span);
  if (target.scale_open) return value;
  if (from.scale > to.scale) return too_fine(ctx, value, target);
  const bool same = from.scale == to.scale && from.integer == to.integer;
  if (same) return value;
  ir::Type type = to;
  type.optional = false;
  const ir::Node& node = ctx.session.ir.node(value.node);
  if (node.op == ir::Op::Const && !from.optional) {
    const ir::Int128 mantissa = ctx.session.ir.consts[node.imm].number;
    const auto widened = numeric::checked_mul(mantissa, numeric::pow10(to.scale - from.scale));
    const bool fits =
        widened && numeric::fits_decimal(*widened) && (!to.integer || *widened == static_cast<int64_t>(*widened));
    if (fits) {
      Typed out = const_value(ctx, number_const(ctx.session, intern_type(ctx.session, type), *widened), value.span);
      out.literal = value.literal;
      out.unit_from = value.unit_from;
      return out;
    }
  }
  type.optional = from.optional;
  return node_like(ctx, ir::Op::Widen, intern_type(ctx.session, type), 0, {value.node}, value.span, value);
}

}  // namespace

Typed check_expr(ExprContext& ctx, syntax::NodeId expr, std::optional<ir::TypeId> expected) {
  if (!expr.valid()) return failed({});
  if (tree_of(ctx).has_error(expr)) return failed(tree_of(ctx).span(expr));  // reported by the parser
  Typed out = dispatch(ctx, expr, expected);
  out.span = tree_of(ctx).span(expr);
  if (out.ok && !out.never) add_expression_fact(ctx.session, out.span, out.type, out.node);
  return out;
}

Typed convert_into(ExprContext& ctx, const Typed& value_in, const Target& target) {
  if (!value_in.ok) return value_in;
  Typed value = value_in;
  settle(ctx, value, target.type);
  const ir::Type from = type_of(ctx, value);
  const ir::Type to = type_at(ctx.session, target.type);
  if (from.kind != to.kind) return wrong_type(ctx, value, target);
  if (from.optional && !to.optional) {
    (void)require_present(ctx, value);
    return failed(value.span);
  }
  if (to.kind == ir::TypeKind::Number) {
    value = number_into(ctx, value, target);
    if (!value.ok) return value;
  } else {
    const ir::TypeId bare = to.optional && !from.optional ? required_of(ctx.session, target.type) : target.type;
    const bool open_list = target.scale_open && to.kind == ir::TypeKind::List;
    const bool fits = open_list ? assignable_but_for_scale(ctx.session, value.type, bare)
                                : assignable(ctx.session, value.type, target.type);
    if (!fits) return wrong_type(ctx, value, target);
    if (open_list) return value;
  }
  if (!to.optional || from.optional) return value;
  const ir::TypeId wrapped = optional_of(ctx.session, to.kind == ir::TypeKind::Number ? value.type : target.type);
  Typed out = node_like(ctx, ir::Op::Wrap, wrapped, 0, {value.node}, value.span, value);
  return out;
}

Typed check_into(ExprContext& ctx, syntax::NodeId expr, const Target& target) {
  return convert_into(ctx, check_expr(ctx, expr, target.type), target);
}

}  // namespace tarifa::check
