// S6: siblings of an exception tree that can hold together. Two are proved disjoint (no box in
// common), or refuted with an account that the interpreter confirms, which is an error; what is
// neither is judged row by row (R0402).
#pragma once

#include "compiler/check/session.h"

namespace tarifa::check {

// Of every rule; sets Exception::disjoint_proved and agrees_with. Call when every symbol is
// resolved.
void analyze_exceptions(Session& session);

}  // namespace tarifa::check
