// Choosing a sample account, its values beside the rules, the explanation of its bill.
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
Json not_ok(const State& state) {
  return {{"ok", false},
          {"message", pick(state, "the package has errors: nothing is evaluated until they are mended",
                           "el paquete tiene errores: nada se evalúa hasta corregirlos")}};
}

Json problem_json(const AccountProblem& problem) {
  Json json = {{"ok", false}, {"message", problem.message}};
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
  Json json = {{"id", sample.id}, {"kind", kind_word(sample.kind)}, {"name", sample.name}, {"entity", sample.entity}};
  if (sample.at.valid()) json["location"] = location_json(state, snapshot, sample.at);
  if (!sample.file.empty()) {
    const Position at{sample.line == 0 ? 0 : sample.line - 1, 0};
    json["file"] = sample.file;
    json["location"] = {{"uri", uri_of_path(snapshot.root() + sample.file)}, {"range", to_json(Range{at, at})}};
  }
  if (sample.kind != AccountKind::Test) return json;
  const auto account = account_of(snapshot, sample.id, state.client.language);
  if (!account) {
    json["problem"] = {{"code", account.error().code}, {"message", account.error().message}};
  } else if (account->has_dates) {
    json.update(context_json(account->context));
  }
  return json;
}

Json value_json(const State& state, const Snapshot& snapshot, const ShownValue& value) {
  Json json = {{"range", range_json(state, snapshot, value.span)},
               {"kind", kind_word(value.kind)},
               {"name", value.name},
               {"value", value.value},
               {"detail", value.detail},
               {"applies", value.applies}};
  if (!value.failure.empty()) json["failure"] = value.failure;
  return json;
}

Json run_json(const State& state, const Located& at, const AccountRun& run) {
  const Snapshot& snapshot = *at.snapshot;
  Json values = Json::array();
  const auto size = static_cast<uint32_t>(snapshot.sources().text(at.file).size());
  for (const ShownValue& value : values_within(run.evaluation, {at.file, 0, size + 1}))
    values.push_back(value_json(state, snapshot, value));
  Json json = {{"ok", true},
               {"account", {{"id", run.account.sample.id}, {"name", run.account.sample.name}}},
               {"values", std::move(values)}};
  json.update(context_json(run.context));
  if (!run.evaluation.failure.empty()) json["failure"] = run.evaluation.failure;
  return json;
}

void refresh_hints(State& state) {
  if (!state.client.refreshes_inlay_hints) return;
  state.send(ask(state.next_id++, "workspace/inlayHint/refresh", nullptr));
}

// Of the request, or that was chosen before.
std::optional<ChosenAccount> chosen_of(const State& state, const Located& at, const Json& params) {
  ChosenAccount asked = read_chosen(params);
  if (!asked.id.empty()) return asked;
  const ChosenAccount* chosen = state.accounts->of(at.snapshot->root());
  return chosen == nullptr ? std::nullopt : std::optional(*chosen);
}

}  // namespace

Answer sample_accounts_request(State& state, const Json& params) {
  const auto at = locate(state, params);
  if (!at) return Json(nullptr);
  if (!at->snapshot->result().ok) return not_ok(state);
  const SampleAccounts found = sample_accounts(*at->snapshot, state.client.language);
  Json accounts = Json::array();
  for (const SampleAccount& sample : found.accounts) accounts.push_back(sample_json(state, *at->snapshot, sample));
  Json files = Json::array();
  for (const AccountFile& file : found.files) {
    Json one = {{"uri", uri_of_path(at->snapshot->root() + file.path)}, {"path", file.path}};
    if (!file.problem.empty()) one["problem"] = file.problem;
    files.push_back(std::move(one));
  }
  Json answer = {{"ok", true}, {"accounts", std::move(accounts)}, {"files", std::move(files)}};
  if (const ChosenAccount* chosen = state.accounts->of(at->snapshot->root())) answer["chosen"] = chosen->id;
  return answer;
}

Answer choose_account_request(State& state, const Json& params) {
  const auto at = locate(state, params);
  if (!at) return Json(nullptr);
  const std::string& root = at->snapshot->root();
  ChosenAccount chosen = read_chosen(params);
  if (chosen.id.empty()) {
    state.accounts->forget(root);
    refresh_hints(state);
    return Json{{"ok", true}, {"values", Json::array()}};
  }
  if (!at->snapshot->result().ok) {  // it is evaluated as soon as the errors are gone
    state.accounts->choose(root, std::move(chosen));
    return not_ok(state);
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
  if (!at->snapshot->result().ok) return not_ok(state);
  if (text_member(params, "account").value_or("").empty()) {
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
  if (!at->snapshot->result().ok) return not_ok(state);
  const auto run = run_account(*at->snapshot, *chosen, state.client.language);
  if (!run) return problem_json(run.error());
  const std::string bill = text_member(params, "bill").value_or("");
  const eval::Explanation* explanation = explanation_of(run->evaluation, bill);
  if (explanation == nullptr) {
    Json names = Json::array();
    for (const eval::Explanation& one : run->evaluation.explanations) names.push_back(one.name);
    return Json{{"ok", false},
                {"message", pick(state, "choose a bill", "elija una factura")},
                {"bills", std::move(names)}};
  }
  Json json = {{"ok", true},
               {"explanation", Json::parse(eval::explanation_json(*explanation))},
               {"text", eval::explanation_text(*explanation, state.client.language)},
               {"account", {{"id", run->account.sample.id}, {"name", run->account.sample.name}}}};
  json.update(context_json(run->context));
  if (!run->evaluation.failure.empty()) json["failure"] = run->evaluation.failure;
  return json;
}

}  // namespace tarifa::lsp
