// Windows of rules' exceptions and of tariffs: `from D until D`, `from D through D`, `from D open`,
// and the date they are read at.
#pragma once

#include <optional>

#include "compiler/check/session.h"

namespace tarifa::check {

// Of a Window or TariffWindow node; reports.
[[nodiscard]] std::optional<ir::Window> window_of(Session& session, ModuleId module, syntax::NodeId node);

}  // namespace tarifa::check
