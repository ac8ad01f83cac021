#include "compiler/numeric/date.h"

#include <array>

#include "compiler/support/check.h"

namespace tarifa::numeric {

namespace {

constexpr int kDaysOf400Years = 146097;
constexpr int kDaysToEpoch = 719468;  // from 0000-03-01 to 1970-01-01

// Days and years are counted from 1 March, so that the leap day is the last of its year. Years here
// are 0..9999.
int32_t days_of(int year, int month, int day) {
  const int march_year = month <= 2 ? year - 1 : year;
  const int era = (march_year >= 0 ? march_year : march_year - 399) / 400;
  const int year_of_era = march_year - era * 400;
  const int march_month = month > 2 ? month - 3 : month + 9;
  const int day_of_year = (153 * march_month + 2) / 5 + day - 1;
  const int day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
  return era * kDaysOf400Years + day_of_era - kDaysToEpoch;
}

std::optional<Month> month_at(int64_t index) {
  if (index < kFirstMonth.index || index > kLastMonth.index) return std::nullopt;
  return Month{static_cast<int32_t>(index)};
}

// Far more than the calendar holds, and small enough that sums cannot overflow.
bool is_far(int64_t amount) { return amount > 10'000'000 || amount < -10'000'000; }

}  // namespace

int days_in_month(int year, int month) {
  static constexpr std::array<int, 12> kDays{31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  TARIFA_CHECK(month >= 1 && month <= 12);
  return month == 2 && is_leap_year(year) ? 29 : kDays[static_cast<size_t>(month - 1)];
}

std::optional<Date> make_date(int year, int month, int day) {
  if (year < 1 || year > 9999 || month < 1 || month > 12) return std::nullopt;
  if (day < 1 || day > days_in_month(year, month)) return std::nullopt;
  return Date{days_of(year, month, day)};
}

CivilDate civil(Date date) {
  TARIFA_CHECK(date >= kFirstDate && date <= kLastDate);
  const int shifted = date.days + kDaysToEpoch;  // never negative within the range
  const int era = shifted / kDaysOf400Years;
  const int day_of_era = shifted - era * kDaysOf400Years;
  const int year_of_era = (day_of_era - day_of_era / 1460 + day_of_era / 36524 - day_of_era / 146096) / 365;
  const int day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
  const int march_month = (5 * day_of_year + 2) / 153;
  const int day = day_of_year - (153 * march_month + 2) / 5 + 1;
  const int month = march_month < 10 ? march_month + 3 : march_month - 9;
  return {era * 400 + year_of_era + (month <= 2 ? 1 : 0), month, day};
}

Weekday weekday(Date date) {
  TARIFA_CHECK(date >= kFirstDate && date <= kLastDate);
  return static_cast<Weekday>((date.days - kFirstDate.days) % 7);  // 0001-01-01 is a Monday
}

std::optional<Date> add_days(Date date, int64_t days) {
  if (is_far(days)) return std::nullopt;
  const int64_t sum = date.days + days;
  if (sum < kFirstDate.days || sum > kLastDate.days) return std::nullopt;
  return Date{static_cast<int32_t>(sum)};
}

std::optional<Month> make_month(int year, int month) {
  if (year < 1 || year > 9999 || month < 1 || month > 12) return std::nullopt;
  return Month{year * 12 + month - 1};
}

Month month_of(Date date) {
  const CivilDate parts = civil(date);
  return Month{parts.year * 12 + parts.month - 1};
}

Date first_day(Month month) { return Date{days_of(month.year(), month.month(), 1)}; }

Date last_day(Month month) { return Date{days_of(month.year(), month.month(), days_in_month(month))}; }

std::optional<Month> add_months(Month month, int64_t months) {
  if (is_far(months)) return std::nullopt;
  return month_at(month.index + months);
}

std::optional<MonthDay> make_month_day(int month, int day) {
  if (month < 1 || month > 12 || day < 1) return std::nullopt;
  if (day > days_in_month(2000, month)) return std::nullopt;  // of a leap year
  return MonthDay{month, day};
}

DateResult add_months(Date date, int64_t months, MonthEnd rule) {
  const CivilDate parts = civil(date);
  const std::optional<Month> target = add_months(month_of(date), months);
  if (!target) return {{}, DateFailure::OutOfRange};
  const Date first = first_day(*target);
  const int length = days_in_month(*target);
  if (parts.day <= length) return {Date{first.days + parts.day - 1}, DateFailure::None};
  switch (rule) {
    case MonthEnd::ToMonthEnd: return {Date{first.days + length - 1}, DateFailure::None};
    case MonthEnd::ToNextMonth:  // December has 31 days, so there is a next month
      return {Date{first.days + length}, DateFailure::None};
    case MonthEnd::Strict: return {{}, DateFailure::AmbiguousMonthEnd};
  }
  TARIFA_UNREACHABLE();
}

std::optional<int32_t> whole_months_between(Date start, Date end) {
  const int32_t months = month_of(end).index - month_of(start).index;
  if (months < 0) return std::nullopt;
  const DateResult reached = add_months(start, months, MonthEnd::ToMonthEnd);
  if (!reached.ok() || reached.date != end) return std::nullopt;
  return months;
}

}  // namespace tarifa::numeric
