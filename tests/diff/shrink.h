// Makes a diverging program small: removes declarations, items and lines, replaces expressions by their parts or by
// literals, and keeps one row, as long as the checker accepts it and the difference stays.
#pragma once

#include <string>

#include "tests/diff/compare.h"

namespace tarifa::diff {

struct Shrunk {
  std::string source;
  std::string rows;
  std::string difference;
  size_t tries = 0;
};

[[nodiscard]] Shrunk shrink(GeneratedProgram program, const std::string& rows, const Comparison& found,
                            const std::vector<Variant>& variants);

}  // namespace tarifa::diff
