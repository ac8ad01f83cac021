// The texts of stdlib/*.rule, embedded when the library is built.
#pragma once

#include <span>
#include <string_view>

namespace tarifa::check {

struct StandardText {
  std::string_view module;  // `std.units`
  std::string_view path;    // `std/units.rule`, as shown in messages
  std::string_view text;
};

[[nodiscard]] std::span<const StandardText> standard_texts();

}  // namespace tarifa::check
