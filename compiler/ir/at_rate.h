// Whether a line is one `q @ r`, so that quantity and rate can stand beside its amount: its
// expression is that operation, both sides are plain decimals (no fraction of proration, no
// quotient), and one date decides the rate.
#pragma once

#include <optional>

#include "compiler/ir/module.h"

namespace tarifa::ir {

// The AtRate node; absent for other lines.
[[nodiscard]] std::optional<NodeId> at_rate_of(const Module& module, const Line& line);

}  // namespace tarifa::ir
