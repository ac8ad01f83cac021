// The CSV files that may stand in `from "..."`, named so that the language finds them.
#pragma once

#include <optional>

#include "lsp/features/completion.h"

namespace tarifa::lsp {

// None: the place is not between the quotes of a `from`.
[[nodiscard]] std::optional<Completion> complete_path(const CompletionAsked& asked);

}  // namespace tarifa::lsp
