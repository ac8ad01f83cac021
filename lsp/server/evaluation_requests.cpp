// Choosing a sample account, its values beside the rules, the explanation of its bill.
#include <algorithm>

#include "compiler/eval/explanation.h"
#include "compiler/numeric/date_text.h"
#include "lsp/server/chosen_account.h"
#include "lsp/server/requests.h"
#include "lsp/server/wire.h"
#include "lsp/workspace/file_uri.h"

namespace tarifa::lsp {
namespace {

std::string pick(const State& state, std::string_view english, std::string_view spanish) {
  return std::string(state.client.language == Language::English ? english : spanish);
}

std::string date_text(int32_t days) { return numeric::to_string(numeric::Date{days}); }

std::string_view kind_word(AccountKind kind) {
  switch (kind) {
    case AccountKind::Test: return "test";
    case AccountKind::Let: return "let";
    case AccountKind::Data: return "data";
  }
  return "";
}

std::string_view kind_word(ShownKind kind) {
  switch (kind) {
    case ShownKind::Bill: return "bill";
    case ShownKind::Tariff: return "tariff";
    case ShownKind::Line: return "line";
    case ShownKind::Total: return "total";
    case ShownKind::Due: return "due";
    case ShownKind::Rule: return "rule";
    case ShownKind::Exception: return "exception";
    case ShownKind::Let: return "let";
    case ShownKind::Parameter: return "parameter";
    case ShownKind::TableRow: return "row";
    case ShownKind::Condition: return "condition";
    case ShownKind::Read: return "read";
  }
  return "";
}

// With errors in the package nothing is evaluated: its module is not whole, and older values would be another text's.
AccountProblem not_ok(const State& state) {
  return {{},
          pick(state, "the package has errors: nothing is evaluated until they are mended",
               "el paquete tiene errores: nada se evalúa hasta corregirlos")};
}

Json problem_json(const AccountProblem& problem) {
  Json json = {{"ok", false}, {"problem", problem_text(problem)}, {"values", Json::array()}, {"reads", Json::array()}};
  if (!problem.code.empty()) json["code"] = problem.code;
  return json;
}

Json context_json(const eval::RunContext& context) {
  Json json = {{"asOf", date_text(context.as_of)}};
  if (context.has_period) {
    json["from"] = date_text(context.period_start);
    json["through"] = date_text(context.period_end - 1);
  }
  if (context.issued_given && context.issued) json["issued"] = date_text(*context.issued);
  return json;
}

Json sample_json(const State& state, const Snapshot& snapshot, const SampleAccount& sample) {
  Json json = {{"id", sample.id},
               {"label", sample.name},
               {"detail", sample.entity},
               {"kind", kind_word(sample.kind)},
               {"entity", sample.entity}};
  if (sample.at.valid()) json["location"] = location_json(state, snapshot, sample.at);
  if (!sample.file.empty()) {
    const Position at{sample.line == 0 ? 0 : sample.line - 1, 0};
    json["detail"] = sample.file;
    json["location"] = {{"uri", uri_of_path(snapshot.root() + sample.file)}, {"range", to_json(Range{at, at})}};
  }
  if (sample.kind != AccountKind::Test) return json;
  const auto account = account_of(snapshot, sample.id, state.client.language);
  if (!account) {
    json["problem"] = problem_text(account.error());
  } else if (account->has_dates) {
    json["dates"] = context_json(account->context);
    if (account->context.has_period) {
      json["detail"] = sample.entity + ", " + date_text(account->context.period_start) + " .. " +
                       date_text(account->context.period_end - 1);
    }
  }
  return json;
}

// Only the first line of the span: the value belongs to what begins there.
Span first_line(const Snapshot& snapshot, Span span) {
  const std::string_view text = snapshot.sources().text(span);
  return {span.file, span.begin, span.begin + static_cast<uint32_t>(std::min(text.find('\n'), text.size()))};
}

Json value_json(const State& state, const Snapshot& snapshot, const ShownValue& value) {
  Json json = {{"range", range_json(state, snapshot, first_line(snapshot, value.span))},
               {"text", shown_text(state, value)},
               {"kind", kind_word(value.kind)},
               {"name", value.name},
               {"value", value.value},
               {"applies", value.applies}};
  if (!value.detail.empty()) json["tooltip"] = value.detail;
  if (!value.failure.empty()) json["failure"] = value.failure;
  return json;
}

Json account_json(const Account& account) { return {{"id", account.sample.id}, {"label", account.sample.name}}; }

Json run_json(const State& state, const Located& at, const AccountRun& run) {
  const Snapshot& snapshot = *at.snapshot;
  Json values = Json::array();
  Json reads = Json::array();
  const auto size = static_cast<uint32_t>(snapshot.sources().text(at.file).size());
  for (const ShownValue& value : values_within(run.evaluation, {at.file, 0, size + 1})) {
    if (value.kind == ShownKind::Condition) continue;  // the line says it
    (value.kind == ShownKind::Read ? reads : values).push_back(value_json(state, snapshot, value));
  }
  Json json = {{"ok", true},
               {"account", account_json(run.account)},
               {"dates", context_json(run.context)},
               {"values", std::move(values)},
               {"reads", std::move(reads)}};
  if (!run.evaluation.failure.empty()) json["problem"] = run.evaluation.failure;
  return json;
}

// Of the request, or that was chosen before.
std::optional<ChosenAccount> chosen_of(const State& state, const Located& at, const Json& params) {
  ChosenAccount asked = read_chosen(params);
  if (!asked.empty()) return asked;
  const ChosenAccount* chosen = state.accounts->of(at.snapshot->root());
  return chosen == nullptr ? std::nullopt : std::optional(*chosen);
}

// The bill that was asked for, or the only one.
std::string bill_name(const Snapshot& snapshot, const ChosenAccount& chosen) {
  if (!chosen.bill.empty() || !snapshot.result().ok || snapshot.ir().bills.size() != 1) return chosen.bill;
  return snapshot.ir().bills.front().name;
}

// As `tarifa explain` says it of an account that cannot be billed.
Json failed_bill(const Snapshot& snapshot, const ChosenAccount& chosen, const AccountProblem& problem) {
  Json error = {{"code", problem.code}, {"message", problem.message}};
  if (!problem.at.empty()) error["at"] = problem.at;
  if (!problem.field.empty()) error["field"] = problem.field;
  if (problem.value) error["value"] = *problem.value;
  for (const eval::Input& input : problem.inputs) error["inputs"][input.name] = input.value;
  return {{"account", chosen.sample.empty() ? chosen.key : chosen.sample},
          {"bill", bill_name(snapshot, chosen)},
          {"error", std::move(error)}};
}

}  // namespace

Answer sample_accounts_request(State& state, const Json& params) {
  const auto path = document_path(params);
  OpenPackage* package = path ? state.workspace.package_of(*path) : nullptr;
  if (package == nullptr) return Json::array();
  (void)package->analysed(state.workspace.documents());
  const auto snapshot = package->last_ok();  // which accounts there are; values are of the newest text only
  if (snapshot == nullptr) return Json::array();
  Json accounts = Json::array();
  for (const SampleAccount& sample : sample_accounts(*snapshot, state.client.language).accounts)
    accounts.push_back(sample_json(state, *snapshot, sample));
  return accounts;
}

Answer choose_account_request(State& state, const Json& params) {
  const auto at = locate(state, params);
  if (!at) return Json(nullptr);
  const std::string& root = at->snapshot->root();
  ChosenAccount chosen = read_chosen(params);
  if (chosen.empty()) {
    state.accounts->forget(root);
    refresh_hints(state);
    return Json{{"ok", true}, {"values", Json::array()}, {"reads", Json::array()}};
  }
  if (!at->snapshot->result().ok) {  // it is evaluated as soon as the errors are gone
    state.accounts->choose(root, std::move(chosen));
    return problem_json(not_ok(state));
  }
  const auto run = run_account(*at->snapshot, chosen, state.client.language);
  if (!run) return problem_json(run.error());
  state.accounts->choose(root, std::move(chosen));
  refresh_hints(state);
  return run_json(state, *at, *run);
}

Answer evaluate_request(State& state, const Json& params) {
  const auto at = locate(state, params);
  if (!at) return Json(nullptr);
  const auto chosen = chosen_of(state, *at, params);
  if (!chosen) return Json(nullptr);
  if (!at->snapshot->result().ok) return problem_json(not_ok(state));
  if (read_chosen(params).empty()) {
    const auto run = state.accounts->run_of(at->snapshot, state.client.language);
    if (run != nullptr) return run_json(state, *at, *run);
  }
  const auto run = run_account(*at->snapshot, *chosen, state.client.language);
  return run ? run_json(state, *at, *run) : problem_json(run.error());
}

Answer explain_request(State& state, const Json& params) {
  const auto at = locate(state, params);
  if (!at) return Json(nullptr);
  const auto chosen = chosen_of(state, *at, params);
  if (!chosen) return Json(nullptr);
  const auto run = at->snapshot->result().ok
                       ? run_account(*at->snapshot, *chosen, state.client.language)
                       : tl::expected<AccountRun, AccountProblem>(tl::unexpected<AccountProblem>(not_ok(state)));
  if (!run) {
    return Json{{"ok", false},
                {"problem", problem_text(run.error())},
                {"explanation", failed_bill(*at->snapshot, *chosen, run.error())}};
  }
  const eval::Explanation* explanation = explanation_of(run->evaluation, chosen->bill);
  if (explanation == nullptr) {
    Json names = Json::array();
    for (const eval::Explanation& one : run->evaluation.explanations) names.push_back(one.name);
    AccountProblem problem{{}, pick(state, "choose a bill: ", "elija una factura: ")};
    for (const Json& name : names) problem.message += (&name == &names[0] ? "" : ", ") + name.get<std::string>();
    return Json{{"ok", false},
                {"problem", problem.message},
                {"bills", std::move(names)},
                {"explanation", failed_bill(*at->snapshot, *chosen, problem)}};
  }
  Json json = {{"ok", true},
               {"explanation", Json::parse(eval::explanation_json(*explanation))},
               {"text", eval::explanation_text(*explanation, state.client.language)},
               {"account", account_json(run->account)},
               {"dates", context_json(run->context)}};
  if (!run->evaluation.failure.empty()) json["problem"] = run->evaluation.failure;
  return json;
}

}  // namespace tarifa::lsp
