// Wall-clock times and date-times, to the minute. 24:00 is a time of day (the end of a range) but
// no part of a date-time.
#pragma once

#include <compare>
#include <cstdint>
#include <optional>

#include "compiler/numeric/date.h"

namespace tarifa::numeric {

struct TimeOfDay {
  int32_t minutes = 0;  // 0..1440
  constexpr auto operator<=>(const TimeOfDay&) const = default;
};
inline constexpr TimeOfDay kEndOfDay{1440};

struct DateTime {
  Date date;
  TimeOfDay time;  // 0..1439
  constexpr auto operator<=>(const DateTime&) const = default;
};

[[nodiscard]] constexpr std::optional<TimeOfDay> make_time_of_day(int hour, int minute) {
  const bool in_day = hour >= 0 && hour < 24 && minute >= 0 && minute < 60;
  if (!in_day && !(hour == 24 && minute == 0)) return std::nullopt;
  return TimeOfDay{hour * 60 + minute};
}

}  // namespace tarifa::numeric
