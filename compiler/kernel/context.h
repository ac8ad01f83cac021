// What is constant for a whole run: a kernel is compiled for one of these. Dates are days since 1970-01-01.
#pragma once

#include <compare>
#include <cstdint>

namespace tarifa::kernel {

struct RunContext {
  int32_t period_start = 0;
  int32_t period_end = 0;    // the day after the last
  int32_t issued = 0;        // S56: period_end unless given
  int32_t as_of = 0;         // S56: issued unless given
  bool issued_given = true;  // otherwise values and windows `at issued` are R0203
  auto operator<=>(const RunContext&) const = default;
};

// Which width operations are done in (performance.md). None: A where every integer is proven below 2^51, else B.
enum class Width : uint8_t { None, A, B, C };

}  // namespace tarifa::kernel
