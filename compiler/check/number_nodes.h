// Nodes that are numbers: their scale, their denominator (S24) and the limits on both. One place
// that states the arithmetic of scales, static denominators and divisors, so that interpreter and
// kernels find every node labelled alike.
#pragma once

#include <optional>
#include <vector>

#include "compiler/check/expr_support.h"
#include "compiler/numeric/fraction.h"

namespace tarifa::check {

// Label of a number.
struct NumberLabel {
  ir::UnitId unit;
  int scale = 0;
  ir::Int128 static_denominator = 1;
  std::vector<ir::DivisorId> divisors;
  Span quotient;
  Span unit_from;
  bool optional = false;
};

[[nodiscard]] NumberLabel label_of(const ExprContext& ctx, const Typed& number);
// Of + and -, branches, min, max: larger scale, least common denominator, all divisors.
[[nodiscard]] NumberLabel joined(const NumberLabel& a, const NumberLabel& b);
// Of *: sum of scales, product of denominators. The unit is the caller's.
[[nodiscard]] NumberLabel multiplied(const NumberLabel& a, const NumberLabel& b);

// Adds the node, or reports: too many digits (naming the operand to round), too large a static
// denominator.
[[nodiscard]] Typed number_node(ExprContext& ctx, ir::Op op, const NumberLabel& label, uint32_t imm,
                                const std::vector<Typed>& operands, Span span);
// The same with operands that are no Typed (calls, aggregates, tiers).
[[nodiscard]] Typed number_leaf(ExprContext& ctx, ir::Op op, const NumberLabel& label, uint32_t imm,
                                const std::vector<ir::NodeId>& operands, Span span);
[[nodiscard]] Typed number_value(ExprContext& ctx, ir::UnitId unit, int scale, ir::Int128 mantissa, Span span);

// x * ratio. A denominator other than 2s and 5s makes it a written quotient (S32), unless
// `exact_only` is false already.
[[nodiscard]] Typed scaled_by(ExprContext& ctx, const Typed& x, const numeric::Fraction& ratio, ir::UnitId unit,
                              Span span);

// The value of a tree of constants, if it is one.
[[nodiscard]] std::optional<numeric::Fraction> constant_fraction(const Session& session, ir::NodeId node);

// The divisor of the row that this node is; structurally equal ones are one.
[[nodiscard]] ir::DivisorId intern_divisor(Session& session, ir::NodeId node);

}  // namespace tarifa::check
