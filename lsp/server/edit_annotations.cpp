#include "lsp/server/edit_annotations.h"

#include <algorithm>

#include "lsp/workspace/file_uri.h"

namespace tarifa::lsp {
namespace {

constexpr const char* kOutside = "outside";

bool is_outside(const State& state, const std::string& path) {
  if (state.workspace.documents().contains(path)) return false;
  const auto& folders = state.workspace.folders();
  return std::none_of(folders.begin(), folders.end(), [&](const std::string& folder) {
    return path.starts_with(folder.ends_with('/') ? folder : folder + "/");
  });
}

}  // namespace

void annotate_outside(const State& state, Json& edit) {
  const auto changes = edit.find("documentChanges");
  if (!state.client.annotates_edits || state.workspace.folders().empty() || changes == edit.end()) return;
  bool any = false;
  for (Json& change : *changes) {
    const auto path = path_of_uri(change["textDocument"]["uri"].get<std::string>());
    if (!path || !is_outside(state, *path)) continue;
    for (Json& one : change["edits"]) one["annotationId"] = kOutside;
    any = true;
  }
  if (!any) return;
  const bool spanish = state.client.language == Language::Spanish;
  edit["changeAnnotations"][kOutside] = {
      {"label", spanish ? "Archivos fuera de las carpetas abiertas" : "Files outside of the open folders"},
      {"needsConfirmation", true},
      {"description", spanish ? "de un paquete del que este depende" : "of a package that this one depends on"}};
}

}  // namespace tarifa::lsp
