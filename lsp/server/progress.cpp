#include "lsp/server/progress.h"

namespace tarifa::lsp {

Progress::Progress(State& state, const Json* params, const std::string& title, size_t steps)
    : state_(state), steps_(steps) {
  if (steps < 2) return;
  const Json* asked = params == nullptr ? nullptr : member(*params, "workDoneToken");
  if (asked != nullptr && (asked->is_string() || asked->is_number_integer())) {
    token_ = *asked;
  } else if (params == nullptr && state.client.shows_progress) {
    token_ = "tarifa-" + std::to_string(state.next_id);
    state.send(ask(state.next_id++, "window/workDoneProgress/create", {{"token", token_}}));
  } else {
    return;
  }
  send({{"kind", "begin"}, {"title", title}, {"percentage", 0}, {"cancellable", false}});
}

Progress::~Progress() {
  if (!token_.is_null()) send({{"kind", "end"}});
}

void Progress::step(const std::string& about) {
  if (!token_.is_null())
    send({{"kind", "report"}, {"message", about}, {"percentage", static_cast<uint32_t>(100 * done_ / steps_)}});
  ++done_;
}

void Progress::send(Json value) { state_.send(notify("$/progress", {{"token", token_}, {"value", std::move(value)}})); }

}  // namespace tarifa::lsp
