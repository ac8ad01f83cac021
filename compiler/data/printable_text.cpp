#include "compiler/data/printable_text.h"

#include <utf8proc.h>

namespace tarifa::data {

std::string printable_text(std::string_view text, size_t most) {
  std::string out;
  const auto* bytes = reinterpret_cast<const utf8proc_uint8_t*>(text.data());
  for (size_t at = 0; at < text.size();) {
    if (out.size() >= most) return out + "...";
    utf8proc_int32_t point = 0;
    const auto length = utf8proc_iterate(bytes + at, static_cast<utf8proc_ssize_t>(text.size() - at), &point);
    const bool shown = length > 0 && point >= 0x20 && (point < 0x7F || point > 0x9F);
    if (shown)
      out += text.substr(at, static_cast<size_t>(length));
    else
      out += "\xEF\xBF\xBD";
    at += length > 0 ? static_cast<size_t>(length) : 1;
  }
  return out;
}

}  // namespace tarifa::data
