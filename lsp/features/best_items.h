// The items of a completion that are sent: a package has thousands of names, and nobody reads that many.
#pragma once

#include <string_view>

#include "lsp/features/completion.h"

namespace tarifa::lsp {

inline constexpr size_t kMostItems = 300;

// Where there are more than kMostItems: those that hold the letters of `typed` in their order, the ones that begin with
// it first, then as they are sorted; the completion is incomplete then, so that it is asked for again at each letter.
void keep_best(std::string_view typed, Completion& completion);

}  // namespace tarifa::lsp
