// tarifa bill: accounts in, bills out.
#include "cli/command.h"
#include "cli/jit_options.h"
#include "cli/program.h"
#include "cli/progress.h"
#include "cli/run_dates.h"
#include "compiler/numeric/decimal_text.h"
#include "runtime/billing_run.h"
#include "runtime/write/grouped_number.h"

namespace tarifa::cli {
namespace {

struct Options {
  std::string program = ".";
  std::string accounts;
  std::string bill;
  std::string format = "table";
  std::string out;
  std::string fail_over;
  bool interpret = false;
  unsigned threads = 2;
  DateOptions dates;
  JitSwitches jit;
};

Result<runtime::FailOver> fail_over_of(const std::string& text) {
  std::string_view number = text;
  if (!number.ends_with('%')) return fail(DiagKind::BadPercent, text);  // 5 could be meant as accounts
  number.remove_suffix(1);
  const auto parsed = numeric::parse_data_number(number);
  const bool usable = parsed.ok() && parsed.value.mantissa >= 0 && parsed.value.scale <= 9 &&
                      parsed.value.mantissa <= ir::Int128{100} * numeric::pow10(parsed.value.scale);
  if (!usable) return fail(DiagKind::BadPercent, text);
  return runtime::FailOver{static_cast<int64_t>(parsed.value.mantissa), parsed.value.scale};
}

runtime::BillForm form_of(const std::string& name) {
  if (name == "json") return runtime::BillForm::Json;
  if (name == "jsonl") return runtime::BillForm::JsonLines;
  return name == "csv" ? runtime::BillForm::Csv : runtime::BillForm::Table;
}

std::string count(uint64_t number) { return runtime::grouped(std::to_string(number), {}); }

// `billed 43 of 51 accounts; 8 failed: R0201 2, R0202 4, R0203 2`
std::string summary(const runtime::RunTotals& totals, const Console& console, bool written) {
  const bool english = console.language == Language::English;
  std::string text = written ? (english ? "billed " : "facturadas ") : (english ? "rated " : "liquidadas ");
  text += count(totals.billed) + (english ? " of " : " de ") + count(totals.billed + totals.failed);
  text += english ? " accounts" : " cuentas";
  if (totals.failed == 0) return text;
  text += "; " + count(totals.failed) + (english ? " failed: " : " fallaron: ");
  bool first = true;
  for (const auto& [code, number] : totals.codes) {
    text += (first ? "" : ", ") + std::string(code) + " " + count(number);
    first = false;
  }
  return text;
}

int finish(const runtime::RunReport& report, const Options& options, const Console& console) {
  const runtime::RunTotals& totals = report.totals;
  switch (report.end) {
    case runtime::RunEnd::KernelDiffers:
      static_cast<void>(console.refuse({DiagKind::KernelDiffers, {report.difference}}));
      return kInternal;
    case runtime::RunEnd::TooManyFailed:
      console.say(summary(totals, console, false));
      static_cast<void>(
          console.refuse({DiagKind::TooManyRowsFailed,
                          {count(totals.failed), count(totals.billed + totals.failed), options.fail_over}}));
      return kFailOver;
    case runtime::RunEnd::Done: break;
  }
  console.say(summary(totals, console, true));
  return totals.failed > 0 ? kRowsFailed : kOk;
}

int bill(const Options& options, const Console& console) {
  auto context = run_context(options.dates);
  if (!context) return console.refuse(context.error());
  runtime::RunOptions run;
  if (!options.fail_over.empty()) {
    auto fail_over = fail_over_of(options.fail_over);
    if (!fail_over) return console.refuse(fail_over.error());
    run.fail_over = *fail_over;
  }
  int status = kOk;
  const auto program = load_program(options.program, console, status);
  if (program == nullptr) return status;
  auto chosen = choose_bill(program->module(), options.bill, options.program);
  if (!chosen) return console.refuse(chosen.error());
  if (!issued_suffices(program->module(), *chosen, *context)) {
    return console.refuse({DiagKind::IssuedNeeded, {program->module().bills[chosen->index()].name}});
  }
  Progress progress(console.interactive());
  run.context = *context;
  run.form = form_of(options.format);
  run.language = console.language;
  run.interpret = options.interpret;
  run.threads = options.threads;
  run.jit = jit_options(options.jit, options.threads);
  run.out = options.out;
  run.progress = [&](uint64_t read, uint64_t size, uint64_t rows) { progress.show(read, size, rows); };
  auto report = runtime::run_billing(program->module(), *chosen, options.accounts, run);
  progress.wipe();
  if (!report) return console.refuse(report.error());
  return finish(*report, options, console);
}

}  // namespace

void add_bill(Commands& commands) {
  auto options = std::make_shared<Options>();
  CLI::App* command = commands.app.add_subcommand("bill", "Bill the accounts of a file");
  command->add_option("PROGRAM", options->program, "Package folder, or module file of `tarifa build`")
      ->capture_default_str();
  command->add_option("--accounts", options->accounts, "Accounts: .json (an array), .jsonl or .csv")
      ->required()
      ->type_name("FILE");
  add_date_options(*command, options->dates);
  command->add_option("--bill", options->bill, "Bill to make, if the package declares several")->type_name("NAME");
  command->add_option("--format", options->format, "Form of the bills")
      ->check(CLI::IsMember({"table", "json", "jsonl", "csv"}))
      ->type_name("table|json|jsonl|csv")
      ->capture_default_str();
  command->add_option("--out", options->out, "File to write, whole or not at all; else standard output")
      ->type_name("FILE");
  command
      ->add_option("--fail-over", options->fail_over,
                   "Stop with status 4, writing nothing, if more accounts than this fail")
      ->type_name("PERCENT");
  command->add_flag("--interpret", options->interpret, "Rate with the reference interpreter only (slow, same bytes)");
  command->add_option("--threads", options->threads, "Threads that rate; the output does not depend on it")
      ->check(CLI::Range(1U, 64U))
      ->capture_default_str();
  add_jit_switches(*command, options->jit);
  command->footer(
      "A failed account is reported with its key, code and the place of the rule; the others are "
      "billed.\n"
      "Examples:\n"
      "  tarifa bill water-town --accounts accounts.csv --period 2026-01\n"
      "  tarifa bill water-town --accounts accounts.jsonl --from 2026-01-20 --through 2026-02-18 "
      "--format jsonl --out bills.jsonl\n"
      "  tarifa bill water-town.tarifa --accounts accounts.json --period 2026-01 --issued "
      "2026-02-03 --fail-over 5%");
  command->callback(
      [&commands, options] { commands.chosen = [&commands, options] { return bill(*options, commands.console); }; });
}

}  // namespace tarifa::cli
