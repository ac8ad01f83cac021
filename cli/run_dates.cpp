#include "cli/run_dates.h"

#include <algorithm>

#include "compiler/numeric/date_text.h"
#include "compiler/support/limits.h"

namespace tarifa::cli {
namespace {

Result<numeric::Date> date_of(const std::string& text) {
  const auto date = numeric::parse_date(text);
  if (!date) return fail(DiagKind::BadDate, text);
  return *date;
}

Result<void> set_period(const DateOptions& options, const std::string& fallback, kernel::RunContext& out) {
  const bool span = !options.from.empty() || !options.through.empty();
  const std::string& period = options.period.empty() && !span ? fallback : options.period;
  if (!period.empty() && !span) {
    const auto month = numeric::parse_month(period);
    if (!month) return fail(DiagKind::BadMonth, period);
    out.period_start = numeric::first_day(*month).days;
    out.period_end = numeric::last_day(*month).days + 1;
    return {};
  }
  if (!period.empty() || options.from.empty() || options.through.empty()) return fail(DiagKind::PeriodNeeded);
  auto from = date_of(options.from);
  if (!from) return pass_on(from);
  auto through = date_of(options.through);
  if (!through) return pass_on(through);
  const int64_t days = int64_t{through->days} - from->days + 1;
  if (days < 1 || days > limits::kPeriodDays) {
    return fail(DiagKind::PeriodLength, std::to_string(limits::kPeriodDays), options.from, options.through,
                std::to_string(days));
  }
  out.period_start = from->days;
  out.period_end = through->days + 1;
  return {};
}

bool reads_issued(const ir::Module& module, const std::vector<ir::LineId>& lines) {
  return std::any_of(lines.begin(), lines.end(),
                     [&](ir::LineId line) { return module.lines[line.index()].values == ir::ValuesKind::Issued; });
}

}  // namespace

void add_date_options(CLI::App& command, DateOptions& options) {
  command.add_option("--period", options.period, "Month that is billed")->type_name("2020-04");
  command.add_option("--from", options.from, "First day that is billed, with --through")->type_name("DATE");
  command.add_option("--through", options.through, "Last day that is billed")->type_name("DATE");
  command.add_option("--issued", options.issued, "Date of issue; else the day after the period")->type_name("DATE");
  command.add_option("--as-of", options.as_of, "Knowledge date: what was published by then; else the date of issue")
      ->type_name("DATE");
}

Result<kernel::RunContext> run_context(const DateOptions& options, const std::string& fallback) {
  kernel::RunContext context;
  if (auto period = set_period(options, fallback, context); !period) return pass_on(period);
  context.issued = context.period_end;
  context.issued_given = !options.issued.empty();
  if (context.issued_given) {
    auto issued = date_of(options.issued);
    if (!issued) return pass_on(issued);
    context.issued = issued->days;
  }
  context.as_of = context.issued;
  if (!options.as_of.empty()) {
    auto as_of = date_of(options.as_of);
    if (!as_of) return pass_on(as_of);
    context.as_of = as_of->days;
  }
  return context;
}

bool issued_suffices(const ir::Module& module, ir::BillId id, const kernel::RunContext& context) {
  if (context.issued_given) return true;
  const ir::Bill& bill = module.bills[id.index()];
  if (reads_issued(module, bill.lines)) return false;
  for (const ir::TariffGroup& group : bill.groups) {
    for (const ir::TariffId tariff : group.tariffs) {
      if (reads_issued(module, module.tariffs[tariff.index()].lines)) return false;
    }
  }
  for (const ir::Rule& rule : module.rules) {
    if (rule.entity != bill.entity) continue;
    for (const ir::Exception& exception : rule.exceptions) {
      if (exception.window.present && exception.window.read_at == ir::DateKind::Issued) return false;
    }
  }
  return true;
}

}  // namespace tarifa::cli
