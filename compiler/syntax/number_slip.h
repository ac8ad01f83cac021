// Numbers written as elsewhere: `1.000,50`, `1,000.50`, `1.000.000`.
#pragma once

#include <optional>
#include <span>

#include "compiler/support/diag.h"
#include "compiler/syntax/token_stream.h"

namespace tarifa::syntax {

// If the tokens around `at`, where the text leaves the grammar, are one such number: the message.
[[nodiscard]] std::optional<Diagnostic> find_number_slip(const LexedFile& file,
                                                         std::span<const StreamToken> region,
                                                         size_t at);

}  // namespace tarifa::syntax
