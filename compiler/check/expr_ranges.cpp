// `LOW..HIGH` and `LOW..<HIGH` after `in` and in rows of `match`. Numbers and dates include both ends; times of day
// are half-open and may wrap midnight, as they do in tables.
#include "compiler/check/expr_kinds.h"
#include "compiler/check/number_nodes.h"
#include "compiler/check/types.h"

namespace tarifa::check {
namespace {

using ir::TypeKind;
using syntax::TokenKind;

Typed bool_node(ExprContext& ctx, ir::Op op, const std::vector<ir::NodeId>& operands, Span span) {
  return plain_node(ctx, op, plain_type(ctx.session, TypeKind::Bool), 0, operands, span);
}

Typed between(ExprContext& ctx, Shared& value, const Typed& low, const Typed& high, ir::Op below, ir::Op both,
              Span span) {
  const Typed from = compare(ctx, ir::Op::Ge, value.use(ctx), low, span, "in");
  const Typed to = compare(ctx, below, value.use(ctx), high, span, "in");
  return from.ok && to.ok ? bool_node(ctx, both, {from.node, to.node}, span) : failed(span);
}

// Whether it wraps midnight is seen only when the ends are.
Typed time_between(ExprContext& ctx, Shared& value, const Typed& low_value, const Typed& high_value, Span span) {
  Shared low(ctx, low_value);
  Shared high(ctx, high_value);
  const Typed ascends = compare(ctx, ir::Op::Le, low.use(ctx), high.use(ctx), span);
  if (!ascends.ok) return failed(span);
  const Typed within = between(ctx, value, low.use(ctx), high.use(ctx), ir::Op::Lt, ir::Op::And, span);
  const Typed around = between(ctx, value, low.use(ctx), high.use(ctx), ir::Op::Lt, ir::Op::Or, span);
  if (!within.ok || !around.ok) return failed(span);
  const Typed out = bool_node(ctx, ir::Op::If, {ascends.node, within.node, around.node}, span);
  return low.finish(ctx, high.finish(ctx, out));
}

}  // namespace

std::optional<int> order_of_ends(const ExprContext& ctx, const Typed& low, const Typed& high) {
  if (low.never || high.never || type_of(ctx, low).kind != type_of(ctx, high).kind) return std::nullopt;
  if (is_kind(ctx, low, TypeKind::Number)) {
    if (type_of(ctx, low).unit != type_of(ctx, high).unit) return std::nullopt;
    const auto a = constant_fraction(ctx.session, low.node);
    const auto b = constant_fraction(ctx.session, high.node);
    if (!a || !b) return std::nullopt;
    const auto order = compare(*a, *b);
    return order < 0 ? -1 : order > 0 ? 1 : 0;
  }
  const ir::Node& a = ctx.session.ir.node(low.node);
  const ir::Node& b = ctx.session.ir.node(high.node);
  if (a.op != ir::Op::Const || b.op != ir::Op::Const) return std::nullopt;
  const ir::Int128 from = ctx.session.ir.consts[a.imm].number;
  const ir::Int128 to = ctx.session.ir.consts[b.imm].number;
  return from < to ? -1 : from == to ? 0 : 1;
}

Typed range_test(ExprContext& ctx, Shared& value, syntax::NodeId range, Expected expected) {
  const syntax::Tree& tree = tree_of(ctx);
  const Span span = tree.span(range);
  const std::vector<syntax::NodeId> ends = tree.expressions(range);
  if (ends.size() != 2) return failed(span);
  const Typed low = check_expr(ctx, ends[0], expected);
  const Typed high = check_expr(ctx, ends[1], expected);
  if (!low.ok || !high.ok) return failed(span);
  const bool times = is_kind(ctx, low, TypeKind::Time) && is_kind(ctx, high, TypeKind::Time);
  const bool open = times || tree.has_token(range, TokenKind::DOTDOT_LT);
  const std::optional<int> order = order_of_ends(ctx, low, high);
  if (times && !order) return time_between(ctx, value, low, high, span);
  const bool wraps = times && order == 1;
  const Typed out =
      between(ctx, value, low, high, open ? ir::Op::Lt : ir::Op::Le, wraps ? ir::Op::Or : ir::Op::And, span);
  if (!out.ok || wraps || !order || *order < 0 || (*order == 0 && !open)) return out;
  report(ctx.session, DiagKind::EmptyRange, span,
         {type_name(ctx.session, expected ? *expected : low.type), str(tree.text(range))});
  return failed(span);
}

}  // namespace tarifa::check
