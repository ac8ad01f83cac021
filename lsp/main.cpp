// tarifa-lsp: the language server. `tarifa lsp` starts it. No network, no native code, nothing of a folder is run.
#include <csignal>
#include <cstdio>
#include <cstring>

#include "lsp/server/stdio_session.h"

namespace {

constexpr const char* kHelp =
    "tarifa-lsp: the language server of Tarifa, on standard input and output\n"
    "Usage: tarifa-lsp [--stdio]\n"
    "       tarifa-lsp --version\n"
    "An editor starts it; docs/editor.md says how.\n";

}  // namespace

int main(int argc, char** argv) {
  for (int i = 1; i < argc; ++i) {
    if (std::strcmp(argv[i], "--version") == 0) {
      std::puts("tarifa-lsp " TARIFA_VERSION);
      return 0;
    }
    if (std::strcmp(argv[i], "--help") == 0 || std::strcmp(argv[i], "-h") == 0) {
      std::fputs(kHelp, stdout);
      return 0;
    }
    if (std::strcmp(argv[i], "--stdio") != 0) {
      std::fprintf(stderr, "tarifa-lsp: unknown option %s\n%s", argv[i], kHelp);
      return 2;
    }
  }
  std::signal(SIGPIPE, SIG_IGN);
  return tarifa::lsp::serve_stdio(TARIFA_VERSION);
}
