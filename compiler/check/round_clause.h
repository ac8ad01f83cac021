// Rounding as clauses write it: `to STEP [MODE]`, and the mode a module declares once.
#pragma once

#include <optional>

#include "compiler/check/session.h"

namespace tarifa::check {

// The mode of a RoundMode node, else the module's; neither is reported at `span`.
[[nodiscard]] std::optional<ir::RoundMode> round_mode_of(Session& session, ModuleId module, syntax::NodeId mode,
                                                         Span span);

// A ToStep node: a positive multiple of the currency's smallest unit (S34), bare or in that
// currency. Reports.
[[nodiscard]] std::optional<ir::Rounding> rounding_of(Session& session, ModuleId module, syntax::NodeId to_step,
                                                      ir::UnitId currency);

}  // namespace tarifa::check
