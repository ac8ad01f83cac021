#include "lsp/workspace/account_files.h"

#include <algorithm>
#include <filesystem>

#include "compiler/support/read_file.h"

namespace tarifa::lsp {
namespace {

namespace fs = std::filesystem;

constexpr int kMostLevels = 3;
constexpr size_t kMostEntries = 2'000;

bool holds_lines(const std::string& path) { return path.ends_with(".jsonl") || path.ends_with(".ndjson"); }

}  // namespace

std::vector<std::string> account_files(const std::string& root) {
  std::vector<std::string> paths;
  std::error_code error;
  size_t entries = 0;
  auto entry =
      fs::recursive_directory_iterator(fs::path(root) / "data", fs::directory_options::skip_permission_denied, error);
  for (; !error && entry != fs::recursive_directory_iterator(); entry.increment(error)) {
    if (++entries > kMostEntries) break;
    if (entry->is_directory(error)) {
      if (entry.depth() >= kMostLevels) entry.disable_recursion_pending();
      continue;
    }
    const std::string path = entry->path().lexically_relative(root).generic_string();
    if (entry->is_regular_file(error) && (holds_lines(path) || path.ends_with(".json"))) paths.push_back(path);
  }
  std::sort(paths.begin(), paths.end());
  if (paths.size() > kMostAccountFiles) paths.resize(kMostAccountFiles);
  return paths;
}

Result<AccountRows> read_account_file(const std::string& root, const std::string& path, size_t most) {
  auto text = read_file((fs::path(root) / path).string(), kMostAccountBytes);
  if (!text) return pass_on(text);
  return read_account_rows(*text, holds_lines(path), most);
}

}  // namespace tarifa::lsp
