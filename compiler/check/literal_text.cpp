#include "compiler/check/literal_text.h"

namespace tarifa::check {
namespace {

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_blank(char c) { return c == ' ' || c == '\t' || c == '\r' || c == '\n'; }

}  // namespace

QuantityText split_quantity(std::string_view text) {
  size_t end = 0;
  while (end < text.size()) {
    const bool joins = (text[end] == '_' || text[end] == '.') && end + 1 < text.size() && is_digit(text[end + 1]);
    if (!is_digit(text[end]) && !joins) break;
    ++end;
  }
  if (end < text.size() && text[end] == '%') ++end;
  size_t unit = end;
  while (unit < text.size() && is_blank(text[unit])) ++unit;
  return {text.substr(0, end), text.substr(unit), static_cast<uint32_t>(unit)};
}

}  // namespace tarifa::check
