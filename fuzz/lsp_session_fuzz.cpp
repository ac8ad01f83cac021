// A session with the language server: a message a line, `file:///W/` standing for a package on disk; an empty line: the
// client waits. Whatever comes, every request gets one answer that can be sent, and nothing else happens to the server.
// An input that begins with `#` is a stream of bytes instead: it comes in pieces, and splits the same however it is
// cut.
#include <unistd.h>

#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <map>
#include <string>

#include "compiler/support/read_file.h"
#include "fuzz/message_mutator.h"
#include "lsp/protocol/message_stream.h"
#include "lsp/server/server.h"

namespace {

using namespace tarifa;
namespace fs = std::filesystem;

void require(bool holds, const char* what) {
  if (holds) return;
  std::fprintf(stderr, "%s\n", what);
  std::abort();
}

// The package the sessions are about: a copy of an example, the same for every input.
class Folder {
 public:
  Folder() : path_(fs::temp_directory_path() / ("tarifa-lsp-fuzz-" + std::to_string(getpid()))) {
    fs::create_directories(path_);
    fs::copy(fs::path(TARIFA_SOURCE_DIR) / "examples/01-colombia-energy", path_,
             fs::copy_options::recursive | fs::copy_options::overwrite_existing);
  }
  ~Folder() {
    std::error_code error;
    fs::remove_all(path_, error);
  }
  Folder(const Folder&) = delete;
  Folder& operator=(const Folder&) = delete;
  [[nodiscard]] std::string uri() const { return "file://" + path_.string() + "/"; }

 private:
  fs::path path_;
};

std::string with_folder(std::string line, const std::string& uri) {
  constexpr std::string_view kMark = "file:///W/";
  for (size_t at = line.find(kMark); at != std::string::npos; at = line.find(kMark, at + uri.size()))
    line.replace(at, kMark.size(), uri);
  return line;
}

class Session {
 public:
  explicit Session(const std::string& uri) : server_("0", [this](const lsp::Json& message) { sent(message); }) {
    lsp::Message start;
    start.id = "start";
    start.method = "initialize";
    start.params = {{"capabilities", lsp::Json::object()},
                    {"workspaceFolders", {{{"uri", uri.substr(0, uri.size() - 1)}, {"name", "w"}}}}};
    receive(start);
  }

  void receive(const lsp::Message& message) {
    const bool waits = message.is_request() && !server_.exit_status();
    if (waits) ++open_[message.id.dump()];
    server_.receive(message);
    if (waits) require(open_[message.id.dump()] == 0, "a request was not answered, or twice");
  }
  void wait() { require(!(server_.idle() && server_.idle()), "there is always something to do"); }

 private:
  void sent(const lsp::Json& message) {
    const std::string body = lsp::body_of(message);
    require(!lsp::Json::parse(body, nullptr, false).is_discarded(), "what is sent is not JSON");
    if (!message.contains("method")) --open_[message["id"].dump()];
    if (message.contains("error")) require(message["error"]["code"] != -32603, "an internal error");
  }

  std::map<std::string, int> open_;
  lsp::Server server_;
};

void run_session(std::string_view text) {
  static const Folder folder;
  Session session(folder.uri());
  constexpr size_t kMostMessages = 60;
  for (size_t count = 0; count < kMostMessages && !text.empty(); ++count) {
    const size_t end = std::min(text.find('\n'), text.size());
    const std::string line = with_folder(std::string(text.substr(0, end)), folder.uri());
    text.remove_prefix(std::min(end + 1, text.size()));
    if (line.empty()) {
      session.wait();
      continue;
    }
    const lsp::ReadMessage read = lsp::read_message(line);
    require(read.message.has_value() != read.refusal.is_object(), "neither a message nor a refusal");
    if (read.message) session.receive(*read.message);
  }
  session.wait();
}

std::vector<std::string> split(std::string_view bytes, size_t piece) {
  std::vector<std::string> messages;
  lsp::MessageSplitter splitter;
  for (size_t at = 0; at < bytes.size(); at += piece) {
    splitter.add(bytes.substr(at, piece));
    while (auto message = splitter.next()) messages.push_back(std::move(*message));
  }
  if (splitter.broken()) messages.emplace_back("broken");
  return messages;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  if (text.starts_with('#')) {
    const auto whole = split(text.substr(1), size);
    for (const size_t piece : {size_t{1}, size_t{2}, size_t{7}})
      require(split(text.substr(1), piece) == whole, "a stream splits by how it comes");
    for (const std::string& body : whole) static_cast<void>(lsp::read_message(body));
    return 0;
  }
  run_session(text);
  return 0;
}

#ifdef TARIFA_FUZZ
extern "C" size_t LLVMFuzzerMutate(uint8_t* data, size_t size, size_t max_size);

extern "C" size_t LLVMFuzzerCustomMutator(uint8_t* data, size_t size, size_t max_size, unsigned seed) {
  if (seed % 8 == 0) return LLVMFuzzerMutate(data, size, max_size);
  const std::string changed = fuzz::MessageMutator(seed).mutate({reinterpret_cast<const char*>(data), size});
  if (changed.size() > max_size || changed.empty()) return LLVMFuzzerMutate(data, size, max_size);
  std::copy(changed.begin(), changed.end(), data);
  return changed.size();
}
#endif
