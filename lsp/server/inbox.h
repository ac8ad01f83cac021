// Messages that came and wait, filled by one thread and emptied by another. What was cancelled, or asks about a text
// that a waiting change replaces, need not be worked on.
#pragma once

#include <condition_variable>
#include <deque>
#include <mutex>
#include <optional>
#include <set>
#include <string>

#include "lsp/protocol/json_rpc.h"

namespace tarifa::lsp {

enum class Standing : uint8_t { Wanted, Cancelled, Stale };

struct Waiting {
  Message message;
  Standing standing = Standing::Wanted;
};

class Inbox {
 public:
  void put(Message message);
  void close();
  // Waits for one. None: closed and empty.
  [[nodiscard]] std::optional<Waiting> take();
  [[nodiscard]] bool empty();
  // The request that was taken last has been cancelled since.
  [[nodiscard]] bool cancelled_meanwhile();

 private:
  std::mutex mutex_;
  std::condition_variable arrived_;
  std::deque<Message> waiting_;
  std::set<std::string> cancelled_;  // ids, as JSON
  Json working_;                     // id of the message taken last; null: it was a notification
  bool working_cancelled_ = false;
  bool closed_ = false;
};

}  // namespace tarifa::lsp
