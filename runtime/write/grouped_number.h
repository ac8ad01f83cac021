// Numbers for people: groups of three digits and the decimal mark of a locale (`locale` of
// tarifa.toml). Only for what people read; programs get plain numbers.
#pragma once

#include <string>
#include <string_view>

namespace tarifa::runtime {

struct NumberMarks {
  std::string_view group = ",";
  std::string_view point = ".";
};

// `es-CO`: 1.234,50; `en` and whatever is not known: 1,234.50.
[[nodiscard]] NumberMarks marks_of_locale(std::string_view locale);
// Of a plain number, perhaps followed by a blank and its unit.
[[nodiscard]] std::string grouped(std::string_view plain, const NumberMarks& marks);

}  // namespace tarifa::runtime
