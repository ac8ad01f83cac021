// Civil dates of the proleptic Gregorian calendar, 0001-01-01 to 9999-12-31, and their months. No
// clock, no zone.
// INVARIANT: a Date or Month made here is within the range; what would leave it is absent, never
// wrapped.
// Text is in date_text.h, times of day in time_of_day.h.
#pragma once

#include <compare>
#include <cstdint>
#include <optional>

namespace tarifa::numeric {

struct Date {
  int32_t days = 0;  // since 1970-01-01
  constexpr auto operator<=>(const Date&) const = default;
};
inline constexpr Date kFirstDate{-719162};  // 0001-01-01
inline constexpr Date kLastDate{2932896};   // 9999-12-31

struct CivilDate {
  int year = 1970;
  int month = 1;  // 1..12
  int day = 1;    // 1..31
  constexpr auto operator<=>(const CivilDate&) const = default;
};

struct Month {
  int32_t index = 0;  // months since 0000-01: year * 12 + month - 1
  constexpr auto operator<=>(const Month&) const = default;
  [[nodiscard]] constexpr int year() const { return index / 12; }
  [[nodiscard]] constexpr int month() const { return index % 12 + 1; }
};
inline constexpr Month kFirstMonth{12};             // 0001-01
inline constexpr Month kLastMonth{9999 * 12 + 11};  // 9999-12

// A day of any year (`12-01`); 02-29 is one, seasons refuse it themselves (S30).
struct MonthDay {
  int month = 1;
  int day = 1;
  constexpr auto operator<=>(const MonthDay&) const = default;
};

enum class Weekday : uint8_t { Monday, Tuesday, Wednesday, Thursday, Friday, Saturday, Sunday };

[[nodiscard]] constexpr bool is_leap_year(int year) { return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0); }
[[nodiscard]] constexpr int days_in_year(int year) { return is_leap_year(year) ? 366 : 365; }
[[nodiscard]] int days_in_month(int year, int month);
[[nodiscard]] inline int days_in_month(Month m) { return days_in_month(m.year(), m.month()); }

[[nodiscard]] std::optional<Date> make_date(int year, int month, int day);
[[nodiscard]] CivilDate civil(Date date);
[[nodiscard]] Weekday weekday(Date date);
[[nodiscard]] std::optional<Date> add_days(Date date, int64_t days);
[[nodiscard]] constexpr int32_t days_between(Date from, Date to) { return to.days - from.days; }

[[nodiscard]] std::optional<Month> make_month(int year, int month);
[[nodiscard]] Month month_of(Date date);
[[nodiscard]] Date first_day(Month month);
[[nodiscard]] Date last_day(Month month);
[[nodiscard]] std::optional<Month> add_months(Month month, int64_t months);

[[nodiscard]] std::optional<MonthDay> make_month_day(int month, int day);

// What `d + n months` is where the month has no such day.
enum class MonthEnd : uint8_t { ToMonthEnd, ToNextMonth, Strict };
enum class DateFailure : uint8_t { None, OutOfRange, AmbiguousMonthEnd /* R0302 */ };
struct DateResult {
  Date date;  // where failure is None
  DateFailure failure = DateFailure::None;
  [[nodiscard]] bool ok() const { return failure == DateFailure::None; }
};
// Any sign of `months`.
[[nodiscard]] DateResult add_months(Date date, int64_t months, MonthEnd rule);

// The n >= 0 for which start + n months to_month_end is end (S23); absent where there is none.
[[nodiscard]] std::optional<int32_t> whole_months_between(Date start, Date end);

}  // namespace tarifa::numeric
