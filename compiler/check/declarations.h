// What resolve_symbol dispatches to. Each builds the IR of one declaration, sets Symbol::ir_index,
// reports its own errors and returns false if the declaration cannot be used. Those of rules, lets,
// tariffs and bills are in rules.h, lets.h, tariffs.h, bills.h.
#pragma once

#include <optional>

#include "compiler/check/session.h"

namespace tarifa::check {

bool resolve_enum(Session& session, SymbolId symbol);
bool resolve_record(Session& session, SymbolId symbol);  // entities too
bool resolve_param(Session& session, SymbolId symbol);
bool resolve_table(Session& session, SymbolId symbol);

// Every `extend NAME {..}` of a reachable module into Session::extensions and ir::Module::extends,
// by what it extends: rules, parameters, tables. Before anything is resolved (S8). What may stand
// inside is judged when that is resolved.
void collect_extends(Session& session, ModuleId module);

}  // namespace tarifa::check
