// Diagnostics for clients that ask for them.
#include <algorithm>

#include "lsp/server/diagnostics.h"
#include "lsp/server/progress.h"
#include "lsp/server/requests.h"
#include "lsp/server/wire.h"
#include "lsp/workspace/file_uri.h"

namespace tarifa::lsp {
namespace {

// Equal lists have equal ids: the client need not be told again.
std::string result_id(const Json& items) { return std::to_string(std::hash<std::string>{}(body_of(items))); }

Json report(const Json& items, const std::string& known_id) {
  const std::string id = result_id(items);
  if (id == known_id) return {{"kind", "unchanged"}, {"resultId", id}};
  return {{"kind", "full"}, {"resultId", id}, {"items", items}};
}

}  // namespace

Answer document_diagnostics(State& state, const Json& params) {
  const auto path = document_path(params);
  OpenPackage* package = path ? state.workspace.package_of(*path) : nullptr;
  const std::string known = text_member(params, "previousResultId").value_or("");
  if (package == nullptr) return report(Json::array(), known);
  auto found = package_diagnostics(state, *package);
  const auto mine = found.find(uri_of_path(*path));
  return report(mine == found.end() ? Json::array() : mine->second, known);
}

Answer workspace_diagnostics(State& state, const Json& params) {
  std::map<std::string, std::string> known;
  if (const Json* ids = member(params, "previousResultIds"); ids != nullptr && ids->is_array()) {
    for (const Json& one : *ids) {
      const auto uri = text_member(one, "uri");
      if (uri) known[*uri] = text_member(one, "value").value_or("");
    }
  }
  std::map<std::string, Json> all;
  for (const auto& [uri, id] : known) all[uri] = Json::array();  // what was said of them may be no more
  const auto packages = state.workspace.packages();
  Progress progress(state, &params, progress_title(state), packages.size());
  for (OpenPackage* package : packages) {
    progress.step(package->single().empty() ? package->root() : package->single());
    for (auto& [uri, list] : package_diagnostics(state, *package)) all[uri] = std::move(list);
  }
  Json items = Json::array();
  for (const auto& [uri, list] : all) {
    Json one = report(list, known.contains(uri) ? known[uri] : "");
    one["uri"] = uri;
    const auto path = path_of_uri(uri);
    const auto& documents = state.workspace.documents();
    one["version"] = path && documents.contains(*path) ? Json(documents.at(*path).version) : Json(nullptr);
    items.push_back(std::move(one));
  }
  return Json{{"items", std::move(items)}};
}

}  // namespace tarifa::lsp
