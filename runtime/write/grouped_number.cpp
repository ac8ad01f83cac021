#include "runtime/write/grouped_number.h"

#include <algorithm>
#include <array>

namespace tarifa::runtime {

NumberMarks marks_of_locale(std::string_view locale) {
  // Spanish of countries that write 1,234.50.
  constexpr std::array<std::string_view, 9> kPointSpanish{"es-MX", "es-US", "es-PR", "es-DO", "es-GT",
                                                          "es-HN", "es-NI", "es-PA", "es-SV"};
  constexpr std::array<std::string_view, 8> kCommaLanguages{"es", "pt", "de", "it", "nl", "da", "id", "tr"};
  if (std::find(kPointSpanish.begin(), kPointSpanish.end(), locale) != kPointSpanish.end()) return {};
  const std::string_view language = locale.substr(0, locale.find_first_of("-_"));
  if (std::find(kCommaLanguages.begin(), kCommaLanguages.end(), language) != kCommaLanguages.end()) return {".", ","};
  return {};
}

std::string grouped(std::string_view plain, const NumberMarks& marks) {
  std::string out;
  if (plain.starts_with('-')) {
    out = "-";
    plain.remove_prefix(1);
  }
  const size_t whole = std::min(plain.find_first_not_of("0123456789"), plain.size());
  for (size_t i = 0; i < whole; ++i) {
    if (i > 0 && (whole - i) % 3 == 0) out += marks.group;
    out += plain[i];
  }
  plain.remove_prefix(whole);
  if (plain.starts_with('.')) {
    out += marks.point;
    plain.remove_prefix(1);
  }
  out += plain;
  return out;
}

}  // namespace tarifa::runtime
