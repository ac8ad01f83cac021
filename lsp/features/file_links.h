// Files that texts name: CSV files of parameters and tables, modules that are used, packages a manifest depends on.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "lsp/workspace/snapshot.h"

namespace tarifa::lsp {

struct CsvReference {
  Span span;            // of the text between the quotes
  std::string written;  // `data/cost.csv`
  FileId file;          // what it means; invalid where there is no such file
  bool beside = false;  // it is found from the folder of the rule file, not from that of the package
};
[[nodiscard]] std::vector<CsvReference> csv_references(const Snapshot& snapshot, FileId file);

struct FileLink {
  Span span;
  FileId target;
};
// CSV files, and the modules that `use` names.
[[nodiscard]] std::vector<FileLink> file_links(const Snapshot& snapshot, FileId file);

// `path = "../shared"` of the dependencies of a manifest: where it stands, and the path.
struct ManifestPath {
  uint32_t begin = 0;
  uint32_t end = 0;
  std::string path;
};
[[nodiscard]] std::vector<ManifestPath> manifest_paths(std::string_view manifest);

}  // namespace tarifa::lsp
