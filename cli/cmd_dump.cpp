// tarifa dump: a package as it looks between two stages.
#include "cli/command.h"
#include "cli/jit_options.h"
#include "cli/program.h"
#include "cli/run_dates.h"
#include "compiler/ir/print.h"
#include "compiler/syntax/parse.h"
#include "compiler/syntax/print_tokens.h"
#include "compiler/syntax/print_tree.h"

namespace tarifa::cli {
namespace {

struct Options {
  std::string program = ".";
  std::string stage;
  std::string bill;
  DateOptions dates;
  JitSwitches jit;
};

bool is_rules(std::string_view path) { return path.ends_with(".rule"); }

int dump_syntax(const Options& options, const Console& console) {
  int status = kOk;
  const auto loaded = load_sources(options.program, console, status);
  if (loaded == nullptr) return status;
  size_t count = 0;
  for (const FileId file : loaded->result.files) count += is_rules(loaded->sources.path(file)) ? 1 : 0;
  std::string out;
  DiagSink sink;
  for (const FileId file : loaded->result.files) {
    const std::string_view path = loaded->sources.path(file);
    if (!is_rules(path)) continue;
    if (count > 1) out += "== " + std::string(path) + "\n";
    const syntax::Tree tree = syntax::parse(loaded->sources, file, sink);
    out += options.stage == "tokens" ? syntax::print_tokens(loaded->sources, tree)
                                     : syntax::print_tree(loaded->sources, tree);
  }
  static_cast<void>(print(out));
  console.diagnostics(sink, loaded->sources);
  return sink.error_count() > 0 ? kFailed : kOk;
}

codegen::DumpStage stage_of(const std::string& name) {
  if (name == "kernel") return codegen::DumpStage::Kernel;
  return name == "llvm" ? codegen::DumpStage::Llvm : codegen::DumpStage::Asm;
}

int dump(const Options& options, const Console& console) {
  if (options.stage == "tokens" || options.stage == "syntax") return dump_syntax(options, console);
  int status = kOk;
  const auto program = load_program(options.program, console, status);
  if (program == nullptr) return status;
  if (options.stage == "ir") {
    static_cast<void>(print(ir::print(program->module())));
    return kOk;
  }
  auto context = run_context(options.dates, kUsualPeriod);
  if (!context) return console.refuse(context.error());
  auto bill = choose_bill(program->module(), options.bill, options.program);
  if (!bill) return console.refuse(bill.error());
  const auto jit = jit_options(options.jit, 1);
  static_cast<void>(print(codegen::dump(program->module(), *bill, *context, stage_of(options.stage), jit)));
  return kOk;
}

}  // namespace

void add_dump(Commands& commands) {
  auto options = std::make_shared<Options>();
  CLI::App* command = commands.app.add_subcommand("dump", "Show a package between two stages of the compiler");
  command->add_option("PROGRAM", options->program, "Package folder; from `ir` on also a module file")
      ->capture_default_str();
  command->add_option("--stage", options->stage, "What to show")
      ->required()
      ->check(CLI::IsMember({"tokens", "syntax", "ir", "kernel", "llvm", "asm"}))
      ->type_name("tokens|syntax|ir|kernel|llvm|asm");
  command->add_option("--bill", options->bill, "Bill whose kernel is shown, if there are several")->type_name("NAME");
  add_date_options(*command, options->dates);
  add_jit_switches(*command, options->jit);
  command->footer(
      "Kernels are compiled for the dates of a run; without --period for January 2020.\n"
      "Example:\n  tarifa dump water-town --stage kernel --period 2026-01");
  command->callback(
      [&commands, options] { commands.chosen = [&commands, options] { return dump(*options, commands.console); }; });
}

}  // namespace tarifa::cli
