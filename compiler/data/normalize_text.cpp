#include "compiler/data/normalize_text.h"

#include <utf8proc.h>

#include <algorithm>
#include <cstdlib>

namespace tarifa::data {

std::optional<std::string_view> normalize_text(std::string_view text, std::string& scratch) {
  const bool ascii = std::all_of(text.begin(), text.end(), [](char c) { return static_cast<unsigned char>(c) < 0x80; });
  if (ascii) return text;
  utf8proc_uint8_t* mapped = nullptr;
  const auto options = static_cast<utf8proc_option_t>(UTF8PROC_STABLE | UTF8PROC_COMPOSE);
  const auto* bytes = reinterpret_cast<const utf8proc_uint8_t*>(text.data());
  const utf8proc_ssize_t length = utf8proc_map(bytes, static_cast<utf8proc_ssize_t>(text.size()), &mapped, options);
  if (length < 0) return std::nullopt;
  scratch.assign(reinterpret_cast<const char*>(mapped), static_cast<size_t>(length));
  std::free(mapped);
  return std::string_view(scratch);
}

}  // namespace tarifa::data
