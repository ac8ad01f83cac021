#include "lsp/server/inbox.h"

#include <algorithm>

#include "lsp/server/handlers.h"

namespace tarifa::lsp {
namespace {

constexpr size_t kMostCancelled = 1'000;

std::string document_uri(const Json& params) {
  const Json* document = member(params, "textDocument");
  return document == nullptr ? std::string{} : text_member(*document, "uri").value_or("");
}

}  // namespace

void Inbox::put(Message message) {
  const std::lock_guard lock(mutex_);
  if (message.method == "$/cancelRequest") {
    const Json* id = member(message.params, "id");
    if (id == nullptr) return;
    // Only what waits can be cancelled: ids may be used again.
    const bool waits = std::any_of(waiting_.begin(), waiting_.end(), [&](const Message& one) { return one.id == *id; });
    if (waits && cancelled_.size() < kMostCancelled) cancelled_.insert(id->dump());
    if (!waits && !id->is_null() && *id == working_) working_cancelled_ = true;
    return;
  }
  waiting_.push_back(std::move(message));
  arrived_.notify_one();
}

void Inbox::close() {
  const std::lock_guard lock(mutex_);
  closed_ = true;
  arrived_.notify_one();
}

std::optional<Waiting> Inbox::take() {
  std::unique_lock lock(mutex_);
  arrived_.wait(lock, [&] { return closed_ || !waiting_.empty(); });
  if (waiting_.empty()) return std::nullopt;
  Waiting next{std::move(waiting_.front())};
  waiting_.pop_front();
  working_ = next.message.id;
  working_cancelled_ = false;
  if (!next.message.is_request()) return next;
  if (cancelled_.erase(next.message.id.dump()) > 0) {
    next.standing = Standing::Cancelled;
    return next;
  }
  const RequestHandler* handler = request_handler(next.message.method);
  const std::string uri = document_uri(next.message.params);
  if (handler == nullptr || !handler->drops_when_stale || uri.empty()) return next;
  const bool newer = std::any_of(waiting_.begin(), waiting_.end(), [&](const Message& one) {
    return one.method == "textDocument/didChange" && document_uri(one.params) == uri;
  });
  if (newer) next.standing = Standing::Stale;
  return next;
}

bool Inbox::cancelled_meanwhile() {
  const std::lock_guard lock(mutex_);
  return working_cancelled_;
}

bool Inbox::empty() {
  const std::lock_guard lock(mutex_);
  return waiting_.empty();
}

}  // namespace tarifa::lsp
