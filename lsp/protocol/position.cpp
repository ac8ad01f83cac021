#include "lsp/protocol/position.h"

#include <algorithm>

namespace tarifa::lsp {
namespace {

size_t code_point_bytes(std::string_view text) {
  const auto first = static_cast<unsigned char>(text[0]);
  const size_t wanted = first < 0xC0 ? 1 : first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4;
  return std::min(wanted, text.size());
}

uint32_t units_of_code_point(size_t bytes, PositionEncoding encoding) {
  switch (encoding) {
    case PositionEncoding::Utf8: return static_cast<uint32_t>(bytes);
    case PositionEncoding::Utf16: return bytes == 4 ? 2 : 1;
    case PositionEncoding::Utf32: return 1;
  }
  return 1;
}

// Without its line end.
std::string_view line_from(std::string_view text, size_t begin) {
  std::string_view line = text.substr(begin, std::min(text.find('\n', begin), text.size()) - begin);
  if (line.ends_with('\r')) line.remove_suffix(1);
  return line;
}

}  // namespace

uint32_t units_of(std::string_view text, PositionEncoding encoding) {
  if (encoding == PositionEncoding::Utf8) return static_cast<uint32_t>(text.size());
  uint32_t units = 0;
  while (!text.empty()) {
    const size_t bytes = code_point_bytes(text);
    units += units_of_code_point(bytes, encoding);
    text.remove_prefix(bytes);
  }
  return units;
}

uint32_t bytes_of(std::string_view text, uint32_t units, PositionEncoding encoding) {
  size_t at = 0;
  uint32_t taken = 0;
  while (at < text.size()) {
    const size_t bytes = code_point_bytes(text.substr(at));
    taken += units_of_code_point(bytes, encoding);
    if (taken > units) break;
    at += bytes;
  }
  return static_cast<uint32_t>(at);
}

uint32_t offset_at(std::string_view text, Position at, PositionEncoding encoding) {
  size_t begin = 0;
  for (uint32_t line = 0; line < at.line; ++line) {
    const size_t end = text.find('\n', begin);
    if (end == std::string_view::npos) return static_cast<uint32_t>(text.size());
    begin = end + 1;
  }
  return static_cast<uint32_t>(begin) + bytes_of(line_from(text, begin), at.character, encoding);
}

Position position_at(std::string_view text, uint32_t offset, PositionEncoding encoding) {
  const std::string_view before = text.substr(0, std::min<size_t>(offset, text.size()));
  const size_t end = before.rfind('\n');
  const size_t begin = end == std::string_view::npos ? 0 : end + 1;
  const auto line = static_cast<uint32_t>(std::count(before.begin(), before.end(), '\n'));
  return {line, units_of(before.substr(begin), encoding)};
}

}  // namespace tarifa::lsp
