// What Unicode allows in a rule file: valid UTF-8, NFC, letters and digits in identifiers, no
// bidirectional controls.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace tarifa::syntax {

// The offset of the first byte that is not UTF-8 (overlong forms and surrogates are not), if there
// is one.
[[nodiscard]] std::optional<size_t> find_invalid_utf8(std::string_view text);

struct CodePoint {
  char32_t value = 0;
  uint32_t length = 1;  // in bytes
};
[[nodiscard]] CodePoint decode_utf8(std::string_view text, size_t offset);  // of valid UTF-8
[[nodiscard]] std::string code_point_name(char32_t value);                  // "U+202E"

[[nodiscard]] bool is_bidi_control(char32_t value);
[[nodiscard]] bool is_xid_start(char32_t value);
[[nodiscard]] bool is_xid_continue(char32_t value);

// The NFC form of `text` if it is another.
[[nodiscard]] std::optional<std::string> nfc_if_different(std::string_view text);

}  // namespace tarifa::syntax
