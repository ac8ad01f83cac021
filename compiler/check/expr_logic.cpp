// Conditions and branches: `and or not implies`, `if`, `??`, `fail`.
#include "compiler/check/builder.h"
#include "compiler/check/expr_kinds.h"
#include "compiler/check/narrowing.h"
#include "compiler/check/number_nodes.h"
#include "compiler/check/per_scope.h"
#include "compiler/check/types.h"
#include "compiler/check/units.h"

namespace tarifa::check {
namespace {

Typed bool_node(ExprContext& ctx, ir::Op op, const std::vector<ir::NodeId>& operands, Span span) {
  return plain_node(ctx, op, plain_type(ctx.session, ir::TypeKind::Bool), 0, operands, span);
}

std::optional<bool> constant_bool(const ExprContext& ctx, const Typed& value) {
  const ir::Node& node = ctx.session.ir.node(value.node);
  if (node.op != ir::Op::Const) return std::nullopt;
  return ctx.session.ir.consts[node.imm].number != 0;
}

void warn_if_constant(ExprContext& ctx, const Typed& condition) {
  if (!condition.ok || condition.never) return;
  const auto value = constant_bool(ctx, condition);
  if (!value) return;
  report(ctx.session, *value ? DiagKind::AlwaysTrue : DiagKind::AlwaysFalse, condition.span,
         {str(ctx.session.sources.text(condition.span))});
}

// The branch as the common type wants it.
ir::NodeId branch_node(ExprContext& ctx, const Typed& branch, ir::TypeId type) {
  const bool wrap = type_at(ctx.session, type).optional && !type_of(ctx, branch).optional;
  if (!wrap) return branch.node;
  return node_like(ctx, ir::Op::Wrap, optional_of(ctx.session, branch.type), 0, {branch.node}, branch.span, branch)
      .node;
}

// `?? 0` on money or a quantity hides that something is missing.
void warn_if_zero_default(ExprContext& ctx, const Typed& fallback) {
  const Typed& value = fallback;
  if (!value.ok || !value.literal || !is_kind(ctx, value, ir::TypeKind::Number)) return;
  const ir::Const& literal = ctx.session.ir.consts[ctx.session.ir.node(value.node).imm];
  if (literal.number != 0 || type_of(ctx, value).unit == kPlainUnit) return;
  report(ctx.session, DiagKind::ZeroForMissing, value.span, {str(ctx.session.sources.text(value.span))})
      .help(NoteKind::ZeroHidesMissing);
}

}  // namespace

Typed check_condition(ExprContext& ctx, syntax::NodeId expr) {
  const Typed condition = check_expr(ctx, expr, plain_type(ctx.session, ir::TypeKind::Bool));
  if (!require_present(ctx, condition)) return failed(condition.span);
  Typed out = condition;
  settle(ctx, out, plain_type(ctx.session, ir::TypeKind::Bool));
  if (is_kind(ctx, out, ir::TypeKind::Bool)) return out;
  report(ctx.session, DiagKind::ConditionNeeded, condition.span, {type_text(ctx, condition)});
  return failed(condition.span);
}

Expected unify(ExprContext& ctx, std::string_view what, const std::vector<Typed*>& branches) {
  Expected common;
  const Typed* first = nullptr;
  for (Typed* branch : branches) {
    if (branch->never) continue;
    if (!common) {
      common = branch->type;
      first = branch;
      continue;
    }
    const auto both = common_type(ctx.session, *common, branch->type);
    if (both) {
      common = both;
      continue;
    }
    const bool numbers = is_kind(ctx, *first, ir::TypeKind::Number) && is_kind(ctx, *branch, ir::TypeKind::Number);
    if (numbers && !require_same_unit(ctx, *first, *branch, what)) return std::nullopt;
    report(ctx.session, DiagKind::BranchesDiffer, branch->span, {type_text(ctx, *first), type_text(ctx, *branch)})
        .label(first->span, NoteKind::OtherBranch, {type_text(ctx, *first)});
    return std::nullopt;
  }
  if (common) {
    for (Typed* branch : branches) settle(ctx, *branch, required_of(ctx.session, *common));
  }
  return common;
}

Typed if_node(ExprContext& ctx, const Typed& condition, const Typed& yes_in, const Typed& no_in, Span span) {
  if (!condition.ok || !yes_in.ok || !no_in.ok) return failed(span);
  Typed yes = yes_in;
  Typed no = no_in;
  if (yes.never && no.never) {
    Typed out = plain_node(ctx, ir::Op::If, yes.type, 0, {condition.node, yes.node, no.node}, span);
    out.never = true;
    return out;
  }
  const Expected type = unify(ctx, "if", {&yes, &no});
  if (!type) return failed(span);
  const ir::NodeId a = branch_node(ctx, yes, *type);
  const ir::NodeId b = branch_node(ctx, no, *type);
  if (type_at(ctx.session, *type).kind != ir::TypeKind::Number) {
    return plain_node(ctx, ir::Op::If, *type, 0, {condition.node, a, b}, span);
  }
  NumberLabel label = joined(label_of(ctx, yes), label_of(ctx, no));
  label.optional = type_at(ctx.session, *type).optional;
  return number_leaf(ctx, ir::Op::If, label, 0, {condition.node, a, b}, span);
}

Typed check_if(ExprContext& ctx, syntax::NodeId expr, Expected expected) {
  const Span span = tree_of(ctx).span(expr);
  const std::vector<syntax::NodeId> parts = tree_of(ctx).expressions(expr);
  if (parts.size() != 3) return failed(span);
  const Typed condition = check_condition(ctx, parts[0]);
  warn_if_constant(ctx, condition);
  Typed yes;
  {
    const KnownScope known(ctx, condition, true);
    yes = check_expr(ctx, parts[1], expected);
  }
  const KnownScope known(ctx, condition, false);
  const Typed no = check_expr(ctx, parts[2], expected);
  warn_if_part_scaled(ctx, yes, no, parts[2]);
  return if_node(ctx, condition, yes, no, span);
}

Typed check_and_or(ExprContext& ctx, syntax::NodeId expr, bool conjunction) {
  const Span span = tree_of(ctx).span(expr);
  const std::vector<syntax::NodeId> parts = tree_of(ctx).expressions(expr);
  constexpr size_t kMostConditions = 500;
  if (parts.size() > kMostConditions) {
    report(ctx.session, DiagKind::TooManyOperands, span, {std::to_string(kMostConditions)})
        .help(NoteKind::SplitOrTable);
    return failed(span);
  }
  const size_t before = ctx.known.size();
  Typed left;
  bool ok = true;
  for (size_t k = 0; k < parts.size(); ++k) {
    const Typed right = check_condition(ctx, parts[k]);
    ok &= right.ok;
    if (right.ok) {
      const std::vector<ir::NodeId> shown = shown_by(ctx.session.ir, right.node, conjunction);
      ctx.known.insert(ctx.known.end(), shown.begin(), shown.end());
    }
    if (k == 0) {
      left = right;
    } else if (ok) {
      left = bool_node(ctx, conjunction ? ir::Op::And : ir::Op::Or, {left.node, right.node},
                       {span.file, left.span.begin, right.span.end});
    }
  }
  ctx.known.resize(before);
  return ok ? left : failed(span);
}

Typed check_implies(ExprContext& ctx, syntax::NodeId expr) {
  const Span span = tree_of(ctx).span(expr);
  const std::vector<syntax::NodeId> parts = tree_of(ctx).expressions(expr);
  if (parts.size() != 2) return failed(span);
  const Typed left = check_condition(ctx, parts[0]);
  const KnownScope known(ctx, left, true);
  const Typed right = check_condition(ctx, parts[1]);
  if (!left.ok || !right.ok) return failed(span);
  return bool_node(ctx, ir::Op::Implies, {left.node, right.node}, span);
}

Typed check_not(ExprContext& ctx, syntax::NodeId expr) {
  const Span span = tree_of(ctx).span(expr);
  const Typed value = check_condition(ctx, tree_of(ctx).expression(expr));
  return value.ok ? bool_node(ctx, ir::Op::Not, {value.node}, span) : failed(span);
}

Typed check_fail(ExprContext& ctx, syntax::NodeId expr, Expected expected) {
  const syntax::Tree& tree = tree_of(ctx);
  const Span span = tree.span(expr);
  const syntax::TokenId text = tree.token(expr, syntax::TokenKind::STRING);
  if (!text.valid()) return failed(span);
  const ir::ConstId words = text_const(ctx.session, tree.string_value(text));
  const uint32_t imm = (static_cast<uint32_t>(ir::RowError::FailedByAuthor) << 24U) | words.value;
  Typed out =
      plain_node(ctx, ir::Op::Fail, expected ? *expected : plain_type(ctx.session, ir::TypeKind::Bool), imm, {}, span);
  out.never = true;
  return out;
}

Typed check_coalesce(ExprContext& ctx, syntax::NodeId expr, Expected expected) {
  const Span span = tree_of(ctx).span(expr);
  const std::vector<syntax::NodeId> parts = tree_of(ctx).expressions(expr);
  if (parts.size() != 2) return failed(span);
  const Typed left = check_expr(ctx, parts[0], expected ? Expected(optional_of(ctx.session, *expected)) : expected);
  const Expected wanted = left.ok && !left.never ? Expected(required_of(ctx.session, left.type)) : expected;
  Typed right = check_expr(ctx, parts[1], wanted);
  if (!left.ok || !right.ok) return failed(span);
  warn_if_part_scaled(ctx, left, right, parts[1]);
  if (left.never || !type_of(ctx, left).optional) {
    report(ctx.session, DiagKind::NeverMissing, left.span, {str(ctx.session.sources.text(left.span))});
    return left;
  }
  if (!require_rounded(ctx, right)) return failed(span);  // S32: only the left of `??` carries a quotient on
  if (ctx.session.ir.node(left.node).op != ir::Op::LineAmount) warn_if_zero_default(ctx, right);
  Typed present = left;
  present.type = required_of(ctx.session, left.type);
  const Expected type = unify(ctx, "??", {&present, &right});
  if (!type) return failed(span);
  if (type_at(ctx.session, *type).kind != ir::TypeKind::Number) {
    return plain_node(ctx, ir::Op::Coalesce, *type, 0, {left.node, right.node}, span);
  }
  NumberLabel label = joined(label_of(ctx, left), label_of(ctx, right));
  label.optional = type_at(ctx.session, *type).optional;
  return number_node(ctx, ir::Op::Coalesce, label, 0, {left, right}, span);
}

}  // namespace tarifa::check
