// A text with its tree and its diagnostics, for tests.
#pragma once

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>
#include <string_view>
#include <vector>

#include "compiler/support/diag.h"
#include "compiler/support/source.h"
#include "compiler/syntax/parse.h"
#include "compiler/syntax/tree.h"

namespace tarifa::syntax {

struct ParsedText {
  explicit ParsedText(std::string text)
      : file(sources.add("test.rule", std::move(text))), tree(parse(sources, file, sink)) {}

  SourceStore sources;
  DiagSink sink;
  FileId file;
  Tree tree;

  // "E0112 E0113", in the order of the text.
  [[nodiscard]] std::string codes() {
    sink.sort_and_dedupe();
    std::string list;
    for (const Diagnostic& d : sink.all()) {
      if (!list.empty()) list += ' ';
      list += diag_code(d.kind);
    }
    return list;
  }
  // The text with the first fix of every diagnostic applied.
  [[nodiscard]] std::string fixed() const {
    std::vector<Edit> edits;
    for (const Diagnostic& d : sink.all()) {
      if (!d.fixes.empty()) {
        edits.insert(edits.end(), d.fixes[0].edits.begin(), d.fixes[0].edits.end());
      }
    }
    std::stable_sort(edits.begin(), edits.end(),
                     [](const Edit& a, const Edit& b) { return a.span.begin > b.span.begin; });
    std::string text(sources.text(file));
    for (const Edit& e : edits) text.replace(e.span.begin, e.span.end - e.span.begin, e.text);
    return text;
  }
};

inline std::string read_text(const std::filesystem::path& path) {
  std::ifstream in(path, std::ios::binary);
  std::stringstream text;
  text << in.rdbuf();
  return text.str();
}

// The rule files below a folder, in order; none if there is no such folder.
inline std::vector<std::filesystem::path> rule_files(const std::filesystem::path& folder) {
  std::vector<std::filesystem::path> files;
  if (!std::filesystem::exists(folder)) return files;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(folder)) {
    if (entry.path().extension() == ".rule") files.push_back(entry.path());
  }
  std::sort(files.begin(), files.end());
  return files;
}

// Every whole program the repository has: grammar corpus, standard library, examples.
inline std::vector<std::filesystem::path> all_rule_files() {
  std::vector<std::filesystem::path> files;
  for (const char* folder : {"tests/grammar/ok", "stdlib", "examples"}) {
    const auto found = rule_files(std::filesystem::path(TARIFA_SOURCE_DIR) / folder);
    files.insert(files.end(), found.begin(), found.end());
  }
  return files;
}

}  // namespace tarifa::syntax
