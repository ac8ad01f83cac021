// The text of a quantity taken apart: `532.17 COP/kWh` is number and unit. Text only; meaning is
// constants.h and units.h.
#pragma once

#include <cstdint>
#include <string_view>

namespace tarifa::check {

struct QuantityText {
  std::string_view number;   // `532.17`, also with its `%`
  std::string_view unit;     // `COP/kWh`, or empty
  uint32_t unit_offset = 0;  // of the unit in the text
};

// Starts at a digit, as both grammars see it.
[[nodiscard]] QuantityText split_quantity(std::string_view text);

}  // namespace tarifa::check
