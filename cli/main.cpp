// The command `tarifa`: one parser, one command chosen, its exit code.
#include <csignal>
#include <cstdlib>
#include <exception>

#include <unistd.h>

#include "cli/command.h"
#include "runtime/output_file.h"

namespace tarifa::cli {
namespace {

constexpr const char* kAbout =
    "Tarifa bills what utilities charge, from rules that people can read.\n\n"
    "A package is a folder with tarifa.toml and rules/*.rule. Typical work:\n"
    "  tarifa new water-town                          a package that checks, tests and bills\n"
    "  tarifa check water-town                        find mistakes before a customer does\n"
    "  tarifa test water-town                         run the tests in the rules\n"
    "  tarifa bill water-town --accounts water-town/data/accounts.jsonl --period 2026-01\n"
    "  tarifa explain water-town --accounts water-town/data/accounts.jsonl --period 2026-01 "
    "--account W-2";

constexpr const char* kEnds =
    "Exit status:\n"
    "  0  done\n"
    "  1  the package has errors, tests failed, or fmt --check found a difference\n"
    "  2  wrong use, or a file that cannot be read or written\n"
    "  3  billed, but some accounts failed\n"
    "  4  more accounts failed than --fail-over allows; nothing was written\n"
    "  70 an error in tarifa itself; nothing was written\n"
    "  130 interrupted; nothing was written";

extern "C" void on_interrupt(int signal) {
  runtime::remove_pending_output();
  _exit(128 + signal);
}

void stop_cleanly_on_signals() {
  struct sigaction action{};
  action.sa_handler = on_interrupt;
  sigemptyset(&action.sa_mask);
  for (const int signal : {SIGINT, SIGTERM, SIGHUP}) sigaction(signal, &action, nullptr);
}

int run(int argc, char** argv) {
  CLI::App app(kAbout, "tarifa");
  Console console;
  app.set_version_flag("--version", "tarifa " TARIFA_VERSION);
  app.add_option_function<std::string>(
         "--lang",
         [&](const std::string& name) { console.language = name == "es" ? Language::Spanish : Language::English; },
         "Language of messages")
      ->check(CLI::IsMember({"en", "es"}))
      ->type_name("en|es");
  app.footer(kEnds);
  app.require_subcommand(1);
  app.fallthrough();
  Commands commands{app, console, {}};
  for (const auto add : {add_check, add_fmt, add_test, add_build, add_bill, add_explain, add_dump, add_new, add_lsp,
                         add_show, add_completions}) {
    add(commands);
  }
  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    return app.exit(error) == 0 ? kOk : kBadUse;
  }
  return commands.chosen();
}

}  // namespace
}  // namespace tarifa::cli

int main(int argc, char** argv) {
  tarifa::cli::stop_cleanly_on_signals();
  try {
    return tarifa::cli::run(argc, argv);
  } catch (const std::exception& error) {  // of the libraries below: out of memory and the like
    tarifa::runtime::remove_pending_output();
    tarifa::cli::Console().say(std::string("tarifa: internal error: ") + error.what());
    return tarifa::cli::kInternal;
  }
}
