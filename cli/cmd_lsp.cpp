// tarifa lsp: becomes tarifa-lsp, the language server, which lies beside this command.
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <filesystem>

#include "cli/command.h"

namespace tarifa::cli {
namespace {

// An executable of its own: an editor's server has no use for a code generator.
int language_server(const Console& console) {
  std::error_code error;
  const auto self = std::filesystem::read_symlink("/proc/self/exe", error);
  std::string server = (self.parent_path() / "tarifa-lsp").string();
  if (!error) {
    std::string stdio = "--stdio";
    char* const arguments[] = {server.data(), stdio.data(), nullptr};
    execv(server.c_str(), arguments);  // returns only where it failed
  }
  const int status = console.refuse({DiagKind::CannotReadFile, {server, std::strerror(errno)}});
  console.say(console.pick("the language server `tarifa-lsp` belongs into the folder of `tarifa`",
                           "el servidor de lenguaje `tarifa-lsp` debe estar en la carpeta de `tarifa`"));
  return status;
}

}  // namespace

void add_lsp(Commands& commands) {
  CLI::App* command =
      commands.app.add_subcommand("lsp", "Start the language server for an editor, on standard input and output");
  auto stdio = std::make_shared<bool>(false);  // there is no other way to talk: it changes nothing
  command->add_flag("--stdio", *stdio, "Talk on standard input and output, as always; editors say it");
  command->footer("An editor starts it: docs/editor.md says how.\nExample:\n  tarifa lsp --stdio");
  command->callback(
      [&commands, stdio] { commands.chosen = [&commands] { return language_server(commands.console); }; });
}

}  // namespace tarifa::cli
