// The one arrow text -> ir::Module: a package in memory is checked whole. Touches no disk; whoever
// calls reads the files.
#pragma once

#include <string>
#include <vector>

#include "compiler/check/session.h"

namespace tarifa::check {

struct PackageFile {
  std::string path;  // relative to the package: `rules/energy.rule`, `data/unit-cost.csv`
  std::string text;
};

struct PackageInput {
  std::string folder;    // shown before paths of a dependency (`../shared`); empty for the package itself
  std::string manifest;  // text of tarifa.toml
  std::vector<PackageFile> files;
  std::vector<PackageInput> dependencies;  // in the order of the manifest, of their own too
};

struct CheckResult {
  ir::Module module;                                 // meaningful if ok
  std::vector<std::vector<Fact>> facts_by_file;      // by FileId
  std::vector<Symbol> symbols;                       // what Fact::symbol means
  std::vector<std::unique_ptr<ModuleUnit>> modules;  // what Symbol::module means; of std, too
  std::vector<FileId> files;                         // of the package and its dependencies, without std
  bool ok = false;
};

class PackageMemory;

// All diagnostics are in the sink, sorted. `threads` parse files. `memory` is of the last check of the package and
// afterwards of this one: it makes the check faster and changes nothing else.
[[nodiscard]] CheckResult check_package(SourceStore& sources, const PackageInput& input, DiagSink& sink,
                                        int threads = 2, PackageMemory* memory = nullptr);

}  // namespace tarifa::check
