// Rules: base, exceptions in a tree, windows, and every `extend` that reaches them (S6-S8).
#pragma once

#include "compiler/check/session.h"

namespace tarifa::check {

// Makes ir::Rule of the symbol; false if it failed (reported). On demand through resolve_symbol.
[[nodiscard]] bool resolve_rule(Session& session, SymbolId symbol);

}  // namespace tarifa::check
