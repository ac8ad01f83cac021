// Decimals and text: literals of the language, numbers in data, and printing.
// Data are JSON numbers, also inside strings (S55): `-0` and `1.5e3` are numbers; blanks, commas,
// hexadecimal, a leading `+`, `1.`, `.5`, `007` are not. Nothing is trimmed, rounded or read
// through floating point.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "compiler/numeric/decimal.h"

namespace tarifa::numeric {

enum class NumberFailure : uint8_t {
  None,
  BadForm,        // not a number at all (R0202)
  TooManyDigits,  // after the point, for the field's scale; trailing zeros do not count (R0202)
  Overflow,       // 10^38 or more at the field's scale (R0202: more digits than any field holds)
};

struct ParsedDecimal {
  Decimal value;  // where failure is None
  NumberFailure failure = NumberFailure::None;
  [[nodiscard]] bool ok() const { return failure == NumberFailure::None; }
};

// A literal of the language without its unit: `1_000`, `12.50`, `19%` (0.19, scale two more, S33).
// No sign. The scale is the digits written. Overflow also where the scale passes 38.
[[nodiscard]] ParsedDecimal parse_literal(std::string_view text);

// A number in data, for a field of `scale` digits; the result has exactly that scale.
[[nodiscard]] ParsedDecimal parse_data_number(std::string_view text, int scale);
// The same with the digits it needs and no more: `1.50` has scale 1, `1.5e3` scale 0. TooManyDigits
// past 38.
[[nodiscard]] ParsedDecimal parse_data_number(std::string_view text);

// All digits of the scale: {1250, 2} is "12.50", {-5, 2} is "-0.05".
[[nodiscard]] std::string to_string(const Decimal& value);
// With `digits` after the point, which must write the value exactly.
[[nodiscard]] std::string to_string(const Decimal& value, int digits);

}  // namespace tarifa::numeric
