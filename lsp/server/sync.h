// Notifications by which the client says what is open and what changed.
#pragma once

#include "lsp/server/state.h"

namespace tarifa::lsp {

void did_open(State& state, const Json& params);
void did_change(State& state, const Json& params);
void did_close(State& state, const Json& params);
void did_save(State& state, const Json& params);
void did_change_watched_files(State& state, const Json& params);
void did_change_configuration(State& state, const Json& params);
void did_change_workspace_folders(State& state, const Json& params);

}  // namespace tarifa::lsp
