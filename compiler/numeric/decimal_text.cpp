#include "compiler/numeric/decimal_text.h"

#include <algorithm>

#include "compiler/support/check.h"

namespace tarifa::numeric {

namespace {

bool is_digit(char c) { return c >= '0' && c <= '9'; }

// Digits without the zeros on either side: mantissa * 10^power, `digits` of them. The mantissa is
// right up to 38 digits; of more only the count is kept.
struct Significand {
  Int128 mantissa = 0;
  int64_t digits = 0;
  int64_t power = 0;
  int64_t zeros = 0;  // seen after the last digit other than 0

  void push(char c) {
    if (c == '0') {
      if (digits > 0) ++zeros;
      return;
    }
    digits += zeros + 1;
    if (digits <= kMaxPower) mantissa = mantissa * pow10(static_cast<int>(zeros + 1)) + (c - '0');
    zeros = 0;
  }
};

// Walks over a text; `take` and friends move only if they match.
struct Cursor {
  std::string_view text;
  size_t at = 0;

  [[nodiscard]] bool done() const { return at == text.size(); }
  [[nodiscard]] bool sees_digit() const { return !done() && is_digit(text[at]); }
  bool take(char c) {
    if (done() || text[at] != c) return false;
    ++at;
    return true;
  }
};

// Digits into the significand; how many, 0 if there is none here.
int64_t take_digits(Cursor& cursor, Significand& significand) {
  int64_t count = 0;
  for (; cursor.sees_digit(); ++cursor.at, ++count) significand.push(cursor.text[cursor.at]);
  return count;
}

// The exponent of a JSON number, clamped far beyond what any field holds; absent if there are no
// digits.
std::optional<int64_t> take_exponent(Cursor& cursor) {
  constexpr int64_t kFar = 1'000'000'000'000;
  const bool negative = cursor.take('-');
  if (!negative) cursor.take('+');
  if (!cursor.sees_digit()) return std::nullopt;
  int64_t value = 0;
  for (; cursor.sees_digit(); ++cursor.at) {
    value = std::min(kFar, value * 10 + (cursor.text[cursor.at] - '0'));
  }
  return negative ? -value : value;
}

struct DataNumber {
  Significand significand;
  bool negative = false;
};

// The grammar of RFC 8259.
std::optional<DataNumber> read_data_number(std::string_view text) {
  Cursor cursor{text};
  DataNumber number;
  number.negative = cursor.take('-');
  if (!cursor.take('0') && take_digits(cursor, number.significand) == 0) return std::nullopt;
  int64_t fraction_digits = 0;
  if (cursor.take('.')) {
    fraction_digits = take_digits(cursor, number.significand);
    if (fraction_digits == 0) return std::nullopt;
  }
  int64_t exponent = 0;
  if (cursor.take('e') || cursor.take('E')) {
    const std::optional<int64_t> read = take_exponent(cursor);
    if (!read) return std::nullopt;
    exponent = *read;
  }
  if (!cursor.done()) return std::nullopt;
  number.significand.power = exponent - fraction_digits + number.significand.zeros;
  return number;
}

ParsedDecimal to_scale(const DataNumber& number, int scale) {
  const Significand& s = number.significand;
  if (s.digits == 0) return {{0, scale}, NumberFailure::None};
  if (s.power + scale < 0) return {{}, NumberFailure::TooManyDigits};
  if (s.digits + s.power + scale > kMaxPower) return {{}, NumberFailure::Overflow};
  const Int128 size = s.mantissa * pow10(static_cast<int>(s.power + scale));
  return {{number.negative ? -size : size, scale}, NumberFailure::None};
}

// Digits with `_` between them, never at an end or twice; how many, 0 if the form is wrong.
int64_t take_literal_digits(Cursor& cursor, Significand& significand) {
  int64_t count = take_digits(cursor, significand);
  if (count == 0) return 0;
  while (cursor.take('_')) {
    const int64_t more = take_digits(cursor, significand);
    if (more == 0) return 0;
    count += more;
  }
  return count;
}

}  // namespace

ParsedDecimal parse_literal(std::string_view text) {
  Cursor cursor{text};
  DataNumber number;
  if (take_literal_digits(cursor, number.significand) == 0) return {{}, NumberFailure::BadForm};
  int64_t scale = 0;
  if (cursor.take('.')) {
    scale = take_literal_digits(cursor, number.significand);
    if (scale == 0) return {{}, NumberFailure::BadForm};
  }
  number.significand.power = number.significand.zeros - scale;
  if (cursor.take('%')) {
    scale += 2;
    number.significand.power -= 2;
  }
  if (!cursor.done()) return {{}, NumberFailure::BadForm};
  if (scale > kMaxPower) return {{}, NumberFailure::Overflow};
  return to_scale(number, static_cast<int>(scale));
}

ParsedDecimal parse_data_number(std::string_view text, int scale) {
  TARIFA_CHECK(scale >= 0 && scale <= kMaxPower);
  const std::optional<DataNumber> number = read_data_number(text);
  if (!number) return {{}, NumberFailure::BadForm};
  return to_scale(*number, scale);
}

ParsedDecimal parse_data_number(std::string_view text) {
  const std::optional<DataNumber> number = read_data_number(text);
  if (!number) return {{}, NumberFailure::BadForm};
  const int64_t power = number->significand.digits == 0 ? 0 : number->significand.power;
  if (power < -kMaxPower) return {{}, NumberFailure::TooManyDigits};
  return to_scale(*number, static_cast<int>(std::max<int64_t>(0, -power)));
}

std::string to_string(const Decimal& value) {
  TARIFA_CHECK(value.scale >= 0 && value.scale <= kMaxPower);
  const bool negative = value.mantissa < 0;
  std::string text = to_string(value.mantissa);
  if (negative) text.erase(0, 1);
  const auto scale = static_cast<size_t>(value.scale);
  if (scale > 0) {
    if (text.size() <= scale) text.insert(0, scale + 1 - text.size(), '0');
    text.insert(text.size() - scale, 1, '.');
  }
  return negative ? "-" + text : text;
}

std::string to_string(const Decimal& value, int digits) {
  TARIFA_CHECK(digits >= 0 && digits <= kMaxPower);
  if (digits <= value.scale) {
    const Rescaled fewer = rescale(value, digits);
    TARIFA_CHECK(fewer.ok());
    return to_string(fewer.value);
  }
  // By text, as the mantissa of the larger scale may have more than 38 digits.
  std::string text = to_string(value);
  if (value.scale == 0) text.push_back('.');
  text.append(static_cast<size_t>(digits - value.scale), '0');
  return text;
}

}  // namespace tarifa::numeric
