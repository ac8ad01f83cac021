// A diagnostic about a text that stands elsewhere now: under another id, or further on in its file.
#pragma once

#include <cstdint>

#include "compiler/support/diag.h"

namespace tarifa {

// Every place of `diagnostic` that is valid goes to `file`, `by` bytes further on.
[[nodiscard]] Diagnostic moved_diagnostic(Diagnostic diagnostic, FileId file, int64_t by);

}  // namespace tarifa
