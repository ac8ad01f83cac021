// `in A..B` after a type: both ends as values on the grid of the type, both included (7.1, S38).
#pragma once

#include <optional>

#include "compiler/check/session.h"

namespace tarifa::check {

struct RangeLimits {
  ir::Int128 least = 0;
  ir::Int128 greatest = 0;
};

// Kinds of one number that may state a range.
[[nodiscard]] bool has_range(ir::TypeKind kind);

// `range` is a syntax Range; of a list the range is that of its items. Reports.
[[nodiscard]] std::optional<RangeLimits> read_range(Session& session, ModuleId module, syntax::NodeId range,
                                                    ir::TypeId type);

}  // namespace tarifa::check
