#include "lsp/server/server.h"

#include <exception>

#include "lsp/server/capabilities.h"
#include "lsp/server/chosen_account.h"
#include "lsp/server/diagnostics.h"
#include "lsp/server/handlers.h"
#include "lsp/workspace/file_uri.h"

namespace tarifa::lsp {

Server::Server(std::string version, std::function<void(const Json&)> send) : version_(std::move(version)) {
  state_.send = std::move(send);
  state_.accounts = std::make_shared<ChosenAccounts>();
}

void Server::receive(const Message& message) {
  if (exit_status_ || message.method.empty()) return;  // replies to our own requests need nothing done
  if (message.is_notification()) {
    note(message);
    return;
  }
  // What a library throws (out of memory, a JSON of another kind) is this request's failure, not the server's.
  try {
    Answer result = answer(message);
    state_.send(result ? reply(message.id, *std::move(result)) : refuse(message.id, result.error()));
  } catch (const std::exception& error) {
    state_.send(refuse(message.id, {ErrorCode::InternalError, error.what()}));
  }
}

Answer Server::answer(const Message& request) {
  if (request.method == "initialize") return initialize(request.params);
  if (phase_ == Phase::Fresh) return refused(ErrorCode::ServerNotInitialized, "`initialize` comes first");
  if (phase_ == Phase::Shut) return refused(ErrorCode::InvalidRequest, "the server was shut down");
  if (request.method == "shutdown") {
    phase_ = Phase::Shut;
    return Json(nullptr);
  }
  const RequestHandler* handler = request_handler(request.method);
  if (handler == nullptr) return refused(ErrorCode::MethodNotFound, "unknown method " + request.method);
  return handler->handle(state_, request.params);
}

void Server::note(const Message& notification) {
  if (notification.method == "exit") {
    exit_status_ = phase_ == Phase::Shut ? 0 : 1;
    return;
  }
  if (phase_ != Phase::Running) return;
  if (notification.method == "initialized") {
    initialized();
    return;
  }
  if (const NotificationHandler* handler = notification_handler(notification.method))
    handler->handle(state_, notification.params);
}

Answer Server::initialize(const Json& params) {
  if (phase_ != Phase::Fresh) return refused(ErrorCode::InvalidRequest, "`initialize` came twice");
  state_.client = read_client(params);
  if (const Json* options = member(params, "initializationOptions")) (void)take_settings(state_, *options);
  phase_ = Phase::Running;
  const Json* folders = member(params, "workspaceFolders");
  if (folders != nullptr && folders->is_array()) {
    for (const Json& folder : *folders) {
      const auto uri = text_member(folder, "uri");
      const auto path = uri ? path_of_uri(*uri) : std::nullopt;
      if (path) state_.workspace.add_folder(*path);
    }
  } else if (const auto uri = text_member(params, "rootUri")) {
    if (const auto path = path_of_uri(*uri)) state_.workspace.add_folder(*path);
  }
  state_.diagnostics_wanted = true;
  return Json{{"capabilities", server_capabilities(state_.client)},
              {"serverInfo", {{"name", "tarifa-lsp"}, {"version", version_}}}};
}

void Server::initialized() {
  Json list = registrations(state_.client);
  if (!list.empty())
    state_.send(ask(state_.next_id++, "client/registerCapability", {{"registrations", std::move(list)}}));
}

bool Server::idle() {
  if (phase_ != Phase::Running || !state_.diagnostics_wanted) return false;
  state_.diagnostics_wanted = false;
  send_diagnostics(state_);
  refresh_views(state_);
  return true;
}

}  // namespace tarifa::lsp
