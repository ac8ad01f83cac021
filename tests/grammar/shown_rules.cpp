#include "tests/grammar/shown_rules.h"

#include <algorithm>
#include <filesystem>
#include <functional>
#include <sstream>

#include "tests/unit/syntax/parsed_text.h"

namespace tarifa::grammar {
namespace {

std::vector<std::filesystem::path> files_below(const std::filesystem::path& folder, const char* extension) {
  std::vector<std::filesystem::path> files;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(folder)) {
    if (entry.path().extension() == extension) files.push_back(entry.path());
  }
  std::sort(files.begin(), files.end());
  return files;
}

// Calls `visit(line, number)` for each line.
void each_line(const std::filesystem::path& path, const std::function<void(const std::string&, size_t)>& visit) {
  std::istringstream lines(syntax::read_text(path));
  size_t number = 0;
  for (std::string line; std::getline(lines, line);) visit(line, ++number);
}

std::string place(const std::filesystem::path& path, size_t line) {
  return path.filename().string() + ":" + std::to_string(line);
}

bool begins_rule_section(const std::string& line) {
  if (!line.starts_with("--- ") || line.starts_with("--- run ")) return false;
  return line.substr(4, line.find(' ', 4) - 4).ends_with(".rule");
}

}  // namespace

std::vector<CorpusFile> rules_of_file_tests() {
  std::vector<CorpusFile> out;
  for (const auto& path : files_below(std::filesystem::path(TARIFA_SOURCE_DIR) / "tests/file", ".test")) {
    bool inside = false;
    each_line(path, [&](const std::string& line, size_t number) {
      if (line.starts_with("--- ")) {
        inside = begins_rule_section(line);
        if (inside) out.push_back({place(path, number), ""});
      } else if (inside) {
        out.back().text += line + "\n";
      }
    });
  }
  return out;
}

std::vector<CorpusFile> blocks_of_documents() {
  std::vector<CorpusFile> out;
  const std::filesystem::path root = TARIFA_SOURCE_DIR;
  auto pages = files_below(root / "docs", ".md");
  pages.push_back(root / "README.md");
  for (const auto& path : pages) {
    bool inside = false;
    each_line(path, [&](const std::string& line, size_t number) {
      if (line.starts_with("```")) {
        inside = !inside;
        if (inside) out.push_back({place(path, number), ""});
      } else if (inside) {
        out.back().text += line + "\n";
      }
    });
  }
  return out;
}

}  // namespace tarifa::grammar
