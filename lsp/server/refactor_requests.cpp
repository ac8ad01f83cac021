#include "lsp/server/refactor_requests.h"

#include <algorithm>

#include "lsp/features/refactorings.h"
#include "lsp/server/edit_annotations.h"
#include "lsp/server/requests.h"
#include "lsp/workspace/file_uri.h"

namespace tarifa::lsp {
namespace {

using ErrorCounts = std::map<DiagKind, size_t>;

ErrorCounts errors_of(const DiagSink& sink) {
  ErrorCounts counts;
  for (const Diagnostic& one : sink.all()) {
    if (diag_severity(one.kind) == Severity::Error) ++counts[one.kind];
  }
  return counts;
}

// The files with the edits in them, by path.
std::map<std::string, std::string> edited_texts(const Snapshot& snapshot, std::vector<Edit> edits) {
  std::stable_sort(edits.begin(), edits.end(), [](const Edit& a, const Edit& b) {
    return std::pair(a.span.file, a.span.begin) > std::pair(b.span.file, b.span.begin);
  });
  std::map<std::string, std::string> texts;
  for (const Edit& edit : edits) {
    const auto [text, fresh] =
        texts.try_emplace(snapshot.path(edit.span.file), std::string(snapshot.sources().text(edit.span.file)));
    text->second.replace(edit.span.begin, edit.span.end - edit.span.begin, edit.text);
  }
  return texts;
}

// The package is checked with the edits in it: what would bring a new error is not handed out.
tl::expected<Json, RpcError> checked_edit(State& state, const Located& at, const RefactorOffer& offer) {
  const bool spanish = state.client.language == Language::Spanish;
  const Snapshot& snapshot = *at.snapshot;
  const auto edits = refactor_edits(snapshot, offer, state.client.language);
  OpenPackage* package = state.workspace.package_of(at.path);
  if (edits.empty() || package == nullptr)
    return refused(ErrorCode::RequestFailed, spanish ? "no se puede hacer aquí" : "this cannot be done here");
  const auto tried = package->with_texts(edited_texts(snapshot, edits));
  const ErrorCounts before = errors_of(snapshot.package().sink);
  for (const auto& [kind, count] : tried == nullptr ? ErrorCounts{} : errors_of(tried->sink)) {
    const auto known = before.find(kind);
    if (known != before.end() && known->second >= count) continue;
    return refused(ErrorCode::RequestFailed, (spanish ? "no se hizo: el paquete tendría un error "
                                                      : "not done: the package would have an error ") +
                                                 std::string(diag_code(kind)));
  }
  std::vector<FileEdit> files;
  for (const Edit& edit : edits) files.push_back({edit.span, edit.text});
  Json edit = workspace_edit_json(state, snapshot, files);
  annotate_outside(state, edit);
  return edit;
}

Json data_of(const State& state, const Located& at, const RefactorOffer& offer) {
  return {{"textDocument", {{"uri", uri_of(*at.snapshot, at.file)}}},
          {"range", range_json(state, *at.snapshot, offer.at)},
          {"refactoring", static_cast<uint32_t>(offer.kind)},
          {"about", offer.about}};
}

}  // namespace

void add_refactorings(State& state, const Json& params, const Located& at, Span span, Json& list) {
  for (const RefactorOffer& offer : refactorings_at(*at.snapshot, span)) {
    const std::string_view kind = protocol_kind(offer.kind);
    if (!wants_action(params, kind)) continue;
    Json action = {{"title", refactor_title(offer.kind, offer.about, state.client.language)}, {"kind", kind}};
    if (state.client.resolves_actions) {
      action["data"] = data_of(state, at, offer);
    } else {
      auto edit = checked_edit(state, at, offer);
      if (!edit) continue;
      action["edit"] = *std::move(edit);
    }
    list.push_back(std::move(action));
  }
}

Answer code_action_resolve_request(State& state, const Json& params) {
  if (!params.is_object()) return refused(ErrorCode::InvalidParams, "no code action");
  const Json* data = member(params, "data");
  const auto kind = data == nullptr ? std::nullopt : count_member(*data, "refactoring");
  const auto at = kind && *kind < refactor_kinds() ? locate(state, *data) : std::nullopt;
  const Json* range = data == nullptr ? nullptr : member(*data, "range");
  const auto span = at && range != nullptr ? read_span(state, *at, *range) : std::nullopt;
  if (!span) return params;
  const RefactorOffer offer{static_cast<RefactorKind>(*kind), *span, text_member(*data, "about").value_or("")};
  auto edit = checked_edit(state, *at, offer);
  if (!edit) return tl::unexpected<RpcError>(edit.error());
  Json action = params;
  action["edit"] = *std::move(edit);
  return action;
}

}  // namespace tarifa::lsp
