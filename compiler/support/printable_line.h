// A line of a source as it may be shown on a terminal: tabs are four blanks, control characters and
// broken UTF-8 are replaced (a file must not send commands to the reader's terminal), and every
// byte knows its display column. Widths are an approximation: East Asian wide characters take two
// columns, combining marks none.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace tarifa {

struct PrintableLine {
  std::string text;
  // For every byte of the original line, and one past its end: the display column, from 0.
  std::vector<uint32_t> columns;

  [[nodiscard]] uint32_t column(size_t byte) const {
    return columns[byte < columns.size() ? byte : columns.size() - 1];
  }
  [[nodiscard]] uint32_t width() const { return columns.back(); }
};

[[nodiscard]] PrintableLine printable_line(std::string_view line);

// The part of a line around the columns [begin, end), at most `room` wide, with `…` where something
// is cut off; `shift` is what to subtract from a column of the whole line to find it in the text.
struct LineWindow {
  std::string text;
  int64_t shift = 0;
};
[[nodiscard]] LineWindow window(const PrintableLine& line, uint32_t begin, uint32_t end, uint32_t room);

// Text that came from a user (an argument of a message) made safe to print: control characters as
// `\x1b`.
[[nodiscard]] std::string printable_text(std::string_view text);

}  // namespace tarifa
