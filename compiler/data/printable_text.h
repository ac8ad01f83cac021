// Bytes of data as text that may be shown: valid UTF-8 without control characters, cut to a length.
#pragma once

#include <string>
#include <string_view>

namespace tarifa::data {

// Bytes that are no UTF-8 and control characters become U+FFFD; what is longer than `most` bytes
// ends in `...`.
[[nodiscard]] std::string printable_text(std::string_view text, size_t most);

}  // namespace tarifa::data
