#include "lsp/workspace/workspace.h"

#include <algorithm>
#include <filesystem>

namespace tarifa::lsp {
namespace {

namespace fs = std::filesystem;

constexpr size_t kMostPackages = 1'000;   // found in a workspace
constexpr size_t kMostEntries = 200'000;  // of folders looked at
constexpr int kMostLevels = 12;

bool left_out(const fs::path& folder) {
  const std::string name = folder.filename().string();
  return name.starts_with('.') || name == "build" || name == "node_modules" || name == "target";
}

std::vector<std::string> find_packages(const std::string& folder) {
  std::vector<std::string> roots;
  std::error_code error;
  size_t entries = 0;
  auto entry = fs::recursive_directory_iterator(folder, fs::directory_options::skip_permission_denied, error);
  for (; !error && entry != fs::recursive_directory_iterator(); entry.increment(error)) {
    if (++entries > kMostEntries || roots.size() >= kMostPackages) break;
    if (entry->is_directory(error)) {
      if (left_out(entry->path()) || entry.depth() >= kMostLevels) entry.disable_recursion_pending();
    } else if (entry->path().filename() == kManifestName) {
      roots.push_back((entry->path().parent_path() / "").generic_string());
    }
  }
  std::sort(roots.begin(), roots.end());
  return roots;
}

}  // namespace

void Workspace::add_folder(const std::string& folder) {
  folders_.push_back(folder);
  for (const std::string& root : find_packages(folder)) {
    if (!packages_.contains(root)) packages_.emplace(root, std::make_unique<OpenPackage>(root, ""));
  }
}

void Workspace::remove_folder(const std::string& folder) {
  std::erase(folders_, folder);
  const std::string below = folder.ends_with('/') ? folder : folder + "/";
  std::erase_if(packages_, [&](const auto& entry) {
    const bool inside = entry.first.starts_with(below);
    const bool used = std::any_of(documents_.begin(), documents_.end(),
                                  [&](const auto& open) { return open.first.starts_with(entry.first); });
    return inside && !used;
  });
}

void Workspace::each_with(const std::string& path, const std::function<void(OpenPackage&)>& visit) {
  (void)package_of(path);
  for (auto& [root, package] : packages_) visit(*package);
}

void Workspace::open(const std::string& path, int64_t version, std::string text) {
  documents_[path] = Document{std::move(text), version};
  // What the disk has may be another text, or none.
  each_with(path, [&](OpenPackage& package) { package.text_changed(path, "", documents_[path].text); });
}

bool Workspace::change(const std::string& path, int64_t version, const std::vector<TextChange>& changes,
                       PositionEncoding encoding) {
  const auto found = documents_.find(path);
  if (found == documents_.end()) return false;
  const std::string before = found->second.text;
  apply_changes(found->second, changes, encoding);
  found->second.version = version;
  each_with(path, [&](OpenPackage& package) { package.text_changed(path, before, found->second.text); });
  return true;
}

Document* Workspace::document(const std::string& path) {
  const auto found = documents_.find(path);
  return found == documents_.end() ? nullptr : &found->second;
}

void Workspace::close(const std::string& path) {
  documents_.erase(path);
  const auto single = packages_.find(path);
  if (single != packages_.end()) packages_.erase(single);
  changed_on_disk(path);
}

void Workspace::changed_on_disk(const std::string& path) {
  if (documents_.contains(path)) return;  // the editor's text counts
  if (fs::path(path).filename() == kManifestName) {
    const std::string root = (fs::path(path).parent_path() / "").generic_string();
    std::error_code error;
    if (!fs::exists(path, error)) {
      packages_.erase(root);
    } else if (!packages_.contains(root)) {
      packages_.emplace(root, std::make_unique<OpenPackage>(root, ""));
    }
  }
  // A package may read files of another one's folder.
  for (auto& [root, package] : packages_) package->read_again();
}

OpenPackage* Workspace::package_of(const std::string& path) {
  std::string root = package_root_of(path);
  const bool single = root.empty();
  if (single && !path.ends_with(".rule")) return nullptr;
  const std::string key = single ? path : root;
  auto& package = packages_[key];
  if (package == nullptr) {
    if (single) root = (fs::path(path).parent_path() / "").generic_string();
    package = std::make_unique<OpenPackage>(root, single ? path : "");
  }
  return package.get();
}

std::shared_ptr<const Snapshot> Workspace::snapshot_of(const std::string& path) {
  OpenPackage* package = package_of(path);
  if (package == nullptr) return nullptr;
  auto snapshot = package->analysed(documents_);
  return snapshot ? *snapshot : nullptr;
}

std::vector<OpenPackage*> Workspace::packages() {
  std::vector<OpenPackage*> all;
  for (auto& [root, package] : packages_) all.push_back(package.get());
  return all;
}

}  // namespace tarifa::lsp
