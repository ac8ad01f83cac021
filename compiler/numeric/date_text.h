// Dates and text, strictly as the language writes them: digits at fixed places, nothing before or
// after, no day that is not in the calendar (2020-02-30), no year 0000.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "compiler/numeric/date.h"
#include "compiler/numeric/time_of_day.h"

namespace tarifa::numeric {

[[nodiscard]] std::optional<Date> parse_date(std::string_view text);              // 2020-03-25
[[nodiscard]] std::optional<Month> parse_month(std::string_view text);            // 2020-03
[[nodiscard]] std::optional<MonthDay> parse_month_day(std::string_view text);     // 12-01
[[nodiscard]] std::optional<TimeOfDay> parse_time_of_day(std::string_view text);  // 17:30, 24:00
[[nodiscard]] std::optional<DateTime> parse_date_time(std::string_view text);     // 2020-03-25T17:30

[[nodiscard]] std::string to_string(Date date);
[[nodiscard]] std::string to_string(Month month);
[[nodiscard]] std::string to_string(MonthDay day);
[[nodiscard]] std::string to_string(TimeOfDay time);
[[nodiscard]] std::string to_string(DateTime time);
[[nodiscard]] std::string_view to_string(Weekday day);  // "Monday"

}  // namespace tarifa::numeric
