// tarifa explain: why one bill is what it is, replayed in the reference interpreter.
#include "cli/command.h"
#include "cli/program.h"
#include "cli/run_dates.h"
#include "compiler/eval/explanation.h"
#include "compiler/eval/trace.h"
#include "runtime/data/account_reader.h"
#include "runtime/rate_batch.h"
#include "runtime/subject_value.h"

namespace tarifa::cli {
namespace {

struct Options {
  std::string program = ".";
  std::string accounts;
  std::string account;
  std::string bill;
  std::string format = "text";
  DateOptions dates;
};

struct Found {
  eval::Value subject;
  std::optional<runtime::RowFailure> failure;
};

// The first row with the key, or the first row when no key is given.
Result<Found> find_account(const Options& options, const ir::Module& module, ir::RecordId entity) {
  auto reader = runtime::AccountReader::open(options.accounts, module, entity);
  if (!reader) return pass_on(reader);
  runtime::Batch batch;
  for (;;) {
    auto more = reader->next(batch);
    if (!more) return pass_on(more);
    if (!*more) return fail(DiagKind::NoSuchAccount, options.accounts, options.account);
    for (size_t row = 0; row < batch.columns.rows; ++row) {
      const uint64_t number = batch.first_row + row;
      const auto failed = std::find_if(batch.failures.begin(), batch.failures.end(),
                                       [&](const runtime::RowFailure& failure) { return failure.row == number; });
      const bool bad = failed != batch.failures.end();
      const std::string name = bad ? runtime::row_name(*failed) : batch.accounts[row];
      if (!options.account.empty() && name != options.account) continue;
      Found found;
      if (bad)
        found.failure = *failed;
      else
        found.subject = runtime::subject_value(module, batch.columns, row);
      return found;
    }
  }
}

int explain(const Options& options, const Console& console) {
  auto context = run_context(options.dates);
  if (!context) return console.refuse(context.error());
  int status = kOk;
  const auto program = load_program(options.program, console, status);
  if (program == nullptr) return status;
  const ir::Module& module = program->module();
  auto bill = choose_bill(module, options.bill, options.program);
  if (!bill) return console.refuse(bill.error());
  if (!issued_suffices(module, *bill, *context)) {
    return console.refuse({DiagKind::IssuedNeeded, {module.bills[bill->index()].name}});
  }
  auto found = find_account(options, module, module.bills[bill->index()].entity);
  if (!found) return console.refuse(found.error());
  if (found->failure) {  // its data are wrong: the row as `bill` would write it
    const auto form = options.format == "json" ? runtime::BillForm::JsonLines : runtime::BillForm::Table;
    const runtime::BillWriter writer(module, *bill, *context, form, console.language);
    runtime::RatedRow row;
    row.row = 1;
    row.failure = &*found->failure;
    std::string text;
    writer.row(row, text);
    static_cast<void>(print(text));
    return kRowsFailed;
  }
  eval::Interpreter interpreter(module);
  eval::Trace trace(module, console.language);
  const auto outcome = interpreter.bill(*bill, found->subject, runtime::interpreter_context(*context), &trace);
  const eval::Explanation& root = trace.root();
  static_cast<void>(print(options.format == "json" ? eval::explanation_json(root) + "\n"
                                                   : eval::explanation_text(root, console.language)));
  return outcome ? kOk : kRowsFailed;
}

}  // namespace

void add_explain(Commands& commands) {
  auto options = std::make_shared<Options>();
  CLI::App* command = commands.app.add_subcommand("explain", "Show how the bill of one account comes about");
  command->add_option("PROGRAM", options->program, "Package folder or module file")->capture_default_str();
  command->add_option("--accounts", options->accounts, "Accounts: .json, .jsonl or .csv")
      ->required()
      ->type_name("FILE");
  command->add_option("--account", options->account, "Key of the account; else the first one")->type_name("KEY");
  add_date_options(*command, options->dates);
  command->add_option("--bill", options->bill, "Bill to explain, if the package declares several")->type_name("NAME");
  command->add_option("--format", options->format, "Form of the explanation")
      ->check(CLI::IsMember({"text", "json"}))
      ->type_name("text|json")
      ->capture_default_str();
  command->footer(
      "Example:\n  tarifa explain water-town --accounts accounts.jsonl --period 2026-01 --account "
      "W-2");
  command->callback(
      [&commands, options] { commands.chosen = [&commands, options] { return explain(*options, commands.console); }; });
}

}  // namespace tarifa::cli
