#include "compiler/numeric/date_text.h"

#include <array>

#include "compiler/support/check.h"

namespace tarifa::numeric {

namespace {

// Reads `pattern` from the text: each D is a digit of the number it belongs to, anything else
// itself. Numbers are runs of D. Both must have the same length.
template <size_t kNumbers>
std::optional<std::array<int, kNumbers>> read_pattern(std::string_view text, std::string_view pattern) {
  if (text.size() != pattern.size()) return std::nullopt;
  std::array<int, kNumbers> numbers{};
  size_t number = 0;
  for (size_t i = 0; i < text.size(); ++i) {
    if (pattern[i] == 'D') {
      if (text[i] < '0' || text[i] > '9') return std::nullopt;
      numbers.at(number) = numbers.at(number) * 10 + (text[i] - '0');
    } else {
      if (text[i] != pattern[i]) return std::nullopt;
      ++number;
    }
  }
  return numbers;
}

std::string padded(int value, size_t width) {
  std::string digits = std::to_string(value);
  if (digits.size() < width) digits.insert(0, width - digits.size(), '0');
  return digits;
}

}  // namespace

std::optional<Date> parse_date(std::string_view text) {
  const auto parts = read_pattern<3>(text, "DDDD-DD-DD");
  if (!parts) return std::nullopt;
  return make_date((*parts)[0], (*parts)[1], (*parts)[2]);
}

std::optional<Month> parse_month(std::string_view text) {
  const auto parts = read_pattern<2>(text, "DDDD-DD");
  if (!parts) return std::nullopt;
  return make_month((*parts)[0], (*parts)[1]);
}

std::optional<MonthDay> parse_month_day(std::string_view text) {
  const auto parts = read_pattern<2>(text, "DD-DD");
  if (!parts) return std::nullopt;
  return make_month_day((*parts)[0], (*parts)[1]);
}

std::optional<TimeOfDay> parse_time_of_day(std::string_view text) {
  const auto parts = read_pattern<2>(text, "DD:DD");
  if (!parts) return std::nullopt;
  return make_time_of_day((*parts)[0], (*parts)[1]);
}

std::optional<DateTime> parse_date_time(std::string_view text) {
  if (text.size() != 16 || text[10] != 'T') return std::nullopt;
  const std::optional<Date> date = parse_date(text.substr(0, 10));
  const std::optional<TimeOfDay> time = parse_time_of_day(text.substr(11));
  if (!date || !time || *time == kEndOfDay) return std::nullopt;
  return DateTime{*date, *time};
}

std::string to_string(Date date) {
  const CivilDate parts = civil(date);
  return padded(parts.year, 4) + "-" + padded(parts.month, 2) + "-" + padded(parts.day, 2);
}

std::string to_string(Month month) { return padded(month.year(), 4) + "-" + padded(month.month(), 2); }

std::string to_string(MonthDay day) { return padded(day.month, 2) + "-" + padded(day.day, 2); }

std::string to_string(TimeOfDay time) { return padded(time.minutes / 60, 2) + ":" + padded(time.minutes % 60, 2); }

std::string to_string(DateTime time) { return to_string(time.date) + "T" + to_string(time.time); }

std::string_view to_string(Weekday day) {
  switch (day) {
    case Weekday::Monday: return "Monday";
    case Weekday::Tuesday: return "Tuesday";
    case Weekday::Wednesday: return "Wednesday";
    case Weekday::Thursday: return "Thursday";
    case Weekday::Friday: return "Friday";
    case Weekday::Saturday: return "Saturday";
    case Weekday::Sunday: return "Sunday";
  }
  TARIFA_UNREACHABLE();
}

}  // namespace tarifa::numeric
