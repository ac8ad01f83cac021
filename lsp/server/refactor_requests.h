// Code actions that change more than a diagnostic asks for.
#pragma once

#include "lsp/server/wire.h"

namespace tarifa::lsp {

// Of `context.only`; what acts on a whole file is given only to who asks for it.
[[nodiscard]] bool wants_action(const Json& params, std::string_view kind);
// With their edits, or, where the client asks for those later, with what finds them again.
void add_refactorings(State& state, const Json& params, const Located& at, Span span, Json& list);

}  // namespace tarifa::lsp
