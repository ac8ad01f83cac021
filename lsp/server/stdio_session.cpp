#include "lsp/server/stdio_session.h"

#include <unistd.h>

#include <cerrno>
#include <thread>

#include "lsp/protocol/message_stream.h"
#include "lsp/server/inbox.h"
#include "lsp/server/server.h"

namespace tarifa::lsp {
namespace {

bool write_all(int to, std::string_view bytes) {
  while (!bytes.empty()) {
    const ssize_t written = write(to, bytes.data(), bytes.size());
    if (written < 0 && errno == EINTR) continue;
    if (written <= 0) return false;
    bytes.remove_prefix(static_cast<size_t>(written));
  }
  return true;
}

// Reads until the input ends or cannot be understood. What is no message is answered through the inbox's reader.
void fill(Inbox& inbox, const std::function<void(const Json&)>& refuse_it) {
  MessageSplitter splitter;
  std::string buffer(size_t{64} << 10U, '\0');
  while (!splitter.broken()) {
    const ssize_t count = read(STDIN_FILENO, buffer.data(), buffer.size());
    if (count < 0 && errno == EINTR) continue;
    if (count <= 0) break;
    splitter.add(std::string_view(buffer).substr(0, static_cast<size_t>(count)));
    while (const auto body = splitter.next()) {
      ReadMessage read = read_message(*body);
      if (read.message) {
        inbox.put(std::move(*read.message));
      } else {
        refuse_it(read.refusal);
      }
    }
  }
  inbox.close();
}

}  // namespace

int serve_stdio(const std::string& version) {
  Inbox inbox;
  std::mutex writing;
  const auto send = [&](const Json& message) {
    const std::string bytes = framed(body_of(message));
    const std::lock_guard lock(writing);
    static_cast<void>(write_all(STDOUT_FILENO, bytes));  // a client that is gone closes the input, too
  };
  Server server(version, send);
  server.ask_whether_cancelled([&] { return inbox.cancelled_meanwhile(); });
  std::thread reader([&] { fill(inbox, send); });
  while (!server.exit_status()) {
    if (inbox.empty() && server.idle()) continue;
    auto next = inbox.take();
    if (!next) break;
    switch (next->standing) {
      case Standing::Wanted: server.receive(next->message); break;
      case Standing::Cancelled: send(refuse(next->message.id, {ErrorCode::RequestCancelled, "cancelled"})); break;
      case Standing::Stale:
        send(refuse(next->message.id, {ErrorCode::ContentModified, "the text has changed since"}));
        break;
    }
  }
  const int status = server.exit_status().value_or(1);
  if (server.exit_status()) {
    // The reader may wait for input for ever: the process ends without it.
    reader.detach();
    _exit(status);
  }
  reader.join();
  return status;
}

}  // namespace tarifa::lsp
