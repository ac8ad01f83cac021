#include "lsp/features/complete_paths.h"

#include <filesystem>
#include <set>

#include "lsp/features/completion_place.h"
#include "lsp/features/open_text.h"

namespace tarifa::lsp {
namespace {

namespace fs = std::filesystem;

constexpr size_t kMostEntries = 5'000;
constexpr size_t kMostFiles = 300;

using Names = std::set<std::string, std::less<>>;

bool stands_after_from(std::string_view before) {
  const size_t end = before.find_last_not_of(" \t\r\n");
  if (end == std::string_view::npos) return false;
  before = before.substr(0, end + 1);
  return before.ends_with("from") && (before.size() == 4 || !is_word_byte(before[before.size() - 5]));
}

// The rest of the path that is there already goes as well.
uint32_t end_of_path(std::string_view text, uint32_t offset) {
  const size_t end = text.find_first_of("\" \t\r\n", offset);
  return end != std::string_view::npos && text[end] == '"' ? static_cast<uint32_t>(end) : offset;
}

// As driver::csv_names takes them.
bool can_be_named(std::string_view path) {
  return path.find_first_of("\"\\\n") == std::string_view::npos && !path.starts_with(' ') &&
         path.find("..") == std::string_view::npos;
}

// Below the folder of a package: not in hidden folders, not in packages inside of it.
Names csv_files(const fs::path& top) {
  Names names;
  std::error_code error;
  size_t entries = 0;
  auto entry = fs::recursive_directory_iterator(top, fs::directory_options::skip_permission_denied, error);
  for (; !error && entry != fs::recursive_directory_iterator(); entry.increment(error)) {
    if (++entries > kMostEntries || names.size() >= kMostFiles) break;
    const fs::path& path = entry->path();
    if (entry->is_directory(error)) {
      const bool apart = path.filename().generic_string().starts_with('.') || fs::exists(path / "tarifa.toml", error);
      if (apart) entry.disable_recursion_pending();
    } else if (path.extension() == ".csv" && entry->is_regular_file(error)) {
      std::string name = path.lexically_relative(top).generic_string();
      if (can_be_named(name)) names.insert(std::move(name));
    }
  }
  return names;
}

// From the folder of the rules if it lies below it, else from that of the package; none where the name would mean two
// files.
std::optional<std::string> name_of(const Names& files, const std::string& file, const std::string& folder) {
  const auto one_file = [&](const std::string& name) {
    return folder.empty() || !files.contains(folder + name) || !files.contains(name);
  };
  if (file.starts_with(folder) && one_file(file.substr(folder.size()))) return file.substr(folder.size());
  if (one_file(file)) return file;
  return std::nullopt;
}

}  // namespace

std::optional<Completion> complete_path(const CompletionAsked& asked) {
  const std::string_view text = asked.now.sources().text(asked.file);
  if (asked.offset > text.size() || asked.now.is_standard(asked.file)) return std::nullopt;
  const auto begin = open_text(text, asked.offset).quote;
  if (!begin || !stands_after_from(text.substr(0, *begin - 1))) return std::nullopt;
  Completion out;
  out.replaced = {asked.file, *begin, end_of_path(text, asked.offset)};
  const check::ModuleUnit* module = asked.now.module(asked.file);
  const std::string package = module == nullptr ? std::string{} : module->folder;  // of a dependency, from the root
  const fs::path top = fs::path(asked.now.root()) / package;
  std::error_code error;
  if (!fs::exists(top / "tarifa.toml", error)) return out;  // rules by themselves read no files
  const std::string shown(asked.now.sources().path(asked.file));
  std::string folder = shown.starts_with(package) ? shown.substr(package.size()) : shown;
  folder.erase(folder.rfind('/') == std::string::npos ? 0 : folder.rfind('/') + 1);
  const Names files = csv_files(top);
  for (const std::string& file : files) {
    const auto name = name_of(files, file, folder);
    if (!name) continue;
    CompletionItem item;
    item.label = item.insert = *name;
    item.kind = CompletionKind::File;
    item.detail = file;
    item.sort = (*name == file && !folder.empty() ? "1" : "0") + file;
    out.items.push_back(std::move(item));
  }
  return out;
}

}  // namespace tarifa::lsp
