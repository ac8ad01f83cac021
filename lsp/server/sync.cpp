#include "lsp/server/sync.h"

#include "compiler/support/limits.h"
#include "lsp/server/chosen_account.h"
#include "lsp/server/wire.h"
#include "lsp/workspace/file_uri.h"

namespace tarifa::lsp {
namespace {

int64_t version_of(const Json& document) {
  const Json* version = member(document, "version");
  return version != nullptr && version->is_number_integer() ? version->get<int64_t>() : 0;
}

void each_folder(const Json& params, std::string_view list, const std::function<void(const std::string&)>& visit) {
  const Json* event = member(params, "event");
  const Json* folders = event == nullptr ? nullptr : member(*event, list);
  if (folders == nullptr || !folders->is_array()) return;
  for (const Json& folder : *folders) {
    const auto uri = text_member(folder, "uri");
    const auto path = uri ? path_of_uri(*uri) : std::nullopt;
    if (path) visit(*path);
  }
}

}  // namespace

void did_open(State& state, const Json& params) {
  const auto path = document_path(params);
  if (!path) return;
  const Json& document = *member(params, "textDocument");
  auto text = text_member(document, "text");
  if (!text) return;
  state.workspace.open(*path, version_of(document), std::move(*text));
  state.diagnostics_wanted = true;
}

void did_change(State& state, const Json& params) {
  const auto path = document_path(params);
  const Json* list = member(params, "contentChanges");
  if (!path || list == nullptr || !list->is_array()) return;
  std::vector<TextChange> changes;
  for (const Json& change : *list) {
    auto text = text_member(change, "text");
    if (!text) continue;
    const Json* range = member(change, "range");
    const auto read = range == nullptr ? std::nullopt : read_range(*range);
    if (range != nullptr && !read) continue;
    changes.push_back({read, std::move(*text)});
  }
  state.workspace.change(*path, version_of(*member(params, "textDocument")), changes, state.client.encoding);
  state.diagnostics_wanted = true;
}

void did_close(State& state, const Json& params) {
  const auto path = document_path(params);
  if (!path) return;
  state.workspace.close(*path);
  state.diagnostics_wanted = true;
}

void did_save(State& state, const Json& params) {
  const auto path = document_path(params);
  // What a manifest or a CSV file says on disk decides which files are read.
  if (path && !path->ends_with(".rule")) {
    for (OpenPackage* package : state.workspace.packages()) package->read_again();
    state.diagnostics_wanted = true;
  }
}

void did_change_watched_files(State& state, const Json& params) {
  const Json* changes = member(params, "changes");
  if (changes == nullptr || !changes->is_array()) return;
  for (const Json& change : *changes) {
    const auto uri = text_member(change, "uri");
    const auto path = uri ? path_of_uri(*uri) : std::nullopt;
    if (path) state.workspace.changed_on_disk(*path);
  }
  state.diagnostics_wanted = true;
}

void did_change_configuration(State& state, const Json& params) {
  const Json* settings = member(params, "settings");
  if (settings != nullptr && take_settings(state, *settings)) refresh_hints(state);
}

void did_change_workspace_folders(State& state, const Json& params) {
  each_folder(params, "removed", [&](const std::string& path) { state.workspace.remove_folder(path); });
  each_folder(params, "added", [&](const std::string& path) { state.workspace.add_folder(path); });
  state.diagnostics_wanted = true;
}

}  // namespace tarifa::lsp
