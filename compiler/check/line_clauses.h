// What a tariff or bill says once: `currency`, `round lines`, `values` and the items that may stand
// only once.
#pragma once

#include "compiler/check/line_scope.h"

namespace tarifa::check {

// All three clauses. What is missing or wrong is reported, and `ok` false; something else stands in
// for it, so that the lines are checked too. None: there is no currency to check them with.
[[nodiscard]] std::optional<LineClauses> read_clauses(LineScope& scope, syntax::NodeId declaration, Span name,
                                                      bool& ok);
[[nodiscard]] bool has_clauses(const syntax::Tree& tree, syntax::NodeId declaration);

// Reports items that stand twice, and items of the language that are not available yet.
[[nodiscard]] bool one_of_each(LineScope& scope, syntax::NodeId declaration);

}  // namespace tarifa::check
