// Where an exception applies (S6): its window and condition, and those of the exceptions it stands
// within.
#pragma once

#include "compiler/check/conditions.h"

namespace tarifa::check {

// Absent past the budget of Conditions.
[[nodiscard]] std::optional<Boxes> exception_region(Conditions& conditions, const ir::Rule& rule, uint32_t exception);

}  // namespace tarifa::check
