// `module a.b`, its `use`s and its rounding.
#pragma once

#include "compiler/check/session.h"

namespace tarifa::check {

// Path, uses and rounding of a module whose tree is there. A header that is not there leaves the
// path empty.
void read_header(Session& session, ModuleUnit& module);
// Of the module's path; the file's beginning if there is none.
[[nodiscard]] Span header_span(const ModuleUnit& module);

// Functions that the compiler knows and that are imported from this module of std.
void add_builtins_of(Session& session, ModuleUnit& module);

}  // namespace tarifa::check
