#include "compiler/check/constant_conditions.h"

#include "compiler/check/expr_support.h"
#include "compiler/check/number_nodes.h"

namespace tarifa::check {
namespace {

using Bound = std::optional<numeric::Fraction>;

Bound bound_of(const Session& session, ir::NodeId id, bool greatest) {
  const ir::Module& module = session.ir;
  if (const Bound constant = constant_fraction(session, id)) return constant;
  const ir::Node& node = module.node(id);
  const ir::Type& type = module.type(node.type);
  if (type.kind != ir::TypeKind::Number || type.optional) return std::nullopt;
  if (node.op == ir::Op::Widen) return bound_of(session, module.operand(node, 0), greatest);
  if (node.op == ir::Op::Min && greatest) {
    Bound least;
    for (uint32_t k = 0; k < node.operand_count; ++k) {
      const Bound part = bound_of(session, module.operand(node, k), true);
      if (part && (!least || compare(*part, *least) < 0)) least = part;
    }
    return least;
  }
  if (node.op != ir::Op::Member) return std::nullopt;
  const ir::Type& owner = module.type_of(module.operand(node, 0));
  const ir::Field& field = module.records[owner.record.index()].fields_list[node.imm];
  const std::optional<ir::Int128>& end = greatest ? field.greatest : field.least;
  if (!end) return std::nullopt;
  return numeric::make_fraction(*end, numeric::pow10(type.scale));
}

// Is `a < b` decided by what they can be at most and at least?
std::optional<bool> less(const Session& session, ir::NodeId a, ir::NodeId b, bool or_equal) {
  const Bound a_most = bound_of(session, a, true);
  const Bound b_least = bound_of(session, b, false);
  if (a_most && b_least) {
    const auto order = compare(*a_most, *b_least);
    if (order < 0 || (or_equal && order == 0)) return true;
  }
  const Bound a_least = bound_of(session, a, false);
  const Bound b_most = bound_of(session, b, true);
  if (a_least && b_most) {
    const auto order = compare(*a_least, *b_most);
    if (order > 0 || (!or_equal && order == 0)) return false;
  }
  return std::nullopt;
}

std::optional<bool> decided(const Session& session, const ir::Node& node) {
  if (node.operand_count != 2) return std::nullopt;
  const ir::NodeId a = session.ir.operand(node, 0);
  const ir::NodeId b = session.ir.operand(node, 1);
  if (node.op == ir::Op::Lt) return less(session, a, b, false);
  if (node.op == ir::Op::Le) return less(session, a, b, true);
  if (node.op == ir::Op::Gt) return less(session, b, a, false);
  if (node.op == ir::Op::Ge) return less(session, b, a, true);
  if (node.op != ir::Op::Eq && node.op != ir::Op::Ne) return std::nullopt;
  const bool apart = less(session, a, b, false) == true || less(session, b, a, false) == true;
  if (apart) return node.op == ir::Op::Ne;
  return std::nullopt;
}

}  // namespace

std::optional<numeric::Fraction> greatest_value(const Session& session, ir::NodeId number) {
  return bound_of(session, number, true);
}

std::optional<numeric::Fraction> least_value(const Session& session, ir::NodeId number) {
  return bound_of(session, number, false);
}

void warn_if_decided(ExprContext& ctx, const Typed& comparison) {
  if (!comparison.ok || ctx.place == ExprPlace::Test || ctx.place == ExprPlace::Constant) return;
  const auto outcome = decided(ctx.session, ctx.session.ir.node(comparison.node));
  if (!outcome) return;
  report(ctx.session, *outcome ? DiagKind::AlwaysTrue : DiagKind::AlwaysFalse, comparison.span,
         {str(ctx.session.sources.text(comparison.span))});
}

}  // namespace tarifa::check
