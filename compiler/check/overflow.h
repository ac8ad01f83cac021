// S36 ahead of time: expressions that pass 38 digits for an account inside the declared ranges. An error only where all
// that reaches the expression has a declared range and the interpreter confirms an account; everything else is judged
// at run time.
#pragma once

#include "compiler/check/session.h"

namespace tarifa::check {

void analyze_overflow(Session& session);

}  // namespace tarifa::check
