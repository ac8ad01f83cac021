#include "lsp/features/moved_files.h"

#include <filesystem>

namespace tarifa::lsp {
namespace {

namespace fs = std::filesystem;

std::string without_slash(std::string path) {
  while (path.size() > 1 && path.ends_with('/')) path.pop_back();
  return path;
}

std::string folder_of(const std::string& path) { return fs::path(path).parent_path().generic_string(); }

// As a rule may write it: below the folder. Empty: it is not below.
std::string below(const std::string& folder, const std::string& path) {
  const std::string prefix = without_slash(folder) + "/";
  return path.starts_with(prefix) ? path.substr(prefix.size()) : std::string{};
}

}  // namespace

std::string path_after(const std::vector<Moved>& moves, const std::string& path) {
  for (const Moved& move : moves) {
    const std::string from = without_slash(move.from);
    if (path == from) return without_slash(move.to);
    if (path.starts_with(from + "/")) return without_slash(move.to) + path.substr(from.size());
  }
  return path;
}

std::vector<MovedReference> moved_csv(const Snapshot& snapshot, const std::vector<Moved>& moves) {
  std::vector<MovedReference> out;
  for (const FileId file : snapshot.result().files) {
    const check::ModuleUnit* module = snapshot.module(file);
    for (const CsvReference& reference : csv_references(snapshot, file)) {
      if (!reference.file.valid() || module == nullptr) continue;
      const std::string rule = path_after(moves, snapshot.path(file));
      const std::string csv = path_after(moves, snapshot.path(reference.file));
      const std::string top = path_after(
          moves, without_slash((fs::path(snapshot.root()) / module->folder).lexically_normal().generic_string()));
      const std::string near = below(folder_of(rule), csv);
      const std::string from_top = below(top, csv);
      const std::string text = reference.beside && !near.empty() ? near : !from_top.empty() ? from_top : near;
      if (!text.empty() && text != reference.written) out.push_back({reference.span, text});
    }
  }
  return out;
}

std::vector<MovedPath> moved_dependencies(const std::string& root, std::string_view manifest,
                                          const std::vector<Moved>& moves) {
  std::vector<MovedPath> out;
  const std::string home = without_slash(root);
  for (const ManifestPath& path : manifest_paths(manifest)) {
    const std::string target = without_slash((fs::path(home) / path.path).lexically_normal().generic_string());
    const fs::path moved_to = path_after(moves, target);
    const std::string text = moved_to.lexically_relative(path_after(moves, home)).generic_string();
    const std::string before = fs::path(target).lexically_relative(home).generic_string();
    if (!text.empty() && text != before) out.push_back({path.begin, path.end, text});
  }
  return out;
}

}  // namespace tarifa::lsp
