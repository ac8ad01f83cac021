// What is agreed on in `initialize`: what the client can do, and what the server offers.
#pragma once

#include <string>

#include "lsp/server/state.h"

namespace tarifa::lsp {

[[nodiscard]] Client read_client(const Json& params);
[[nodiscard]] Json server_capabilities(const Client& client);
// Registered once the client is ready, for those that are not announced in the answer.
[[nodiscard]] Json registrations(const Client& client);

}  // namespace tarifa::lsp
