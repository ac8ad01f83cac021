// Text of data as the language knows it: valid UTF-8 in NFC (S43).
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace tarifa::data {

// Nothing if the bytes are no UTF-8. The result points into `text`, where it is in NFC already, or
// into `scratch`.
[[nodiscard]] std::optional<std::string_view> normalize_text(std::string_view text, std::string& scratch);

}  // namespace tarifa::data
