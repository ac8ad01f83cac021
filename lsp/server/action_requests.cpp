// Code actions: what a diagnostic offers to mend itself.
#include "lsp/server/refactor_requests.h"
#include "lsp/server/requests.h"
#include "lsp/server/wire.h"

namespace tarifa::lsp {
namespace {

bool touch(Span a, Span b) { return a.file == b.file && a.begin <= b.end && b.begin <= a.end; }

// The diagnostic of the client's list that is this one, so that the editor can tell them together.
Json told_as(const Json& params, const Json& range, std::string_view code) {
  const Json* context = member(params, "context");
  const Json* list = context == nullptr ? nullptr : member(*context, "diagnostics");
  if (list == nullptr || !list->is_array()) return Json::array();
  for (const Json& one : *list) {
    const Json* where = member(one, "range");
    if (where != nullptr && *where == range && text_member(one, "code") == code) return Json::array({one});
  }
  return Json::array();
}

void add_fixes(const State& state, const Json& params, const Located& at, Span span, Json& list) {
  const Snapshot& snapshot = *at.snapshot;
  for (const Diagnostic& diagnostic : snapshot.package().sink.all()) {
    if (!touch(diagnostic.span, span)) continue;
    const Json told = told_as(params, range_json(state, snapshot, diagnostic.span), diag_code(diagnostic.kind));
    for (const Fix& fix : diagnostic.fixes) {
      std::vector<FileEdit> edits;
      for (const Edit& edit : fix.edits) edits.push_back({edit.span, edit.text});
      list.push_back({{"title", note_message(fix.title, state.client.language)},
                      {"kind", "quickfix"},
                      {"diagnostics", told},
                      {"isPreferred", diagnostic.fixes.size() == 1},
                      {"edit", workspace_edit_json(state, snapshot, edits)}});
    }
  }
}

}  // namespace

// An asked kind takes those below it: `refactor` is `refactor.extract` too.
bool wants_action(const Json& params, std::string_view kind) {
  const Json* context = member(params, "context");
  const Json* only = context == nullptr ? nullptr : member(*context, "only");
  if (only == nullptr || !only->is_array()) return !kind.starts_with("source");
  for (const Json& one : *only) {
    if (!one.is_string()) continue;
    const std::string asked = one.get<std::string>();
    if (asked.empty() || kind == asked || kind.starts_with(asked + ".")) return true;
  }
  return false;
}

Answer code_action_request(State& state, const Json& params) {
  const auto at = locate(state, params);
  const Json* range = member(params, "range");
  const auto span = at && range != nullptr ? read_span(state, *at, *range) : std::nullopt;
  if (!span) return Json::array();
  Json list = Json::array();
  if (wants_action(params, "quickfix")) add_fixes(state, params, *at, *span, list);
  add_refactorings(state, params, *at, *span, list);
  return list;
}

}  // namespace tarifa::lsp
