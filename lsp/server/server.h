// The language server, one message at a time: no thread, no stream, no clock of its own.
#pragma once

#include <functional>
#include <optional>
#include <string>

#include "lsp/server/state.h"

namespace tarifa::lsp {

class Server {
 public:
  Server(std::string version, std::function<void(const Json&)> send);

  // Handles one message. Whatever the client sends, an answer or nothing: it never throws.
  void receive(const Message& message);
  // Nothing is waiting: what changed is analysed, and what was found is sent. False: there was nothing to do.
  bool idle();

  // After `exit`: 0 if `shutdown` came before it, else 1.
  [[nodiscard]] std::optional<int> exit_status() const { return exit_status_; }
  [[nodiscard]] const State& state() const { return state_; }
  // Says whether the request that is being answered was cancelled meanwhile.
  void ask_whether_cancelled(std::function<bool()> cancelled) { state_.cancelled = std::move(cancelled); }

 private:
  enum class Phase : uint8_t { Fresh, Running, Shut };
  [[nodiscard]] Answer answer(const Message& request);
  void note(const Message& notification);
  [[nodiscard]] Answer initialize(const Json& params);
  void initialized();

  std::string version_;
  State state_;
  Phase phase_ = Phase::Fresh;
  std::optional<int> exit_status_;
};

}  // namespace tarifa::lsp
