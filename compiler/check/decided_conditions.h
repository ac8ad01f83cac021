// Conditions whose outcome is the same for every account that reaches them, and what is never reached for that reason:
// exceptions that can never apply, lines that are never there, branches of `if`. Warnings. Single comparisons with
// declared ranges are warned of where they are checked (constant_conditions.h), and not again here.
#pragma once

#include "compiler/check/session.h"

namespace tarifa::check {

// Of every rule, let, tariff and bill; call when every symbol is resolved.
void warn_decided_conditions(Session& session);

}  // namespace tarifa::check
