// Numbers written as elsewhere: `0,19`, `1.000,50`, `1,000.50`, `1.000.000`.
#pragma once

#include <optional>
#include <span>

#include "compiler/support/diag.h"
#include "compiler/syntax/token_stream.h"

namespace tarifa::syntax {

struct NumberSlip {
  Diagnostic message;
  size_t first = 0;  // its first token in the region
  size_t last = 0;   // its last one, which carries the unit of a rate
};

// If the tokens around `at`, where the text leaves the grammar, are one such number.
[[nodiscard]] std::optional<NumberSlip> find_number_slip(const LexedFile& file, std::span<const StreamToken> region,
                                                         size_t at);

}  // namespace tarifa::syntax
