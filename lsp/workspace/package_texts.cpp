#include "lsp/workspace/package_texts.h"

#include <algorithm>
#include <filesystem>

namespace tarifa::lsp {
namespace {

namespace fs = std::filesystem;

std::string absolute(const std::string& folder, const std::string& path) {
  return (fs::path(folder) / path).lexically_normal().generic_string();
}

// Folders of dependencies are shown relative to the package, so `root` stays the same below.
void lay_over(check::PackageInput& input, const std::string& root, const Documents& documents) {
  const std::string folder = absolute(root, input.folder);
  if (const auto open = documents.find(absolute(folder, std::string(kManifestName))); open != documents.end())
    input.manifest = open->second.text;
  for (check::PackageFile& file : input.files) {
    if (const auto open = documents.find(absolute(folder, file.path)); open != documents.end())
      file.text = open->second.text;
  }
  for (check::PackageInput& dependency : input.dependencies) lay_over(dependency, root, documents);
}

// An open text may name CSV files that the one on disk does not.
Result<void> add_tables_of(check::PackageInput& input, const std::string& root, const Documents& documents) {
  const std::string folder = absolute(root, input.folder);
  std::vector<std::pair<std::string, std::string>> rules;  // adding tables moves the files
  for (const check::PackageFile& file : input.files) {
    if (file.path.ends_with(".rule") && documents.contains(absolute(folder, file.path)))
      rules.emplace_back(file.path, file.text);
  }
  for (const auto& [path, text] : rules) {
    if (auto done = driver::add_named_tables(folder, path, text, input); !done) return done;
  }
  for (check::PackageInput& dependency : input.dependencies) {
    if (auto done = add_tables_of(dependency, root, documents); !done) return done;
  }
  return {};
}

void add_unsaved(check::PackageInput& input, const std::string& root, const Documents& documents) {
  for (auto open = documents.lower_bound(root); open != documents.end() && open->first.starts_with(root); ++open) {
    if (!open->first.ends_with(".rule") || package_root_of(open->first) != root) continue;
    const std::string path = open->first.substr(root.size());
    const bool known = std::any_of(input.files.begin(), input.files.end(),
                                   [&](const check::PackageFile& file) { return file.path == path; });
    if (known) continue;
    const auto place = std::find_if(input.files.begin(), input.files.end(), [&](const check::PackageFile& file) {
      return !file.path.ends_with(".rule") || file.path > path;
    });
    input.files.insert(place, {path, open->second.text});
  }
}

// What stands after `module` at the beginning of a text, as far as it is a path.
std::string module_named_in(std::string_view text) {
  size_t at = 0;
  while (at < text.size()) {
    const size_t end = std::min(text.find('\n', at), text.size());
    std::string_view line = text.substr(at, end - at);
    at = end + 1;
    while (!line.empty() && (line.front() == ' ' || line.front() == '\t')) line.remove_prefix(1);
    if (line.empty() || line == "\r" || line.starts_with("//")) continue;
    if (!line.starts_with("module ")) return {};
    line.remove_prefix(7);
    const size_t length = line.find_first_not_of("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_.");
    return std::string(line.substr(0, length));
  }
  return {};
}

}  // namespace

std::string package_root_of(const std::string& path) {
  std::error_code error;
  for (fs::path folder = fs::path(path).parent_path(); !folder.empty(); folder = folder.parent_path()) {
    if (fs::is_regular_file(folder / kManifestName, error)) return (folder / "").generic_string();
    if (folder == folder.root_path()) break;
  }
  return {};
}

Result<check::PackageInput> read_with_documents(const std::string& root, const Documents& documents) {
  auto input = driver::read_package(root);
  if (!input) return input;
  lay_over(*input, root, documents);
  add_unsaved(*input, root, documents);
  if (auto done = add_tables_of(*input, root, documents); !done) return pass_on(done);
  return input;
}

check::PackageInput single_file_package(const std::string& path, std::string text) {
  check::PackageInput input;
  input.manifest = "[package]\nname = \"single\"\nversion = \"0.0.0\"\nedition = \"2026\"\nentry = [\"" +
                   module_named_in(text) + "\"]\n";
  input.files.push_back({fs::path(path).filename().generic_string(), std::move(text)});
  return input;
}

bool replace_text(check::PackageInput& input, const std::string& root, const std::string& path,
                  const std::string& text) {
  const std::string folder = absolute(root, input.folder);
  bool found = false;
  if (absolute(folder, std::string(kManifestName)) == path) {
    input.manifest = text;
    found = true;
  }
  for (check::PackageFile& file : input.files) {
    if (absolute(folder, file.path) != path) continue;
    file.text = text;
    found = true;
  }
  for (check::PackageInput& dependency : input.dependencies) found |= replace_text(dependency, root, path, text);
  return found;
}

}  // namespace tarifa::lsp
