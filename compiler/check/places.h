// Back from a place in the module to the text, for messages of analyses that work on the IR.
#pragma once

#include "compiler/check/session.h"

namespace tarifa::check {

[[nodiscard]] Span span_of(const Session& session, const ir::Place& place);

}  // namespace tarifa::check
