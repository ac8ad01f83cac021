// Lets as functions. A parameter whose type leaves its scale open takes numbers of any scale: each
// combination of scales that is called makes an instance of its own, so that every node of the body
// states its scale (S33).
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "compiler/check/session.h"

namespace tarifa::check {

// Resolves the let; none if it failed or is no let.
[[nodiscard]] std::optional<std::vector<LetParam>> let_signature(Session& session, SymbolId symbol);

// The instance for arguments of these types, one a parameter.
[[nodiscard]] std::optional<ir::LetId> let_for(Session& session, SymbolId symbol, const std::vector<ir::TypeId>& types);

}  // namespace tarifa::check
