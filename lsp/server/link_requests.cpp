// Names that are typed over together, links to files, and what follows when files are renamed.
#include <filesystem>

#include "lsp/features/file_links.h"
#include "lsp/features/linked_names.h"
#include "lsp/features/moved_files.h"
#include "lsp/server/requests.h"
#include "lsp/server/wire.h"
#include "lsp/workspace/file_uri.h"
#include "lsp/workspace/package_texts.h"

namespace tarifa::lsp {
namespace {

// In a text that no analysis holds: a manifest.
Json manifest_range(const State& state, std::string_view text, uint32_t begin, uint32_t end) {
  const PositionEncoding encoding = state.client.encoding;
  return to_json(Range{position_at(text, begin, encoding), position_at(text, end, encoding)});
}

Json manifest_links(const State& state, const std::string& path) {
  Json links = Json::array();
  const auto& documents = state.workspace.documents();
  const auto open = documents.find(path);
  if (open == documents.end()) return links;
  const std::string& text = open->second.text;
  for (const ManifestPath& one : manifest_paths(text)) {
    const auto folder = std::filesystem::path(path).parent_path() / one.path;
    const std::string target = (folder / kManifestName).lexically_normal().generic_string();
    links.push_back({{"range", manifest_range(state, text, one.begin, one.end)}, {"target", uri_of_path(target)}});
  }
  return links;
}

std::vector<Moved> read_moves(const Json& params) {
  std::vector<Moved> moves;
  const Json* files = member(params, "files");
  if (files == nullptr || !files->is_array()) return moves;
  for (const Json& file : *files) {
    const auto from = text_member(file, "oldUri");
    const auto to = text_member(file, "newUri");
    const auto old_path = from ? path_of_uri(*from) : std::nullopt;
    const auto new_path = to ? path_of_uri(*to) : std::nullopt;
    if (old_path && new_path) moves.push_back({*old_path, *new_path});
  }
  return moves;
}

void add_edit(Json& changes, const std::string& uri, Json range, const std::string& text) {
  changes[uri].push_back({{"range", std::move(range)}, {"newText", text}});
}

}  // namespace

Answer linked_editing_request(State& state, const Json& params) {
  const auto at = locate(state, params);
  if (!at || member(params, "position") == nullptr) return Json(nullptr);
  const auto spans = linked_names(*at->snapshot, at->file, at->offset);
  if (spans.empty()) return Json(nullptr);
  Json ranges = Json::array();
  for (const Span span : spans) ranges.push_back(range_json(state, *at->snapshot, span));
  return Json{{"ranges", std::move(ranges)}, {"wordPattern", "[\\p{L}_][\\p{L}\\p{N}_]*"}};
}

Answer document_link_request(State& state, const Json& params) {
  const auto path = document_path(params);
  if (path && std::filesystem::path(*path).filename() == kManifestName) return manifest_links(state, *path);
  const auto at = locate(state, params);
  if (!at) return Json(nullptr);
  Json links = Json::array();
  for (const FileLink& link : file_links(*at->snapshot, at->file)) {
    links.push_back(
        {{"range", range_json(state, *at->snapshot, link.span)}, {"target", uri_of(*at->snapshot, link.target)}});
  }
  return links;
}

Answer will_rename_files_request(State& state, const Json& params) {
  const std::vector<Moved> moves = read_moves(params);
  if (moves.empty()) return Json(nullptr);
  Json changes = Json::object();
  std::set<std::pair<std::string, uint32_t>> seen;
  for (OpenPackage* package : state.workspace.packages()) {
    const auto snapshot = package->analysed(state.workspace.documents());
    if (!snapshot) continue;
    for (const MovedReference& one : moved_csv(**snapshot, moves)) {
      const std::string uri = uri_of(**snapshot, one.span.file);
      if (seen.emplace(uri, one.span.begin).second)
        add_edit(changes, uri, range_json(state, **snapshot, one.span), one.text);
    }
    if (!package->single().empty() || !package->input()) continue;
    const std::string& manifest = package->input()->manifest;
    const std::string uri = uri_of_path(package->root() + std::string(kManifestName));
    for (const MovedPath& one : moved_dependencies(package->root(), manifest, moves))
      add_edit(changes, uri, manifest_range(state, manifest, one.begin, one.end), one.text);
  }
  if (changes.empty()) return Json(nullptr);
  return Json{{"changes", std::move(changes)}};
}

}  // namespace tarifa::lsp
