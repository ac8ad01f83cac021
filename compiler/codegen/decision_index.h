// A decision table of many rows as data: rows are found by the elementary interval of one column, then by the next, so
// that a look-up reads a few rows of thousands. Immutable.
#pragma once

#include <cstdint>
#include <vector>

#include "compiler/kernel/program.h"

namespace tarifa::codegen {

struct DecisionIndex {
  explicit DecisionIndex(const kernel::Decision& decision);

  // First row >= start whose cells hold for the keys; the number of rows if there is none.
  [[nodiscard]] int64_t first_match(int64_t start, const numeric::Int128* keys) const;

 private:
  struct Node {
    uint32_t column = 0;
    std::vector<numeric::Int128> starts;  // of elementary intervals, ascending; before the first: children[0]
    std::vector<uint32_t> children;       // starts.size() + 1
    std::vector<uint32_t> rows;           // of a leaf, ascending
  };
  uint32_t build(std::vector<uint32_t> rows, std::vector<bool> used, int depth);

  const kernel::Decision decision_;
  std::vector<Node> nodes_;
  size_t entries_ = 0;
};

}  // namespace tarifa::codegen
