// Two expressions that are equal as canonical polynomials with rational coefficients over whatever
// else stands in them (fields, calls): `usage * 2` and `usage + usage`. Rounding, quotients and
// choices are equal only where they are written equally.
#pragma once

#include "compiler/ir/module.h"

namespace tarifa::check {

[[nodiscard]] bool equal_values(const ir::Module& module, ir::NodeId a, ir::NodeId b);

}  // namespace tarifa::check
