// tarifa check: everything that is wrong with a package.
#include "cli/command.h"
#include "cli/numerics.h"
#include "cli/program.h"
#include "cli/run_dates.h"
#include "compiler/support/diag_json.h"
#include "compiler/support/diag_sarif.h"
#include "compiler/support/diag_text.h"

namespace tarifa::cli {
namespace {

struct Options {
  std::string package = ".";
  std::string format = "text";
  bool numerics = false;
  DateOptions dates;
};

int check(const Options& options, const Console& console) {
  const auto context = run_context(options.dates, kUsualPeriod);
  if (!context) return console.refuse(context.error());
  int status = kOk;
  const auto loaded = load_sources(options.package, console, status);
  if (loaded == nullptr) return status;
  const auto& found = loaded->sink.all();
  if (options.format == "json") {
    static_cast<void>(print(render_json(found, loaded->sources, console.language)));
  } else if (options.format == "sarif") {
    static_cast<void>(print(render_sarif(found, loaded->sources, console.language, TARIFA_VERSION)));
  } else {
    console.diagnostics(loaded->sink, loaded->sources);
    static_cast<void>(print(render_counts(loaded->sink, console.language) + "\n"));
  }
  if (loaded->result.ok && options.numerics) static_cast<void>(print(numerics_text(loaded->result.module, *context)));
  return loaded->result.ok ? kOk : kFailed;
}

}  // namespace

void add_check(Commands& commands) {
  auto options = std::make_shared<Options>();
  CLI::App* command = commands.app.add_subcommand("check", "Find what is wrong with a package");
  command->add_option("PACKAGE", options->package, "Folder with tarifa.toml")->capture_default_str();
  command->add_option("--format", options->format, "Form of the diagnostics")
      ->check(CLI::IsMember({"text", "json", "sarif"}))
      ->type_name("text|json|sarif")
      ->capture_default_str();
  command->add_flag("--numerics", options->numerics, "Also show digits, range and width of every amount");
  command->add_option("--period", options->dates.period, "Month whose kernels --numerics shows; else January 2020")
      ->type_name("2020-04");
  command->footer(
      "Examples:\n  tarifa check water-town\n  tarifa check water-town --lang es\n"
      "  tarifa check water-town --format sarif > findings.sarif");
  command->callback(
      [&commands, options] { commands.chosen = [&commands, options] { return check(*options, commands.console); }; });
}

}  // namespace tarifa::cli
