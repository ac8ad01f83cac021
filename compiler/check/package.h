// Loading: manifest, files, parsing, modules, imports, what is reachable from the entry modules
// (S8).
#pragma once

#include <optional>
#include <string_view>

#include "compiler/check/check.h"
#include "compiler/check/session.h"

namespace tarifa::check {

// False if nothing can be checked (no manifest, no entry). Everything else is reported and checking
// goes on.
bool load_package(Session& session, const PackageInput& input, int threads);

// A module of the standard library (`std.units`), parsed and collected when first asked for. None:
// there is none.
std::optional<ModuleId> standard_module(Session& session, std::string_view path);

// Unused imports and declarations; after everything is resolved.
void warn_unused(Session& session);

}  // namespace tarifa::check
