// Comparisons whose outcome is the same for every account: of a field with a declared range, or of
// two constants.
#pragma once

#include <optional>

#include "compiler/check/exprs.h"
#include "compiler/numeric/fraction.h"

namespace tarifa::check {

// Warns; not in tests and constants, where comparing two known values is the point.
void warn_if_decided(ExprContext& ctx, const Typed& comparison);

// The largest value a number can take, if a declared range or a constant says so.
[[nodiscard]] std::optional<numeric::Fraction> greatest_value(const Session& session, ir::NodeId number);
[[nodiscard]] std::optional<numeric::Fraction> least_value(const Session& session, ir::NodeId number);

}  // namespace tarifa::check
