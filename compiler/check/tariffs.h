// Tariffs: their clauses, lines, taxes, minimums, windows, and the order of evaluation (S9, S10).
#pragma once

#include "compiler/check/session.h"

namespace tarifa::check {

[[nodiscard]] bool resolve_tariff(Session& session, SymbolId symbol);

}  // namespace tarifa::check
