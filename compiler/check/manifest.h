// tarifa.toml: what a package is called, where it begins, what it depends on. Reads text, not
// files.
#pragma once

#include <string>
#include <vector>

#include "compiler/support/diag.h"
#include "compiler/support/source.h"

namespace tarifa::check {

struct Dependency {
  std::string name;
  std::string path;  // relative to the package's folder
  Span span;
};

struct Manifest {
  std::string name;
  std::string version;
  std::string edition;
  std::string locale;  // empty: plain numbers
  std::vector<std::string> entries;
  std::vector<Span> entry_spans;
  std::vector<Dependency> dependencies;
  bool ok = false;
};

// The file must be in the store already. Reports.
[[nodiscard]] Manifest read_manifest(const SourceStore& sources, FileId file, DiagSink& sink);

}  // namespace tarifa::check
