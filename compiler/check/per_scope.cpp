#include "compiler/check/per_scope.h"

#include <set>

#include "compiler/check/places.h"

namespace tarifa::check {
namespace {

using syntax::NodeId;
using syntax::NodeKind;

// The `x per ..` that stands at the right end of an expression without parentheses around it; invalid if there is none.
NodeId scaled_at_end(const syntax::Tree& tree, NodeId expr) {
  while (expr.valid()) {
    const NodeKind kind = tree.kind(expr);
    if (kind == NodeKind::Scaled) return expr;
    const bool passes = kind == NodeKind::Negate || kind == NodeKind::PercentOf || kind == NodeKind::Product;
    if (!passes) break;
    const std::vector<NodeId> parts = tree.expressions(expr);
    expr = parts.empty() ? NodeId{} : parts.back();
  }
  return {};
}

// A `per` written anywhere in the text.
bool says_per(const syntax::Tree& tree, Span span) {
  NodeId top = tree.node_at(span.begin);
  while (top != tree.root() && tree.span(top).end < span.end) top = tree.parent(top);
  for (uint32_t id = top.index(); id < tree.end_node(top).index(); ++id) {
    const Span at = tree.span(NodeId(id));
    if (tree.kind(NodeId(id)) == NodeKind::Scaled && at.begin >= span.begin && at.end <= span.end) return true;
  }
  return false;
}

// A 0 or a `fail` is the same scaled or not.
bool is_nothing(const ExprContext& ctx, const Typed& value) {
  if (value.never) return true;
  const ir::Node& node = ctx.session.ir.node(value.node);
  return node.op == ir::Op::Const && ctx.session.ir.consts[node.imm].number == 0;
}

// The node that prorates the amount of `id`, if one does. A let of `seen` has been searched in vain.
ir::NodeId prorating_node(const ir::Module& module, ir::NodeId id, std::set<uint32_t>& seen) {
  const ir::Node& node = module.node(id);
  if (node.op == ir::Op::Prorate) return id;
  if (node.op == ir::Op::LetCall) {
    return seen.insert(node.imm).second ? prorating_node(module, module.lets[node.imm].body, seen) : ir::NodeId{};
  }
  size_t first = 0;
  size_t last = 0;  // the operands whose value the node's is a multiple of, or one of
  if (node.op == ir::Op::Mul || node.op == ir::Op::AtRate) {
    last = 2;
  } else if (node.op == ir::Op::If) {
    first = 1;
    last = 3;
  } else if (node.op == ir::Op::Neg || node.op == ir::Op::Scale || node.op == ir::Op::Div || node.op == ir::Op::Round ||
             node.op == ir::Op::Widen) {
    last = 1;
  }
  for (size_t k = first; k < last; ++k) {
    const ir::NodeId found = prorating_node(module, module.operand(node, static_cast<uint32_t>(k)), seen);
    if (found.valid()) return found;
  }
  return {};
}

}  // namespace

bool divides_by_scaled(ExprContext& ctx, Span dividend, NodeId divisor) {
  const syntax::Tree& tree = tree_of(ctx);
  const NodeId scaled = scaled_at_end(tree, divisor);
  if (!scaled.valid()) return false;
  const Span quotient{dividend.file, dividend.begin, tree.span(tree.expression(scaled)).end};
  const std::string text = "(" + str(ctx.session.sources.text(quotient)) + ")";
  const Span from_here{dividend.file, dividend.begin, tree.span(scaled).end};
  const std::string whole = text + str(ctx.session.sources.text({quotient.file, quotient.end, from_here.end}));
  report(ctx.session, DiagKind::DividesByScaled, tree.span(divisor), {str(tree.text(divisor))})
      .fix(NoteKind::ReplaceBy, {whole}, from_here, whole);
  return true;
}

void warn_if_part_scaled(ExprContext& ctx, const Typed& other, const Typed& part, NodeId part_node) {
  const syntax::Tree& tree = tree_of(ctx);
  if (!other.ok || !part.ok || !scaled_at_end(tree, part_node).valid()) return;
  if (is_nothing(ctx, other) || says_per(tree, other.span) || proration_of(ctx, other).valid()) return;
  const std::string text = "(" + str(tree.text(part_node)) + ")";
  report(ctx.session, DiagKind::OnlyPartScaled, part.span,
         {str(tree.text(part_node)), str(ctx.session.sources.text(other.span))})
      .label(other.span, NoteKind::NotScaled)
      .help(NoteKind::ScaledPart, {text})  // no fix: applied unseen, it would only silence this
      .help(NoteKind::ScaledAll);
}

Span proration_of(const ExprContext& ctx, const Typed& value) {
  if (!value.ok || value.never) return {};
  std::set<uint32_t> seen;
  const ir::NodeId found = prorating_node(ctx.session.ir, value.node, seen);
  return found.valid() ? span_of(ctx.session, ctx.session.ir.node(found).at) : Span{};
}

}  // namespace tarifa::check
