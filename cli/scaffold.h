// The files of a new package.
#pragma once

#include <string>
#include <vector>

namespace tarifa::cli {

struct ScaffoldFile {
  std::string path;  // in the package
  std::string text;
};

[[nodiscard]] std::vector<ScaffoldFile> scaffold(const std::string& package_name);

}  // namespace tarifa::cli
