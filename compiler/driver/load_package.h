// A package from a folder to a checked, verified module: read, parse, check. The only place that
// wires these stages.
#pragma once

#include <memory>
#include <string>

#include "compiler/check/check.h"
#include "compiler/support/result.h"

namespace tarifa::driver {

struct LoadedPackage {
  SourceStore sources;
  DiagSink sink;  // everything that was found, sorted
  check::CheckResult result;
};

// A Failure: the package cannot be read at all. What is wrong inside it stands in the sink, and
// result.ok is false.
[[nodiscard]] Result<std::unique_ptr<LoadedPackage>> load_package(const std::string& folder, int threads = 2);

// The same of a package in memory.
[[nodiscard]] std::unique_ptr<LoadedPackage> load_package(const check::PackageInput& input, int threads = 2);

}  // namespace tarifa::driver
