// Parts that every kind of line has: `when`, `because`, the type of its amount, a context for its
// expression.
#pragma once

#include "compiler/check/expr_kinds.h"
#include "compiler/check/line_scope.h"

namespace tarifa::check {

[[nodiscard]] ExprContext line_context(LineScope& scope);
// The `when` of the declaration; a Typed without a node if there is none; ok = false if it failed.
[[nodiscard]] Typed check_when(ExprContext& ctx, syntax::NodeId declaration);
[[nodiscard]] std::string because_of(const syntax::Tree& tree, syntax::NodeId declaration);
// Money at the currency's digits.
[[nodiscard]] ir::TypeId amount_type(LineScope& scope, bool optional);
// Checks an amount: money of the currency, any fraction.
[[nodiscard]] Typed check_amount(LineScope& scope, ExprContext& ctx, syntax::NodeId expr);
[[nodiscard]] Typed amount_of_value(LineScope& scope, ExprContext& ctx, const Typed& value);
// Fills in what all kinds share.
void finish_line(LineScope& scope, uint32_t item, const ExprContext& ctx, const Typed& expr, const Typed& when,
                 bool optional);
[[nodiscard]] std::optional<ir::ValuesKind> values_of(Session& session, ModuleId module, syntax::NodeId clause);

}  // namespace tarifa::check
