// `= != < <= > >=`, `in`, `is known`.
#include "compiler/check/builder.h"
#include "compiler/check/constant_conditions.h"
#include "compiler/check/expr_kinds.h"
#include "compiler/check/number_nodes.h"
#include "compiler/check/symbols.h"
#include "compiler/check/types.h"

namespace tarifa::check {
namespace {

using ir::TypeKind;
using syntax::NodeKind;
using syntax::TokenKind;

constexpr size_t kMostMembers = 500;  // of a set: each is a comparison

Typed bool_node(ExprContext& ctx, ir::Op op, uint32_t imm, const std::vector<ir::NodeId>& operands, Span span) {
  return plain_node(ctx, op, plain_type(ctx.session, TypeKind::Bool), imm, operands, span);
}

}  // namespace

ir::Op comparison_op(const syntax::Tree& tree, syntax::NodeId op) {
  if (tree.has_token(op, TokenKind::EQ)) return ir::Op::Eq;
  if (tree.has_token(op, TokenKind::NE)) return ir::Op::Ne;
  if (tree.has_token(op, TokenKind::LT)) return ir::Op::Lt;
  if (tree.has_token(op, TokenKind::LE)) return ir::Op::Le;
  if (tree.has_token(op, TokenKind::GT)) return ir::Op::Gt;
  return ir::Op::Ge;
}

namespace {

std::string_view sign_of(ir::Op comparison) {
  if (comparison == ir::Op::Eq) return "=";
  if (comparison == ir::Op::Ne) return "!=";
  if (comparison == ir::Op::Lt) return "<";
  if (comparison == ir::Op::Le) return "<=";
  return comparison == ir::Op::Gt ? ">" : ">=";
}

bool has_order(TypeKind kind) {
  return kind == TypeKind::Number || kind == TypeKind::Date || kind == TypeKind::Month || kind == TypeKind::Time ||
         kind == TypeKind::DateTime || kind == TypeKind::Days || kind == TypeKind::Months;
}

bool has_equality(TypeKind kind) {
  return has_order(kind) || kind == TypeKind::Bool || kind == TypeKind::Text || kind == TypeKind::Enum ||
         kind == TypeKind::Period;
}

// Both sides, the one that says more first: `Residential = class` takes the member's enum from the
// field.
std::pair<Typed, Typed> check_sides(ExprContext& ctx, syntax::NodeId a, syntax::NodeId b) {
  const syntax::Tree& tree = tree_of(ctx);
  const auto type_for_other = [&](const Typed& side) -> Expected {
    if (!side.ok || side.never) return std::nullopt;
    return required_of(ctx.session, side.type);
  };
  const auto means_nothing = [&](syntax::NodeId name) {
    const std::string_view text = tree.name_text(name);
    return !names_something_near(ctx, text) && !lookup(ctx.session, ctx.module, text);
  };
  const bool names = tree.kind(a) == NodeKind::Name && tree.kind(b) == NodeKind::Name;
  if (names ? means_nothing(a) && !means_nothing(b) : tree.kind(a) == NodeKind::Name) {
    const Typed right = check_expr(ctx, b);
    const Typed left = check_expr(ctx, a, type_for_other(right));
    return {left, right};
  }
  const Typed left = check_expr(ctx, a);
  const Typed right = check_expr(ctx, b, type_for_other(left));
  return {left, right};
}

// Two types that are near each other: what may be compared instead.
void help_with_types(const ExprContext& ctx, const Typed& a, const Typed& b, Report& out) {
  const TypeKind left = type_of(ctx, a).kind;
  const TypeKind right = type_of(ctx, b).kind;
  if (left == right && (left == TypeKind::Record || left == TypeKind::List)) out.help(NoteKind::CompareByParts);
  const auto either = [&](TypeKind x, TypeKind y) { return (left == x && right == y) || (left == y && right == x); };
  if (either(TypeKind::Days, TypeKind::Months)) out.help(NoteKind::DaysAreNoMonths);
  if (!either(TypeKind::DateTime, TypeKind::Date)) return;
  const Typed& longer = left == TypeKind::DateTime ? a : b;
  out.help(NoteKind::RoundIt, {str(ctx.session.sources.text(longer.span)) + ".date"});
}

}  // namespace

void help_with_literal(const ExprContext& ctx, const ir::Type& wanted, const Typed& other, Report& out) {
  const std::string_view text = ctx.session.sources.text(other.span);
  const TypeKind kind = type_of(ctx, other).kind;
  if (text.empty()) return;
  const bool number = kind == TypeKind::Number && text[0] >= '0' && text[0] <= '9';
  if (wanted.kind == TypeKind::Date && (number || kind == TypeKind::Text)) out.help(NoteKind::DateIsWritten);
  if (wanted.kind != TypeKind::Enum || kind != TypeKind::Text || text[0] != '"') return;
  const std::string_view bare = text.substr(1, text.size() - 2);
  for (const std::string& member : ctx.session.ir.enums[wanted.enumeration.index()].members) {
    if (member == bare) out.fix(NoteKind::ReplaceBy, {member}, other.span, member);
  }
}

namespace {

bool comparable(ExprContext& ctx, ir::Op op, const Typed& a, const Typed& b, Span span, std::string_view word) {
  const ir::Type left = type_of(ctx, a);
  const ir::Type right = type_of(ctx, b);
  const bool same = left.kind == right.kind && (left.kind != TypeKind::Enum || left.enumeration == right.enumeration);
  if (!same || !has_equality(left.kind)) {
    Report report_it = report(ctx.session, DiagKind::CannotCompare, span, {type_text(ctx, a), type_text(ctx, b)});
    report_it.label(a.span, NoteKind::ThisIs, {type_text(ctx, a)}).label(b.span, NoteKind::ThisIs, {type_text(ctx, b)});
    help_with_literal(ctx, left, b, report_it);
    help_with_literal(ctx, right, a, report_it);
    help_with_types(ctx, a, b, report_it);
    return false;
  }
  if (op != ir::Op::Eq && op != ir::Op::Ne && !has_order(left.kind)) {
    report(ctx.session, DiagKind::NoOrderFor, span, {type_text(ctx, a)});
    return false;
  }
  if (left.kind != TypeKind::Number) return true;
  return require_same_unit(ctx, a, b, word) && require_rounded(ctx, a) && require_rounded(ctx, b);
}

Typed check_known(ExprContext& ctx, syntax::NodeId expr, Span span) {
  const syntax::Tree& tree = tree_of(ctx);
  const Typed value = check_expr(ctx, tree.expression(expr));
  if (!value.ok) return failed(span);
  if (value.never) {
    report(ctx.session, DiagKind::FailHasNoType, value.span);
    return failed(span);
  }
  const bool negated = tree.has_token(expr, TokenKind::NOT);
  if (!type_of(ctx, value).optional) {
    report(ctx.session, negated ? DiagKind::AlwaysFalse : DiagKind::AlwaysTrue, span, {str(tree.text(expr))});
    return bool_value(ctx, !negated, span);
  }
  const Typed is_known = bool_node(ctx, ir::Op::IsKnown, 0, {value.node}, span);
  return negated ? bool_node(ctx, ir::Op::Not, 0, {is_known.node}, span) : is_known;
}

Typed in_period(ExprContext& ctx, const Typed& value, const Typed& period_value, Span span) {
  if (!is_kind(ctx, value, TypeKind::Date)) {
    report(ctx.session, DiagKind::CannotCompare, span, {type_text(ctx, value), type_text(ctx, period_value)})
        .label(value.span, NoteKind::ThisIs, {type_text(ctx, value)})
        .label(period_value.span, NoteKind::ThisIs, {type_text(ctx, period_value)});
    return failed(span);
  }
  Shared date(ctx, value);
  Shared period(ctx, period_value);
  const ir::TypeId date_type = plain_type(ctx.session, TypeKind::Date);
  const Typed start = plain_node(ctx, ir::Op::PeriodStart, date_type, 0, {period.use(ctx).node}, span);
  const Typed end = plain_node(ctx, ir::Op::PeriodEnd, date_type, 0, {period.use(ctx).node}, span);
  const Typed from = bool_node(ctx, ir::Op::Ge, 0, {date.use(ctx).node, start.node}, span);
  const Typed to = bool_node(ctx, ir::Op::Lt, 0, {date.use(ctx).node, end.node}, span);
  const Typed both = bool_node(ctx, ir::Op::And, 0, {from.node, to.node}, span);
  return date.finish(ctx, period.finish(ctx, both));
}

Typed in_list(ExprContext& ctx, const Typed& value, const Typed& list, Span span) {
  Shared shared(ctx, value);
  const ir::TypeId element = type_of(ctx, list).element;
  ir::Aggregate any;
  any.kind = ir::AggregateKind::Any;
  any.list = list.node;
  any.item = ctx.local_count++;
  const Typed wanted = shared.use(ctx);
  const Typed item = plain_node(ctx, ir::Op::Local, element, any.item, {}, list.span);
  const Typed equal = compare(ctx, ir::Op::Eq, item, wanted, span, "in");
  if (!equal.ok) return failed(span);
  any.body = equal.node;
  const auto imm = static_cast<uint32_t>(ctx.session.ir.aggregates.size());
  ctx.session.ir.aggregates.push_back(any);
  return shared.finish(ctx, bool_node(ctx, ir::Op::Aggregate, imm, {}, span));
}

Typed in_set(ExprContext& ctx, const Typed& value, syntax::NodeId set, Span span) {
  const syntax::Tree& tree = tree_of(ctx);
  const std::vector<syntax::NodeId> members = tree.expressions(set);
  if (members.size() > kMostMembers) {
    report(ctx.session, DiagKind::TooManyOperands, tree.span(set), {std::to_string(kMostMembers)})
        .help(NoteKind::SplitOrTable);
    return failed(span);
  }
  Shared shared(ctx, value);
  const Expected expected = value.type;
  Typed out;
  bool ok = true;
  for (size_t k = 0; k < members.size(); ++k) {
    Typed test;
    if (tree.kind(members[k]) == NodeKind::Interval) {
      test = range_test(ctx, shared, members[k], expected);
    } else {
      const Typed member = check_expr(ctx, members[k], expected);
      if (member.ok) test = compare(ctx, ir::Op::Eq, shared.use(ctx), member, member.span, "in");
    }
    ok &= test.ok;
    if (k == 0) {
      out = test;
    } else if (ok) {
      out = bool_node(ctx, ir::Op::Or, 0, {out.node, test.node}, span);
    }
  }
  if (!ok) return failed(span);
  out.span = span;
  return shared.finish(ctx, out);
}

Typed check_in(ExprContext& ctx, syntax::NodeId a, syntax::NodeId b, Span span) {
  const Typed value = check_expr(ctx, a);
  if (!require_value(ctx, value)) return failed(span);
  return member_test(ctx, value, b, span);
}

}  // namespace

Typed compare(ExprContext& ctx, ir::Op op, const Typed& a_in, const Typed& b_in, Span span, std::string_view word) {
  if (!a_in.ok || !b_in.ok) return failed(span);
  Typed a = a_in;
  Typed b = b_in;
  if (a.never && b.never) {
    report(ctx.session, DiagKind::FailHasNoType, span);
    return failed(span);
  }
  settle(ctx, a, b.type);
  settle(ctx, b, a.type);
  const bool optional = type_of(ctx, a).optional || type_of(ctx, b).optional;
  const bool maybe = optional && ctx.equals_missing && (op == ir::Op::Eq || op == ir::Op::Ne);
  if (!maybe) {
    const bool left = require_present(ctx, a);
    if (!require_present(ctx, b) || !left) return failed(span);
  }
  if (!comparable(ctx, op, a, b, span, word.empty() ? sign_of(op) : word)) return failed(span);
  if (!maybe) return bool_node(ctx, op, 0, {a.node, b.node}, span);
  const Typed equal = bool_node(ctx, ir::Op::EqMaybe, 0, {a.node, b.node}, span);
  return op == ir::Op::Eq ? equal : bool_node(ctx, ir::Op::Not, 0, {equal.node}, span);
}

Typed member_test(ExprContext& ctx, const Typed& value, syntax::NodeId set_in, Span span) {
  const syntax::NodeId set = without_parens(tree_of(ctx), set_in);
  if (tree_of(ctx).kind(set) == NodeKind::SetExpr) return in_set(ctx, value, set, span);
  if (tree_of(ctx).kind(set) == NodeKind::Interval) {
    Shared shared(ctx, value);
    Typed out = range_test(ctx, shared, set, value.type);
    out.span = span;
    return shared.finish(ctx, out);
  }
  const Typed right = check_expr(ctx, set);
  if (!require_value(ctx, right)) return failed(span);
  if (is_kind(ctx, right, TypeKind::Period)) return in_period(ctx, value, right, span);
  if (is_kind(ctx, right, TypeKind::List)) return in_list(ctx, value, right, span);
  Report out = report(ctx.session, DiagKind::NotASet, right.span, {type_text(ctx, right)});
  if (is_kind(ctx, right, TypeKind::Month) && is_kind(ctx, value, TypeKind::Date)) {
    const auto text = [&](const Typed& side) { return str(ctx.session.sources.text(side.span)); };
    out.help(NoteKind::RoundIt, {"month_of(" + text(value) + ") = " + text(right)});
  }
  return failed(span);
}

Typed check_comparison(ExprContext& ctx, syntax::NodeId expr) {
  const syntax::Tree& tree = tree_of(ctx);
  const Span span = tree.span(expr);
  if (tree.has_token(expr, TokenKind::KNOWN)) return check_known(ctx, expr, span);
  const std::vector<syntax::NodeId> parts = tree.expressions(expr);
  if (parts.size() != 2) return failed(span);
  if (tree.has_token(expr, TokenKind::IN)) return check_in(ctx, parts[0], parts[1], span);
  const auto [left, right] = check_sides(ctx, parts[0], parts[1]);
  const Typed out = compare(ctx, comparison_op(tree, tree.child(expr, NodeKind::CmpOp)), left, right, span);
  warn_if_decided(ctx, out);
  return out;
}

}  // namespace tarifa::check
