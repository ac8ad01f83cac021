// The places that change together while a name is typed over: only names that nothing outside their declaration knows.
#pragma once

#include <vector>

#include "lsp/workspace/snapshot.h"

namespace tarifa::lsp {

// Empty: another declaration or file names it, or it is written in two ways.
[[nodiscard]] std::vector<Span> linked_names(const Snapshot& snapshot, FileId file, uint32_t offset);

}  // namespace tarifa::lsp
