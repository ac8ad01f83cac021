// Places in a text as the protocol counts them: lines from 0, columns in units of the encoding agreed on. Inside the
// server everything is a byte offset.
#pragma once

#include <cstdint>
#include <string_view>

namespace tarifa::lsp {

enum class PositionEncoding : uint8_t { Utf8, Utf16, Utf32 };

struct Position {
  uint32_t line = 0;
  uint32_t character = 0;
  auto operator<=>(const Position&) const = default;
};

struct Range {
  Position start;
  Position end;
  auto operator<=>(const Range&) const = default;
};

// How many units the bytes take. The text is valid UTF-8; a stray byte counts as one unit.
[[nodiscard]] uint32_t units_of(std::string_view text, PositionEncoding encoding);
// Bytes of the first `units` units; never ends inside a code point; at most the whole text.
[[nodiscard]] uint32_t bytes_of(std::string_view text, uint32_t units, PositionEncoding encoding);

// The byte of a position. A column past the line is its end, a line past the text the text's end. O(text).
[[nodiscard]] uint32_t offset_at(std::string_view text, Position at, PositionEncoding encoding);
[[nodiscard]] Position position_at(std::string_view text, uint32_t offset, PositionEncoding encoding);

}  // namespace tarifa::lsp
