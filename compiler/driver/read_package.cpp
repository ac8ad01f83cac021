#include "compiler/driver/read_package.h"

#include <algorithm>
#include <filesystem>
#include <set>
#include <system_error>

#include "compiler/check/manifest.h"
#include "compiler/support/limits.h"
#include "compiler/support/read_file.h"

namespace tarifa::driver {
namespace {

namespace fs = std::filesystem;

constexpr uint64_t kMostBytes =
    64U << 20U;  // of a CSV file; a file of rules past its own limit is an error of the checker
constexpr std::string_view kManifest = "tarifa.toml";

// Reads one package and what it depends on; knows which folders are being read.
class Reading {
 public:
  Result<check::PackageInput> package(const fs::path& folder, const std::string& shown) {
    std::error_code error;
    const fs::path place = fs::weakly_canonical(folder, error);
    if (error) return fail(DiagKind::CannotReadFile, folder.string(), error.message());
    if (!fs::is_directory(place, error)) return fail(DiagKind::NotAPackage, folder.string());
    if (std::find(open_.begin(), open_.end(), place) != open_.end())
      return fail(DiagKind::DependencyCycle, shown.empty() ? "." : shown);
    check::PackageInput input;
    input.folder = shown;
    if (!read_.insert(shown).second) return input;  // the checker takes the files of a folder once
    if (read_.size() > limits::kPackages) return fail(DiagKind::TooManyPackages, std::to_string(limits::kPackages));
    if (!fs::exists(place / kManifest, error)) return fail(DiagKind::NotAPackage, folder.string());
    auto manifest = read_file((folder / kManifest).string(), limits::kFileBytes);
    if (!manifest) return pass_on(manifest);
    input.manifest = std::move(*manifest);
    if (auto files = read_files(folder, input); !files) return pass_on(files);
    open_.push_back(place);
    auto dependencies = read_dependencies(folder, shown, input);
    open_.pop_back();
    if (!dependencies) return pass_on(dependencies);
    return input;
  }

 private:
  Result<void> read_files(const fs::path& folder, check::PackageInput& input) {
    std::vector<std::string> paths;
    if (auto found = find_rules(folder, paths); !found) return pass_on(found);
    std::sort(paths.begin(), paths.end());
    for (const std::string& path : paths) {
      auto text = read_file((folder / path).string(), kMostBytes);
      if (!text) return pass_on(text);
      input.files.push_back({path, std::move(*text)});
    }
    for (size_t i = 0; i < paths.size(); ++i) {
      const std::string rules = input.files[i].text;
      if (auto done = add_named_tables(folder.string(), paths[i], rules, input); !done) return pass_on(done);
    }
    return {};
  }

  Result<void> find_rules(const fs::path& folder, std::vector<std::string>& paths) {
    std::error_code error;
    auto entry = fs::recursive_directory_iterator(folder, error);
    for (; !error && entry != fs::recursive_directory_iterator(); entry.increment(error)) {
      const fs::path& path = entry->path();
      if (entry->is_directory(error)) {
        const bool apart = path.filename().string().starts_with('.') || fs::exists(path / kManifest, error);
        if (apart) entry.disable_recursion_pending();
      } else if (path.extension() == ".rule") {
        if (++files_ > limits::kFilesAPackage) {
          return fail(DiagKind::TooManyFiles, std::to_string(files_), std::to_string(limits::kFilesAPackage));
        }
        paths.push_back(path.lexically_relative(folder).generic_string());
      }
    }
    if (error) return fail(DiagKind::CannotReadFile, folder.string(), error.message());
    return {};
  }

  Result<void> read_dependencies(const fs::path& folder, const std::string& shown, check::PackageInput& input) {
    SourceStore sources;
    DiagSink ignored;  // the checker reads the manifest again and reports
    const FileId file = sources.add(std::string(kManifest), input.manifest);
    for (const check::Dependency& dependency : check::read_manifest(sources, file, ignored).dependencies) {
      const fs::path below = fs::path(shown) / dependency.path;
      auto read = package(folder / dependency.path, below.lexically_normal().generic_string());
      if (!read) return pass_on(read);
      input.dependencies.push_back(std::move(*read));
    }
    return {};
  }

  std::vector<fs::path> open_;
  std::set<std::string> read_;  // folders as shown
  size_t files_ = 0;
};

}  // namespace

std::vector<std::string> csv_names(std::string_view rules) {
  static constexpr std::string_view kEnd = ".csv\"";
  std::vector<std::string> names;
  for (size_t end = rules.find(kEnd); end != std::string_view::npos; end = rules.find(kEnd, end + 1)) {
    const size_t begin = rules.find_last_of("\"\n", end);
    if (begin == std::string_view::npos || rules[begin] != '"') continue;
    std::string name(rules.substr(begin + 1, end + kEnd.size() - 1 - (begin + 1)));
    const bool outside = name.starts_with('/') || name.starts_with(' ') || name.find('\\') != std::string::npos ||
                         name.find("..") != std::string::npos;
    if (!outside) names.push_back(std::move(name));
  }
  return names;
}

Result<void> add_named_tables(const std::string& folder, const std::string& path, std::string_view rules,
                              check::PackageInput& input) {
  std::set<std::string> tables;
  for (const std::string& name : csv_names(rules)) {
    tables.insert(name);
    tables.insert((fs::path(path).parent_path() / name).lexically_normal().generic_string());
  }
  for (const std::string& table : tables) {
    const bool known = std::any_of(input.files.begin(), input.files.end(),
                                   [&](const check::PackageFile& file) { return file.path == table; });
    std::error_code error;
    if (known || table.starts_with("..") || !fs::exists(fs::path(folder) / table, error)) continue;
    auto text = read_file((fs::path(folder) / table).string(), kMostBytes);
    if (!text) return pass_on(text);
    const auto place = std::find_if(input.files.begin(), input.files.end(), [&](const check::PackageFile& file) {
      return !file.path.ends_with(".rule") && file.path > table;
    });
    input.files.insert(place, {table, std::move(*text)});
  }
  return {};
}

Result<check::PackageInput> read_package(const std::string& folder) { return Reading().package(folder, ""); }

}  // namespace tarifa::driver
