#include "compiler/check/narrowing.h"

#include "compiler/check/expr_kinds.h"
#include "compiler/check/node_trees.h"
#include "compiler/check/types.h"

namespace tarifa::check {
namespace {

void collect(const ir::Module& module, ir::NodeId id, bool truth, std::vector<ir::NodeId>& out) {
  const ir::Node& node = module.node(id);
  const bool both = (node.op == ir::Op::And && truth) || (node.op == ir::Op::Or && !truth);
  if (node.op == ir::Op::IsKnown && truth) {
    out.push_back(module.operand(node, 0));
  } else if (node.op == ir::Op::Not) {
    collect(module, module.operand(node, 0), !truth, out);
  } else if (both) {
    collect(module, module.operand(node, 0), truth, out);
    collect(module, module.operand(node, 1), truth, out);
  } else if (node.op == ir::Op::Implies && !truth) {
    collect(module, module.operand(node, 0), true, out);
    collect(module, module.operand(node, 1), false, out);
  }
}

}  // namespace

std::vector<ir::NodeId> shown_by(const ir::Module& module, ir::NodeId condition, bool truth) {
  std::vector<ir::NodeId> out;
  collect(module, condition, truth, out);
  return out;
}

Typed narrowed(ExprContext& ctx, Typed value) {
  if (!value.ok || value.never || ctx.known.empty() || !type_of(ctx, value).optional) return value;
  for (ir::NodeId known : ctx.known) {
    if (!same_tree(ctx.session.ir, known, value.node)) continue;
    return node_like(ctx, ir::Op::Unwrap, required_of(ctx.session, value.type), 0, {value.node}, value.span, value);
  }
  return value;
}

}  // namespace tarifa::check
