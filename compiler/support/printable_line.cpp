#include "compiler/support/printable_line.h"

#include <fmt/format.h>

#include <algorithm>

namespace tarifa {
namespace {

constexpr uint32_t kReplacement = 0xFFFD;
constexpr std::string_view kReplacementText = "\xEF\xBF\xBD";
constexpr uint32_t kTabWidth = 4;

struct CodePoint {
  uint32_t value = 0;
  size_t bytes = 1;
};

// The code point at `at`; of broken UTF-8, one byte as U+FFFD.
CodePoint decode(std::string_view text, size_t at) {
  const auto byte = [&](size_t i) { return static_cast<unsigned char>(text[i]); };
  const uint32_t first = byte(at);
  if (first < 0x80) return {first, 1};
  const size_t length = first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : 2;
  if (first < 0xC2 || first > 0xF4 || at + length > text.size()) return {kReplacement, 1};
  uint32_t value = first & (0x7FU >> length);
  for (size_t i = 1; i < length; ++i) {
    if ((byte(at + i) & 0xC0U) != 0x80U) return {kReplacement, 1};
    value = (value << 6U) | (byte(at + i) & 0x3FU);
  }
  const bool overlong = (length == 3 && value < 0x800) || (length == 4 && value < 0x10000);
  if (overlong || value > 0x10FFFF || (value >= 0xD800 && value < 0xE000)) return {kReplacement, 1};
  return {value, length};
}

// Control characters, and those that turn the direction of text around.
bool is_control(uint32_t c) {
  return c < 0x20 || (c >= 0x7F && c < 0xA0) || (c >= 0x200E && c <= 0x200F) || (c >= 0x2028 && c <= 0x202E) ||
         (c >= 0x2066 && c <= 0x2069);
}

uint32_t display_width(uint32_t c) {
  const bool combining =
      (c >= 0x300 && c < 0x370) || (c >= 0x20D0 && c < 0x2100) || c == 0x200D || (c >= 0xFE00 && c < 0xFE10);
  if (combining) return 0;
  const bool wide = (c >= 0x1100 && c < 0x1160) || (c >= 0x2E80 && c < 0xA4D0) || (c >= 0xAC00 && c < 0xD7A4) ||
                    (c >= 0xF900 && c < 0xFB00) || (c >= 0xFF00 && c < 0xFF61) || (c >= 0x1F300 && c < 0x1FB00) ||
                    (c >= 0x20000 && c < 0x3FFFE);
  return wide ? 2 : 1;
}

}  // namespace

PrintableLine printable_line(std::string_view line) {
  PrintableLine shown;
  uint32_t column = 0;
  for (size_t at = 0; at < line.size();) {
    const CodePoint c = decode(line, at);
    shown.columns.insert(shown.columns.end(), c.bytes, column);
    if (c.value == '\t') {
      shown.text.append(kTabWidth, ' ');
      column += kTabWidth;
    } else if (is_control(c.value) || c.value == kReplacement) {
      shown.text += kReplacementText;
      ++column;
    } else {
      shown.text += line.substr(at, c.bytes);
      column += display_width(c.value);
    }
    at += c.bytes;
  }
  shown.columns.push_back(column);
  return shown;
}

LineWindow window(const PrintableLine& line, uint32_t begin, uint32_t end, uint32_t room) {
  if (line.width() <= room) return {line.text, 0};
  const uint32_t middle = begin + std::min(end - std::min(begin, end), room / 2) / 2;
  uint32_t from = middle > room / 2 ? middle - room / 2 : 0;
  from = std::min(from, line.width() - room);
  LineWindow cut;
  uint32_t column = 0;
  uint32_t first = from;  // the column of the first character kept: a wide one may straddle the edge
  for (size_t at = 0; at < line.text.size();) {
    const CodePoint c = decode(line.text, at);
    if (column >= from && column < from + room) {
      if (cut.text.empty()) first = column;
      cut.text += line.text.substr(at, c.bytes);
    }
    column += display_width(c.value);
    at += c.bytes;
  }
  if (from + room < line.width()) cut.text += "…";
  if (from > 0) cut.text = "…" + cut.text;
  cut.shift = static_cast<int64_t>(first) - (from > 0 ? 1 : 0);
  return cut;
}

std::string printable_text(std::string_view text) {
  std::string out;
  for (size_t at = 0; at < text.size();) {
    const CodePoint c = decode(text, at);
    if (c.value == kReplacement && c.bytes == 1) {
      out += fmt::format("\\x{:02x}", static_cast<unsigned char>(text[at]));
    } else if (c.value == '\n') {
      out += "\\n";
    } else if (c.value == '\t') {
      out += "\\t";
    } else if (is_control(c.value)) {
      out += fmt::format("\\u{{{:x}}}", c.value);
    } else {
      out += text.substr(at, c.bytes);
    }
    at += c.bytes;
  }
  return out;
}

}  // namespace tarifa
