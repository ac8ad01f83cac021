#include "lsp/workspace/account_files.h"

#include <algorithm>
#include <filesystem>
#include <optional>

#include "compiler/support/read_file.h"
#include "lsp/workspace/csv_account_rows.h"

namespace tarifa::lsp {
namespace {

namespace fs = std::filesystem;

constexpr int kMostLevels = 3;
constexpr size_t kMostEntries = 2'000;

enum class Form : uint8_t { Json, JsonLines, Csv };

std::optional<Form> form_of_name(const std::string& path) {
  if (path.ends_with(".json")) return Form::Json;
  if (path.ends_with(".jsonl") || path.ends_with(".ndjson")) return Form::JsonLines;
  if (path.ends_with(".csv")) return Form::Csv;
  return std::nullopt;
}

// As `tarifa bill` tells it.
Form form_of(const std::string& path, std::string_view text) {
  if (const auto named = form_of_name(path)) return *named;
  if (text.starts_with("\xEF\xBB\xBF")) text.remove_prefix(3);
  if (text.empty() || text[0] == '{') return Form::JsonLines;
  return text[0] == '[' ? Form::Json : Form::Csv;
}

void sort_and_cut(std::vector<std::string>& paths) {
  std::sort(paths.begin(), paths.end());
  if (paths.size() > kMostAccountFiles) paths.resize(kMostAccountFiles);
}

}  // namespace

std::vector<std::string> account_files(const std::string& root) {
  std::vector<std::string> paths;
  std::vector<std::string> csv;
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
    const auto form = form_of_name(path);
    if (form && entry->is_regular_file(error)) (*form == Form::Csv ? csv : paths).push_back(path);
  }
  sort_and_cut(paths);
  sort_and_cut(csv);
  paths.insert(paths.end(), csv.begin(), csv.end());
  return paths;
}

Result<AccountRows> read_account_file(const std::string& root, const std::string& path, size_t most) {
  auto text = read_file((fs::path(root) / path).string(), kMostAccountBytes);
  if (!text) return pass_on(text);
  const Form form = form_of(path, *text);
  if (form == Form::Csv) return read_csv_account_rows(path, *text, most);
  return read_account_rows(*text, form == Form::JsonLines, most);
}

}  // namespace tarifa::lsp
