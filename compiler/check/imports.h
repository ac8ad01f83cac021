// What std could bring into a module: for messages about unknown names.
#pragma once

#include <map>
#include <string>
#include <string_view>

#include "compiler/check/report.h"
#include "compiler/check/session.h"

namespace tarifa::check {

// Declarations of a module of std; empty if there is no such module.
[[nodiscard]] const std::map<std::string, SymbolId, std::less<>>& standard_names(Session& session,
                                                                                 std::string_view path);

// A function of the library that this version lacks, and no module of the package declares: a call of it is E0299.
[[nodiscard]] bool is_later_function(const Session& session, std::string_view name);

// Adds help and a fix (`use std.units.{kWh}`) if a module of std or of the package declares the
// name. True if it did.
bool offer_import(Session& session, Report& unknown, ModuleId module, std::string_view name);

}  // namespace tarifa::check
