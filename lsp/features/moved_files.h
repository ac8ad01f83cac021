// What must be written anew in rules and manifests when files or folders are renamed. Names of modules do not depend on
// names of files: nothing else follows.
#pragma once

#include <string>
#include <vector>

#include "lsp/features/file_links.h"

namespace tarifa::lsp {

struct Moved {
  std::string from;  // absolute, of a file or a folder
  std::string to;
};
// Where a path is after all moves.
[[nodiscard]] std::string path_after(const std::vector<Moved>& moves, const std::string& path);

struct MovedReference {
  Span span;
  std::string text;
};
// CSV files that rules of the package name.
[[nodiscard]] std::vector<MovedReference> moved_csv(const Snapshot& snapshot, const std::vector<Moved>& moves);

struct MovedPath {
  uint32_t begin = 0;
  uint32_t end = 0;
  std::string text;
};
// Paths of dependencies in the manifest of the package at `root`.
[[nodiscard]] std::vector<MovedPath> moved_dependencies(const std::string& root, std::string_view manifest,
                                                        const std::vector<Moved>& moves);

}  // namespace tarifa::lsp
