// The tests of packages: which there are, and running them.
#include <chrono>

#include "compiler/driver/run_tests.h"
#include "lsp/server/requests.h"
#include "lsp/server/wire.h"
#include "lsp/workspace/places.h"

namespace tarifa::lsp {
namespace {

// Which analysis answers: the newest if it is without errors, else the last that was.
struct Testable {
  std::shared_ptr<const Snapshot> snapshot;
  bool current = true;
};

std::optional<Testable> testable(State& state, OpenPackage& package) {
  auto newest = package.analysed(state.workspace.documents());
  if (newest && (*newest)->result().ok) return Testable{*newest, true};
  if (package.last_ok() == nullptr) return std::nullopt;
  return Testable{package.last_ok(), false};
}

std::vector<OpenPackage*> packages_of(State& state, const Json& params) {
  if (member(params, "textDocument") == nullptr) return state.workspace.packages();
  const auto path = document_path(params);
  OpenPackage* package = path ? state.workspace.package_of(*path) : nullptr;
  return package == nullptr ? std::vector<OpenPackage*>{} : std::vector{package};
}

Json test_json(const State& state, const Snapshot& snapshot, const Places& places, size_t index) {
  const ir::Test& test = snapshot.ir().tests[index];
  const Span at = places.span_of(test.at);
  if (!at.valid() || snapshot.is_standard(at.file)) return nullptr;
  Json rows = Json::array();
  for (size_t row = 0; row < test.rows.size(); ++row) {
    const Span row_at = places.span_of(test.rows[row].at);
    rows.push_back({{"row", row + 1},
                    {"name", driver::test_case_name(snapshot.ir(), {index, row}, state.client.language)},
                    {"uri", uri_of(snapshot, row_at.valid() ? row_at.file : at.file)},
                    {"range", range_json(state, snapshot, row_at.valid() ? row_at : at)}});
  }
  return {{"name", test.name},
          {"module", test.module},
          {"uri", uri_of(snapshot, at.file)},
          {"range", range_json(state, snapshot, at)},
          {"rows", std::move(rows)}};
}

Json failure_json(const State& state, const Snapshot& snapshot, const Places& places,
                  const driver::TestFailure& failure) {
  Json json = {{"message", failure.message}};
  const Span at = places.span_of(failure.at);
  if (at.valid()) {
    json["uri"] = uri_of(snapshot, at.file);
    json["range"] = range_json(state, snapshot, at);
  }
  if (!failure.expected.empty()) json["expected"] = failure.expected;
  if (!failure.actual.empty()) json["actual"] = failure.actual;
  if (!failure.diagram.empty()) json["diagram"] = failure.diagram;
  return json;
}

// What the client follows a long run by, where it asked for it.
class Progress {
 public:
  Progress(State& state, const Json& params, size_t total) : state_(state), total_(total) {
    if (const Json* token = member(params, "workDoneToken")) token_ = *token;
    tell({{"kind", "begin"},
          {"title", state.client.language == Language::English ? "Tests" : "Pruebas"},
          {"cancellable", true},
          {"percentage", 0}});
  }
  ~Progress() { tell({{"kind", "end"}}); }
  Progress(const Progress&) = delete;
  Progress& operator=(const Progress&) = delete;

  void at(size_t done) {
    const size_t percent = total_ == 0 ? 100 : done * 100 / total_;
    if (percent == told_) return;
    told_ = percent;
    tell({{"kind", "report"},
          {"percentage", percent},
          {"message", std::to_string(done) + "/" + std::to_string(total_)}});
  }

 private:
  void tell(Json value) {
    if (!token_.is_null()) state_.send(notify("$/progress", {{"token", token_}, {"value", std::move(value)}}));
  }

  State& state_;
  size_t total_;
  size_t told_ = 0;
  Json token_;
};

// The tests of the file `uri`, or of that name in it, or one row of it.
std::vector<driver::TestCaseId> asked_cases(const Snapshot& snapshot, const Places& places, FileId file,
                                            const Json& params) {
  const auto name = text_member(params, "name");
  const auto row = count_member(params, "row");
  std::vector<driver::TestCaseId> asked;
  for (const driver::TestCaseId id : driver::test_cases(snapshot.ir())) {
    const ir::Test& test = snapshot.ir().tests[id.test];
    if (name && test.name != *name) continue;
    if (row && id.row.value_or(0) + 1 != *row) continue;
    if (places.span_of(test.at).file == file) asked.push_back(id);
  }
  return asked;
}

Json case_json(const State& state, const Snapshot& snapshot, const Places& places, const driver::TestCase& one,
               double milliseconds) {
  const ir::Test& test = snapshot.ir().tests[one.id.test];
  Json failures = Json::array();
  for (const driver::TestFailure& failure : one.failures)
    failures.push_back(failure_json(state, snapshot, places, failure));
  Json json = {{"name", test.name},
               {"title", one.name},
               {"passed", one.passed()},
               {"failures", std::move(failures)},
               {"milliseconds", milliseconds}};
  if (one.id.row) json["row"] = *one.id.row + 1;
  if (!one.not_given.empty()) json["notGiven"] = one.not_given;
  const Span at = places.span_of(one.at);
  if (!at.valid()) return json;
  json["uri"] = uri_of(snapshot, at.file);
  json["range"] = range_json(state, snapshot, at);
  return json;
}

}  // namespace

Answer tests_request(State& state, const Json& params) {
  Json tests = Json::array();
  for (OpenPackage* package : packages_of(state, params)) {
    const auto from = testable(state, *package);
    if (!from) continue;
    const Places places(*from->snapshot);
    for (size_t i = 0; i < from->snapshot->ir().tests.size(); ++i) {
      Json test = test_json(state, *from->snapshot, places, i);
      if (test.is_null()) continue;
      test["current"] = from->current;
      tests.push_back(std::move(test));
    }
  }
  return tests;
}

Answer run_test_request(State& state, const Json& params) {
  const auto uri = text_member(params, "uri");
  const auto at = locate(state, {{"textDocument", {{"uri", uri.value_or("")}}}});
  if (!at) return Json(nullptr);
  const Snapshot& snapshot = *at->snapshot;
  if (!snapshot.result().ok) {
    return Json{{"ok", false},
                {"problem", state.client.language == Language::English
                                ? "the package has errors: its tests cannot run"
                                : "el paquete tiene errores: sus pruebas no se pueden ejecutar"}};
  }
  const Places places(snapshot);
  const auto asked = asked_cases(snapshot, places, at->file, params);
  Json results = Json::array();
  bool passed = true;
  Progress progress(state, params, asked.size());
  for (const driver::TestCaseId id : asked) {
    if (state.cancelled()) return refused(ErrorCode::RequestCancelled, "cancelled");
    const auto begin = std::chrono::steady_clock::now();
    const driver::TestCase one = driver::run_test(snapshot.ir(), id, state.client.language);
    const std::chrono::duration<double, std::milli> took = std::chrono::steady_clock::now() - begin;
    passed = passed && one.passed();
    results.push_back(case_json(state, snapshot, places, one, took.count()));
    progress.at(results.size());
  }
  return Json{{"ok", true}, {"passed", passed}, {"results", std::move(results)}};
}

}  // namespace tarifa::lsp
