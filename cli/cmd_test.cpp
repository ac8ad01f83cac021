// tarifa test: the tests in the rules of a package.
#include "cli/command.h"
#include "cli/program.h"
#include "compiler/driver/run_tests.h"
#include "compiler/ir/print.h"
#include "runtime/output_file.h"

namespace tarifa::cli {
namespace {

struct Options {
  std::string program = ".";
  std::string filter;
  std::string junit;
};

std::string report_text(const ir::Module& module, const std::vector<driver::TestCase>& cases, size_t failed,
                        const Console& console) {
  std::string out;
  for (const driver::TestCase& one : cases) {
    out += one.passed() ? "ok    " : console.pick("FAIL  ", "FALLÓ ");
    out += one.name + "\n";
    if (!one.passed()) out += "      " + ir::place_text(module, one.at) + "\n";
    for (const std::string& line : driver::failure_lines(module, one)) out += "      " + line + "\n";
  }
  const std::string passed = std::to_string(cases.size() - failed);
  if (console.language == Language::Spanish) {
    return out + std::to_string(cases.size()) + (cases.size() == 1 ? " caso: " : " casos: ") + passed + " correctos, " +
           std::to_string(failed) + " fallidos\n";
  }
  return out + std::to_string(cases.size()) + (cases.size() == 1 ? " case: " : " cases: ") + passed + " passed, " +
         std::to_string(failed) + " failed\n";
}

int test(const Options& options, const Console& console) {
  int status = kOk;
  const auto program = load_program(options.program, console, status);
  if (program == nullptr) return status;
  const auto cases = driver::run_tests(program->module(), options.filter, console.language);
  if (cases.empty() && !options.filter.empty()) return console.refuse({DiagKind::NoTestMatches, {options.filter}});
  size_t failed = 0;
  for (const driver::TestCase& one : cases) failed += one.passed() ? 0 : 1;
  if (!options.junit.empty()) {
    auto file = runtime::OutputFile::create(options.junit);
    if (!file) return console.refuse(file.error());
    if (auto done = file->write(driver::junit_report(program->module(), cases)); !done)
      return console.refuse(done.error());
    if (auto done = file->commit(); !done) return console.refuse(done.error());
  }
  static_cast<void>(print(report_text(program->module(), cases, failed, console)));
  return failed == 0 ? kOk : kFailed;
}

}  // namespace

void add_test(Commands& commands) {
  auto options = std::make_shared<Options>();
  CLI::App* command = commands.app.add_subcommand("test", "Run the tests in the rules; every row is a case");
  command->add_option("PROGRAM", options->program, "Package folder or module file")->capture_default_str();
  command->add_option("--filter", options->filter, "Only tests whose name holds this text")->type_name("TEXT");
  command->add_option("--junit", options->junit, "Also write a JUnit report")->type_name("FILE");
  command->footer(
      "Examples:\n  tarifa test water-town\n  tarifa test water-town --filter blocks --junit "
      "report.xml");
  command->callback(
      [&commands, options] { commands.chosen = [&commands, options] { return test(*options, commands.console); }; });
}

}  // namespace tarifa::cli
