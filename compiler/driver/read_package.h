// A package on disk into memory: tarifa.toml, every *.rule below its folder, the CSV files that
// rules name, and its dependencies. Hidden folders and folders with a tarifa.toml of their own are
// not part of it. Checks nothing but limits.
#pragma once

#include <string>

#include "compiler/check/check.h"
#include "compiler/support/result.h"

namespace tarifa::driver {

[[nodiscard]] Result<check::PackageInput> read_package(const std::string& folder);

// The CSV files that a text of rules names in quotes, as written: absolute paths and paths that
// leave the package apart.
[[nodiscard]] std::vector<std::string> csv_names(std::string_view rules);

}  // namespace tarifa::driver
