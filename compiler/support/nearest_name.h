// The name that was probably meant: the candidate nearest by single-letter edits, if it is near
// enough to be worth a question.
#pragma once

#include <span>
#include <string_view>

namespace tarifa {

// Empty if none is near (a third of the letters, at most 3 edits); of several the first.
[[nodiscard]] std::string_view nearest_name(std::string_view name, std::span<const std::string_view> candidates);

}  // namespace tarifa
