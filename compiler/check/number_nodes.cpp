#include "compiler/check/number_nodes.h"

#include <algorithm>

#include "compiler/check/builder.h"
#include "compiler/check/declaration_log.h"
#include "compiler/check/node_trees.h"
#include "compiler/check/types.h"
#include "compiler/check/units.h"
#include "compiler/ir/own_divisor.h"
#include "compiler/numeric/decimal.h"
#include "compiler/support/limits.h"

namespace tarifa::check {
namespace {

// Past the limit on static denominators; stands for whatever does not fit.
constexpr ir::Int128 kTooLarge = ir::Int128{limits::kStaticDenominator} + 1;

std::vector<ir::DivisorId> united(const std::vector<ir::DivisorId>& a, const std::vector<ir::DivisorId>& b) {
  std::vector<ir::DivisorId> out;
  std::set_union(a.begin(), a.end(), b.begin(), b.end(), std::back_inserter(out));
  return out;
}

bool label_fits(ExprContext& ctx, const NumberLabel& label, const std::vector<Typed>& operands, Span span) {
  if (label.scale > limits::kScale) {
    Span widest = span;
    int most = -1;
    for (const Typed& operand : operands) {
      if (type_of(ctx, operand).scale <= most) continue;
      most = type_of(ctx, operand).scale;
      widest = operand.span;
    }
    report(ctx.session, DiagKind::TooManyDigits, span, {std::to_string(label.scale), std::to_string(limits::kScale)})
        .label(widest, NoteKind::RoundThisOperand, {std::to_string(std::max(most, 0))});
    return false;
  }
  if (label.static_denominator > ir::Int128{limits::kStaticDenominator}) {
    report(ctx.session, DiagKind::DenominatorTooLarge, span).help(NoteKind::RoundAnOperand);
    return false;
  }
  return true;
}

// 2s and 5s taken out of a denominator as digits after the point: 12 is 3 and two digits.
int take_digits(ir::Int128& denominator) {
  int twos = 0;
  int fives = 0;
  for (; denominator % 2 == 0; denominator /= 2) ++twos;
  for (; denominator % 5 == 0; denominator /= 5) ++fives;
  return std::max(twos, fives);
}

std::optional<numeric::Fraction> operand_value(const Session& session, const ir::Node& node, uint32_t k) {
  return constant_fraction(session, session.ir.operand(node, k));
}

}  // namespace

NumberLabel label_of(const ExprContext& ctx, const Typed& number) {
  const ir::Type& type = type_of(ctx, number);
  const ir::Node& node = ctx.session.ir.node(number.node);
  return {type.unit,        type.scale,   ir::Int128{node.static_denominator}, node.divisors, number.quotient,
          number.unit_from, type.optional};
}

NumberLabel joined(const NumberLabel& a, const NumberLabel& b) {
  NumberLabel out = a;
  out.scale = std::max(a.scale, b.scale);
  out.static_denominator = numeric::checked_lcm(a.static_denominator, b.static_denominator).value_or(kTooLarge);
  out.divisors = united(a.divisors, b.divisors);
  if (!out.quotient.valid()) out.quotient = b.quotient;
  if (!out.unit_from.valid()) out.unit_from = b.unit_from;
  return out;
}

NumberLabel multiplied(const NumberLabel& a, const NumberLabel& b) {
  NumberLabel out = joined(a, b);
  out.scale = a.scale + b.scale;
  out.static_denominator = numeric::checked_mul(a.static_denominator, b.static_denominator).value_or(kTooLarge);
  return out;
}

Typed number_leaf(ExprContext& ctx, ir::Op op, const NumberLabel& label, uint32_t imm,
                  const std::vector<ir::NodeId>& operands, Span span) {
  if (!label_fits(ctx, label, {}, span)) return failed(span);
  Typed out;
  out.ok = true;
  out.type = number_type(ctx.session, label.unit, label.scale);
  if (label.optional) out.type = optional_of(ctx.session, out.type);
  out.node = add_node(ctx.session, op, out.type, imm, operands, place_of(ctx.session, span),
                      static_cast<uint64_t>(label.static_denominator), label.divisors);
  out.span = span;
  out.quotient = label.quotient;
  out.unit_from = label.unit_from;
  return out;
}

Typed number_node(ExprContext& ctx, ir::Op op, const NumberLabel& label, uint32_t imm,
                  const std::vector<Typed>& operands, Span span) {
  if (!label_fits(ctx, label, operands, span)) return failed(span);
  std::vector<ir::NodeId> nodes;
  for (const Typed& operand : operands) nodes.push_back(operand.node);
  return number_leaf(ctx, op, label, imm, nodes, span);
}

Typed number_value(ExprContext& ctx, ir::UnitId unit, int scale, ir::Int128 mantissa, Span span) {
  Typed out = const_value(ctx, number_const(ctx.session, number_type(ctx.session, unit, scale), mantissa), span);
  out.unit_from = span;
  out.literal = true;
  return out;
}

Typed scaled_by(ExprContext& ctx, const Typed& x, const numeric::Fraction& ratio, ir::UnitId unit, Span span) {
  NumberLabel label = label_of(ctx, x);
  label.unit = unit;
  label.unit_from = span;
  ir::Int128 rest = ratio.den;
  label.scale += take_digits(rest);
  if (rest != 1) {
    label.static_denominator = numeric::checked_mul(label.static_denominator, rest).value_or(kTooLarge);
    if (!label.quotient.valid()) label.quotient = span;
  }
  const auto imm = static_cast<uint32_t>(ctx.session.ir.ratios.size());
  ctx.session.ir.ratios.push_back({ratio.num, ratio.den});
  return number_node(ctx, ir::Op::Scale, label, imm, {x}, span);
}

std::optional<numeric::Fraction> constant_fraction(const Session& session, ir::NodeId id) {
  const ir::Node& node = session.ir.node(id);
  const ir::Type& type = session.ir.type(node.type);
  if (type.kind != ir::TypeKind::Number || type.optional) return std::nullopt;
  if (node.op == ir::Op::Const) {
    return numeric::make_fraction(session.ir.consts[node.imm].number, numeric::pow10(type.scale));
  }
  const bool two =
      node.op == ir::Op::Add || node.op == ir::Op::Sub || node.op == ir::Op::Mul || node.op == ir::Op::AtRate;
  const bool one = node.op == ir::Op::Neg || node.op == ir::Op::Widen || node.op == ir::Op::Scale;
  if (!two && !one) return std::nullopt;
  const auto a = operand_value(session, node, 0);
  if (!a) return std::nullopt;
  if (node.op == ir::Op::Widen) return a;
  if (node.op == ir::Op::Neg) return numeric::Fraction{-a->num, a->den};
  if (node.op == ir::Op::Scale) {
    const ir::Ratio& ratio = session.ir.ratios[node.imm];
    return numeric::mul(*a, {ratio.numerator, ratio.denominator});
  }
  const auto b = operand_value(session, node, 1);
  if (!b) return std::nullopt;
  if (node.op == ir::Op::Add) return numeric::add(*a, *b);
  if (node.op == ir::Op::Sub) return numeric::sub(*a, *b);
  return numeric::mul(*a, *b);
}

ir::DivisorId intern_divisor(Session& session, ir::NodeId node) {
  note_other_effect(session);
  const ir::DivisorId next(session.ir.divisors.size());
  const auto [found, fresh] = session.divisor_index.try_emplace(tree_key(session.ir, node), next.value);
  // A consumer finds a Div's own divisor by structure, so what it cannot see to be equal is another
  // one.
  const ir::DivisorId known(found->second);
  if (!fresh && ir::structurally_equal(session.ir, session.ir.divisors[known.index()].node, node)) return known;
  session.ir.divisors.push_back({node, reach_of(session, node).effective_date});
  return next;
}

}  // namespace tarifa::check
