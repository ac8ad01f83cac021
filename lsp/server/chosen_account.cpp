#include "lsp/server/chosen_account.h"

#include "compiler/numeric/date_text.h"
#include "compiler/support/limits.h"

namespace tarifa::lsp {
namespace {

using Failed = tl::unexpected<AccountProblem>;

struct Days {
  int32_t start = 0;
  int32_t end = 0;
};

Failed bad(DiagKind kind, std::vector<std::string> args, Language language) {
  return Failed({{}, diag_message(to_diagnostic({kind, std::move(args)}), language)});
}

tl::expected<int32_t, AccountProblem> date_of(const std::string& text, Language language) {
  const auto date = numeric::parse_date(text);
  if (!date) return bad(DiagKind::BadDate, {text}, language);
  return date->days;
}

tl::expected<Days, AccountProblem> days_of(const AskedDates& asked, Language language) {
  if (!asked.period.empty()) {
    const auto month = numeric::parse_month(asked.period);
    if (!month) return bad(DiagKind::BadMonth, {asked.period}, language);
    return Days{numeric::first_day(*month).days, numeric::last_day(*month).days + 1};
  }
  const auto from = date_of(asked.from, language);
  if (!from) return Failed(from.error());
  const auto through = date_of(asked.through, language);
  if (!through) return Failed(through.error());
  const int64_t days = int64_t{*through} - *from + 1;
  if (days < 1 || days > limits::kPeriodDays) {
    return bad(DiagKind::PeriodLength,
               {std::to_string(limits::kPeriodDays), asked.from, asked.through, std::to_string(days)}, language);
  }
  return Days{*from, *through + 1};
}

// S56, as the command line reads them.
tl::expected<eval::RunContext, AccountProblem> context_of(const AskedDates& asked, const Account& account,
                                                          Language language) {
  eval::RunContext context = account.context;
  if (asked.any()) {
    const auto days = days_of(asked, language);
    if (!days) return Failed(days.error());
    context = {};
    context.period_start = days->start;
    context.period_end = days->end;
    context.as_of = days->end;
  } else if (!account.has_dates) {
    const bool english = language == Language::English;
    return Failed({{},
                   english ? "say what is billed: a month, or a first and a last day"
                           : "indique qué se factura: un mes, o el primer y el último día"});
  }
  if (!asked.issued.empty()) {
    const auto issued = date_of(asked.issued, language);
    if (!issued) return Failed(issued.error());
    context.issued = *issued;
    context.issued_given = true;
    context.as_of = *issued;
  }
  if (!asked.as_of.empty()) {
    const auto as_of = date_of(asked.as_of, language);
    if (!as_of) return Failed(as_of.error());
    context.as_of = *as_of;
  }
  return context;
}

ChosenAccount chosen_in(const Json& choice) {
  const auto text = [&](std::string_view name) { return text_member(choice, name).value_or(""); };
  return {text("sample"),
          text("accounts"),
          text("account"),
          {text("period"), text("from"), text("through"), text("issued"), text("asOf")},
          text("bill")};
}

}  // namespace

ChosenAccount read_chosen(const Json& params) {
  const Json* choice = member(params, "choice");
  return choice == nullptr ? ChosenAccount{} : chosen_in(*choice);
}

tl::expected<AccountRun, AccountProblem> run_account(const Snapshot& snapshot, const ChosenAccount& chosen,
                                                     Language language) {
  auto account = chosen.sample.empty() ? account_in_file(snapshot, chosen.file, chosen.key, language)
                                       : account_of(snapshot, chosen.sample, language);
  if (!account) return Failed(std::move(account).error());
  const auto context = context_of(chosen.dates, *account, language);
  if (!context) return Failed(context.error());
  const int32_t effective = chosen.dates.any() ? context->period_start : account->effective;
  AccountRun run{*std::move(account), *context, effective, {}};
  run.evaluation = evaluate_account(snapshot, run.account, run.context, effective, language);
  return run;
}

void ChosenAccounts::choose(const std::string& root, ChosenAccount chosen) {
  by_root_[root] = {std::move(chosen), {}, nullptr};
}

const ChosenAccount* ChosenAccounts::of(const std::string& root) const {
  const auto found = by_root_.find(root);
  if (found != by_root_.end()) return &found->second.chosen;
  return preset_.empty() ? nullptr : &preset_;
}

void ChosenAccounts::preset(ChosenAccount chosen) {
  preset_ = std::move(chosen);
  preset_by_root_.clear();
}

std::shared_ptr<const AccountRun> ChosenAccounts::run_of(const std::shared_ptr<const Snapshot>& snapshot,
                                                         Language language) {
  const ChosenAccount* chosen = of(snapshot->root());
  if (chosen == nullptr || !snapshot->result().ok) return nullptr;
  Entry& entry = (chosen == &preset_ ? preset_by_root_ : by_root_)[snapshot->root()];
  if (entry.snapshot.lock() != snapshot) {
    auto run = run_account(*snapshot, *chosen, language);
    entry.snapshot = snapshot;
    entry.run = run ? std::make_shared<const AccountRun>(*std::move(run)) : nullptr;
  }
  return entry.run;
}

bool take_settings(State& state, const Json& settings) {
  const Json* ours = member(settings, "tarifa");
  const Json* choice = member(ours == nullptr ? settings : *ours, "sampleAccount");
  if (choice == nullptr) return false;
  state.accounts->preset(chosen_in(*choice));
  return true;
}

void refresh_hints(State& state) {
  if (!state.client.refreshes_inlay_hints) return;
  state.send(ask(state.next_id++, "workspace/inlayHint/refresh", nullptr));
}

std::string shown_text(const State& state, const ShownValue& value) {
  const auto pick = [&](std::string_view english, std::string_view spanish) {
    return std::string(state.client.language == Language::English ? english : spanish);
  };
  if (!value.failure.empty()) return "✗ " + value.failure;
  switch (value.kind) {
    case ShownKind::Line:
      if (!value.applies) return pick("not on the bill", "no está en la factura");
      break;
    case ShownKind::Tariff:
    case ShownKind::Exception:
      return value.applies ? pick("✓ applies", "✓ se aplica") : pick("does not apply", "no se aplica");
    case ShownKind::Condition: return value.applies ? "✓" : "✗";
    case ShownKind::Bill:
    case ShownKind::Total:
    case ShownKind::Due:
    case ShownKind::Rule:
    case ShownKind::Let:
    case ShownKind::Parameter:
    case ShownKind::TableRow:
    case ShownKind::Read: break;
  }
  if (value.value.empty()) return pick("no value", "sin valor");
  return "= " + value.value;
}

std::vector<ShownValue> chosen_values(State& state, const std::shared_ptr<const Snapshot>& snapshot, Span span) {
  const auto run = state.accounts->run_of(snapshot, state.client.language);
  if (run == nullptr) return {};
  const auto values = values_within(run->evaluation, span);
  return {values.begin(), values.end()};
}

}  // namespace tarifa::lsp
