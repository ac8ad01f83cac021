// Whether a word was meant to be another.
#pragma once

#include <string_view>

namespace tarifa::syntax {

// `tarif` for `tariff`, `Line` for `line`, `lien` for `line`: other case, or one letter wrong,
// missing, too many, or two swapped, in a word of at least 4 letters.
[[nodiscard]] bool is_slip_of(std::string_view word, std::string_view meant);

}  // namespace tarifa::syntax
