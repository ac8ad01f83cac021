// From a place in the module (lines and columns) to the text of the analysis that made it.
#pragma once

#include <map>
#include <string>

#include "lsp/workspace/snapshot.h"

namespace tarifa::lsp {

class Places {
 public:
  explicit Places(const Snapshot& snapshot);
  // Invalid where the place is none, or in no file of the analysis.
  [[nodiscard]] Span span_of(const ir::Place& place) const;

 private:
  const Snapshot& snapshot_;
  std::vector<FileId> files_;  // by index into Module::files
};

}  // namespace tarifa::lsp
