// tarifa build: a package as a module file.
#include "cli/command.h"
#include "cli/program.h"
#include "runtime/module_file.h"

namespace tarifa::cli {
namespace {

struct Options {
  std::string package = ".";
  std::string out;
};

int build(const Options& options, const Console& console) {
  int status = kOk;
  const auto loaded = load_sources(options.package, console, status);
  if (loaded == nullptr) return status;
  if (!loaded->result.ok) {
    console.diagnostics(loaded->sink, loaded->sources);
    return kFailed;
  }
  const ir::Module& module = loaded->result.module;
  const std::string out = options.out.empty() ? module.package + ".tarifa" : options.out;
  if (auto written = runtime::write_module_file(out, module); !written) {
    return console.refuse(written.error());
  }
  console.say(std::string(console.pick("wrote ", "escrito ")) + out);
  return kOk;
}

}  // namespace

void add_build(Commands& commands) {
  auto options = std::make_shared<Options>();
  CLI::App* command = commands.app.add_subcommand("build", "Write a module file that bills without the sources");
  command->add_option("PACKAGE", options->package, "Folder with tarifa.toml")->capture_default_str();
  command->add_option("-o,--out", options->out, "File to write; else NAME.tarifa here")->type_name("FILE");
  command->footer(
      "Examples:\n  tarifa build water-town -o water-town.tarifa\n"
      "  tarifa bill water-town.tarifa --accounts accounts.jsonl --period 2026-01");
  command->callback(
      [&commands, options] { commands.chosen = [&commands, options] { return build(*options, commands.console); }; });
}

}  // namespace tarifa::cli
