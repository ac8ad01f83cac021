// Lets of a module, with or without parameters. Those of tariffs and bills are in line_scope.h.
#pragma once

#include "compiler/check/session.h"

namespace tarifa::check {

[[nodiscard]] bool resolve_let(Session& session, SymbolId symbol);

}  // namespace tarifa::check
