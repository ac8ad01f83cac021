// Diagnostics of the checker as the protocol shows them, sent or asked for.
#pragma once

#include <map>
#include <memory>
#include <string>

#include "lsp/server/state.h"

namespace tarifa::lsp {

// Of every file of the package and its dependencies that has some, by URI.
[[nodiscard]] std::map<std::string, Json> package_diagnostics(State& state, OpenPackage& package);

// Analyses what is stale and sends what changed; to a client that asks for them by itself, that it may ask.
void send_diagnostics(State& state);
// The client is told that hints, tokens and lenses of other open files may be others now.
void refresh_views(State& state);
// The words beside the progress of it.
[[nodiscard]] std::string progress_title(const State& state);

}  // namespace tarifa::lsp
