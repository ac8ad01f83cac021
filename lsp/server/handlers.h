// Which function answers which method: the table of contents of the server.
#pragma once

#include <span>
#include <string_view>

#include "lsp/server/state.h"

namespace tarifa::lsp {

struct RequestHandler {
  std::string_view method;
  Answer (*handle)(State& state, const Json& params);
  // Its answer is about a text as it was: worth nothing if a newer text is waiting.
  bool drops_when_stale = true;
};
[[nodiscard]] std::span<const RequestHandler> request_handlers();
[[nodiscard]] const RequestHandler* request_handler(std::string_view method);

struct NotificationHandler {
  std::string_view method;
  void (*handle)(State& state, const Json& params);
};
[[nodiscard]] const NotificationHandler* notification_handler(std::string_view method);

}  // namespace tarifa::lsp
