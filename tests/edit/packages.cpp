#include "tests/edit/packages.h"

#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <map>
#include <sstream>

#include "compiler/driver/read_package.h"

namespace tarifa::edit {
namespace {

namespace fs = std::filesystem;

constexpr size_t kMostBytes = 20'000;  // of a package: larger ones make the tests slow and show nothing new

std::string read_text(const fs::path& path) {
  std::ifstream in(path, std::ios::binary);
  std::stringstream text;
  text << in.rdbuf();
  return text.str();
}

// Sections of a file test (tests/file/README.md) that are files of the package, as written.
std::map<std::string, std::string> files_of_test(const fs::path& test) {
  std::map<std::string, std::string> files;
  std::string* section = nullptr;
  std::istringstream lines(read_text(test));
  for (std::string line; std::getline(lines, line);) {
    if (line.starts_with("--- ")) {
      const std::string name = line.substr(4, line.find(' ', 4) - 4);
      section = name == "expect" || name == "run" ? nullptr : &files[name];
    } else if (section != nullptr) {
      *section += line + "\n";
    }
  }
  return files;
}

std::string plain_manifest(const std::map<std::string, std::string>& files) {
  std::string entries;
  for (const auto& [path, text] : files) {
    const size_t begin = text.find("module ");
    if (!path.ends_with(".rule") || begin == std::string::npos) continue;
    const size_t end = text.find_first_of(" \n", begin + 7);
    entries += fmt::format("{}\"{}\"", entries.empty() ? "" : ", ", text.substr(begin + 7, end - begin - 7));
  }
  return fmt::format("[package]\nname = \"test\"\nversion = \"1.0.0\"\nedition = \"2026\"\nentry = [{}]\n", entries);
}

// The files are written out, as only that shows which belong to what a package depends on.
void add_test(const fs::path& test, const std::string& name, const fs::path& scratch, std::vector<NamedPackage>& out) {
  auto files = files_of_test(test);
  if (!files.contains("tarifa.toml")) files["tarifa.toml"] = plain_manifest(files);
  size_t bytes = 0;
  const fs::path folder = scratch / std::to_string(out.size()) / "package";
  for (const auto& [path, text] : files) {
    const fs::path file = (folder / path).lexically_normal();
    fs::create_directories(file.parent_path());
    std::ofstream(file, std::ios::binary) << text;
    bytes += text.size();
  }
  auto input = driver::read_package(folder.string());
  if (input && bytes <= kMostBytes) out.push_back({name, std::move(*input)});
}

}  // namespace

std::vector<NamedPackage> all_packages(const std::string& root) {
  std::vector<NamedPackage> packages;
  std::vector<fs::path> paths;
  for (const auto& entry : fs::directory_iterator(fs::path(root) / "examples")) paths.push_back(entry.path());
  for (const auto& entry : fs::recursive_directory_iterator(fs::path(root) / "tests/file")) {
    if (entry.path().extension() == ".test") paths.push_back(entry.path());
  }
  std::sort(paths.begin(), paths.end());
  const fs::path scratch = fs::temp_directory_path() / fmt::format("tarifa-edit-{}", ::getpid());
  for (const fs::path& path : paths) {
    const std::string name = path.lexically_relative(root).generic_string();
    if (path.extension() == ".test") {
      add_test(path, name, scratch, packages);
    } else if (auto input = driver::read_package(path.string())) {
      packages.push_back({name, std::move(*input)});
    }
  }
  fs::remove_all(scratch);
  return packages;
}

}  // namespace tarifa::edit
