// Bills of one entity: groups of tariffs, own lines, total and due date (S20).
#pragma once

#include "compiler/check/session.h"

namespace tarifa::check {

[[nodiscard]] bool resolve_bill(Session& session, SymbolId symbol);

}  // namespace tarifa::check
