// A package on disk into memory: tarifa.toml, every *.rule below its folder, the CSV files that
// rules name, and its dependencies. Hidden folders and folders with a tarifa.toml of their own are
// not part of it. Checks nothing but limits.
#pragma once

#include <string>

#include "compiler/check/check.h"
#include "compiler/support/result.h"

namespace tarifa::driver {

[[nodiscard]] Result<check::PackageInput> read_package(const std::string& folder);

// Adds the CSV files that `rules` (the text of the file `path` of the package) names and `input` does not have yet,
// after the rules and by path. `folder`: the package's. A file that is not there is left out: the checker says what is
// missing.
[[nodiscard]] Result<void> add_named_tables(const std::string& folder, const std::string& path, std::string_view rules,
                                            check::PackageInput& input);

// The CSV files that a text of rules names in quotes, as written: absolute paths and paths that
// leave the package apart.
[[nodiscard]] std::vector<std::string> csv_names(std::string_view rules);

}  // namespace tarifa::driver
