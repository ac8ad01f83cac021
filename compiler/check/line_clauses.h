// What a tariff or bill says once: `currency`, `round lines`, `values` and the items that may stand
// only once.
#pragma once

#include "compiler/check/line_scope.h"

namespace tarifa::check {

// All three clauses. Missing ones are reported if `required`; otherwise all may be left out, and
// then there is nothing. Without a currency there is nothing either; otherwise what is wrong or missing
// is reported, `sound` is false and something stands in for it.
[[nodiscard]] std::optional<LineClauses> read_clauses(LineScope& scope, syntax::NodeId declaration, Span name,
                                                      bool required);
[[nodiscard]] bool has_clauses(const syntax::Tree& tree, syntax::NodeId declaration);

// Reports items that stand twice, and items of the language that are not available yet.
[[nodiscard]] bool one_of_each(LineScope& scope, syntax::NodeId declaration);

}  // namespace tarifa::check
