// What a written `per` belongs to. It binds tighter than any operator, so of `fee + meter per month` only `meter` is
// prorated, and `a / 12 per month` divides by `12 per month`: both bill another amount than most authors mean. Not
// here: what `per` computes (expr_scaled.cpp).
#pragma once

#include "compiler/check/expr_support.h"

namespace tarifa::check {

// True, and reported: the divisor ends in a `per` of its own, without parentheses. `dividend` is all that stands before
// the slash.
[[nodiscard]] bool divides_by_scaled(ExprContext& ctx, Span dividend, syntax::NodeId divisor);

// One operand of `+ - ??` or the last branch of an `if` ends in `per`, and `other` beside it is not scaled: W0337.
void warn_if_part_scaled(ExprContext& ctx, const Typed& other, const Typed& part, syntax::NodeId part_node);

// Where the amount itself is prorated already, through factors, branches and lets; invalid if it is not.
[[nodiscard]] Span proration_of(const ExprContext& ctx, const Typed& value);

}  // namespace tarifa::check
