// The packages that edits start from: the examples, and those of tests/file.
#pragma once

#include <string>
#include <vector>

#include "compiler/check/check.h"

namespace tarifa::edit {

struct NamedPackage {
  std::string name;  // of its folder or file, from the repository's root
  check::PackageInput input;
};

// In the order of their names. `root` is the repository.
[[nodiscard]] std::vector<NamedPackage> all_packages(const std::string& root);

}  // namespace tarifa::edit
