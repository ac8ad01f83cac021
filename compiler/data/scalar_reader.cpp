#include "compiler/data/scalar_reader.h"

#include <limits>

#include "compiler/data/normalize_text.h"
#include "compiler/data/printable_text.h"
#include "compiler/numeric/date_text.h"
#include "compiler/numeric/decimal_text.h"
#include "compiler/support/check.h"
#include "compiler/support/limits.h"

namespace tarifa::data {
namespace {

using ir::Int128;
using ir::RowError;
using ir::TypeKind;
using Problem = std::optional<ValueProblem>;

constexpr Int128 kMostOfALength = 1'000'000'000;
constexpr size_t kShownBytes = 200;

bool is_text(const RawValue& value) { return value.kind == RawKind::String || value.kind == RawKind::Cell; }

Problem bad_form(const FieldPlan& plan, NoteKind why) {
  return ValueProblem{RowError::WrongFormat, {why, {plan.field->name}}};
}

Problem out_of_range(const FieldPlan& plan, std::string range) {
  return ValueProblem{RowError::OutOfRange, {NoteKind::RowOutOfRange, {plan.field->name, std::move(range)}}};
}

constexpr Int128 kMinutesADay = 24 * 60;

std::string ordinal_text(TypeKind kind, Int128 value) {
  const auto small = static_cast<int32_t>(value);
  if (kind == TypeKind::Date) return numeric::to_string(numeric::Date{small});
  if (kind == TypeKind::Month) return numeric::to_string(numeric::Month{small});
  if (kind == TypeKind::Time) return numeric::to_string(numeric::TimeOfDay{small});
  if (kind == TypeKind::DateTime) {
    const Int128 minute = (value % kMinutesADay + kMinutesADay) % kMinutesADay;
    const auto day = static_cast<int32_t>((value - minute) / kMinutesADay);
    return numeric::to_string(numeric::DateTime{numeric::Date{day}, numeric::TimeOfDay{static_cast<int32_t>(minute)}});
  }
  return numeric::to_string(value);
}

Problem check_range(const FieldPlan& plan, Int128 value) {
  const bool low = plan.least && value < *plan.least;
  const bool high = plan.greatest && value > *plan.greatest;
  if (low || high) return out_of_range(plan, range_text(plan));
  return std::nullopt;
}

Problem read_number(const FieldPlan& plan, const RawValue& value, Scalar& out) {
  if (value.kind != RawKind::Number && !is_text(value)) return bad_form(plan, NoteKind::RowNotNumber);
  const auto parsed = numeric::parse_data_number(value.text, plan.type.scale);
  switch (parsed.failure) {
    case numeric::NumberFailure::None: break;
    case numeric::NumberFailure::BadForm: return bad_form(plan, NoteKind::RowNotNumber);
    case numeric::NumberFailure::TooManyDigits:
      return ValueProblem{RowError::WrongFormat,
                          {NoteKind::RowTooManyDigits, {plan.field->name, std::to_string(plan.type.scale)}}};
    case numeric::NumberFailure::Overflow: return bad_form(plan, NoteKind::RowTooLarge);
  }
  out.number = parsed.value.mantissa;
  constexpr Int128 least = std::numeric_limits<int64_t>::min();
  constexpr Int128 greatest = std::numeric_limits<int64_t>::max();
  const bool fits = out.number >= least && out.number <= greatest;
  if (plan.type.integer && !fits)
    return out_of_range(plan, numeric::to_string(least) + ".." + numeric::to_string(greatest));
  return check_range(plan, out.number);
}

Problem read_length(const FieldPlan& plan, const RawValue& value, Scalar& out) {
  if (value.kind != RawKind::Number && !is_text(value)) return bad_form(plan, NoteKind::RowNotNumber);
  const auto parsed = numeric::parse_data_number(value.text, 0);
  if (parsed.failure == numeric::NumberFailure::TooManyDigits) {
    return ValueProblem{RowError::WrongFormat, {NoteKind::RowTooManyDigits, {plan.field->name, "0"}}};
  }
  if (!parsed.ok()) return bad_form(plan, NoteKind::RowNotNumber);
  out.number = parsed.value.mantissa;
  if (out.number < -kMostOfALength || out.number > kMostOfALength) return out_of_range(plan, "-1000000000..1000000000");
  return check_range(plan, out.number);
}

Problem read_bool(const FieldPlan& plan, const RawValue& value, Scalar& out) {
  const bool is_word = value.kind == RawKind::Bool || value.kind == RawKind::Cell;
  if (!is_word || (value.text != "true" && value.text != "false")) return bad_form(plan, NoteKind::RowNotBool);
  out.number = value.text == "true" ? 1 : 0;
  return std::nullopt;
}

// Dates and times: `parse` makes the number of a text, or nothing.
template <class Parse>
Problem read_civil(const FieldPlan& plan, const RawValue& value, Scalar& out, NoteKind why, Parse parse) {
  if (!is_text(value)) return bad_form(plan, why);
  const std::optional<Int128> number = parse(value.text);
  if (!number) return bad_form(plan, why);
  out.number = *number;
  return check_range(plan, out.number);
}

std::optional<Int128> date_number(std::string_view text) {
  const auto date = numeric::parse_date(text);
  return date ? std::optional<Int128>(date->days) : std::nullopt;
}

Problem read_enum(const FieldPlan& plan, const RawValue& value, Scalar& out) {
  if (is_text(value)) {
    if (const auto found = plan.members.find(value.text); found != plan.members.end()) {
      out.number = found->second;
      return std::nullopt;
    }
  }
  std::string members;
  for (const std::string& member : plan.enumeration->members) {
    members += (members.empty() ? "" : ", ") + member;
    if (members.size() > 200) {
      members += ", ...";
      break;
    }
  }
  return ValueProblem{RowError::WrongFormat, {NoteKind::RowNotMember, {plan.field->name, members}}};
}

// `{"start": D, "end": D}`, or the text `D..D`; half-open.
Problem read_period(const FieldPlan& plan, const RawRow& row, const RawValue& value, Scalar& out) {
  std::optional<Int128> start;
  std::optional<Int128> end;
  if (value.kind == RawKind::Object) {
    for (uint32_t at = value.first_child; at != kNoValue; at = row.values[at].next) {
      const RawValue& part = row.values[at];
      if (!is_text(part)) continue;
      if (part.name == "start") start = date_number(part.text);
      if (part.name == "end") end = date_number(part.text);
    }
  } else if (is_text(value)) {
    const size_t dots = value.text.find("..");
    if (dots != std::string_view::npos) {
      start = date_number(value.text.substr(0, dots));
      end = date_number(value.text.substr(dots + 2));
    }
  }
  if (!start || !end) return bad_form(plan, NoteKind::RowNotPeriod);
  if (*end <= *start || *end - *start > limits::kPeriodDays) {
    return ValueProblem{RowError::OutOfRange,
                        {NoteKind::RowPeriodLength, {plan.field->name, std::to_string(limits::kPeriodDays)}}};
  }
  out.number = *start;
  out.second = static_cast<int32_t>(*end);
  return std::nullopt;
}

}  // namespace

bool is_missing(const FieldPlan& plan, const RawValue& value) {
  if (value.kind == RawKind::Null) return true;
  return value.kind == RawKind::EmptyCell && plan.type.kind != ir::TypeKind::Text;
}

std::string shown_value(const RawValue& value) {
  switch (value.kind) {
    case RawKind::Null: return "null";
    case RawKind::Array: return "[...]";
    case RawKind::Object: return "{...}";
    case RawKind::Bool:
    case RawKind::Number:
    case RawKind::String:
    case RawKind::Cell:
    case RawKind::EmptyCell: break;
  }
  return printable_text(value.text, kShownBytes);
}

bool is_scalar(const ir::Type& type) { return type.kind != TypeKind::List && type.kind != TypeKind::Record; }

std::string mantissa_text(Int128 mantissa, int scale) { return numeric::to_string(numeric::Decimal{mantissa, scale}); }

std::string range_text(const FieldPlan& plan) {
  const auto end = [&](const std::optional<Int128>& value) {
    if (!value) return std::string();
    if (plan.type.kind != TypeKind::Number) return ordinal_text(plan.type.kind, *value);
    std::string text = mantissa_text(*value, plan.type.scale);
    if (text.find('.') != std::string::npos) {
      text.erase(text.find_last_not_of('0') + 1);
      if (text.ends_with('.')) text.pop_back();
    }
    return text;
  };
  return end(plan.least) + ".." + end(plan.greatest);
}

Problem ScalarReader::read_text(const FieldPlan& plan, const RawValue& value, Scalar& out) {
  if (!is_text(value) && value.kind != RawKind::EmptyCell) return bad_form(plan, NoteKind::RowNotText);
  const auto text = normalize_text(value.text, normalised_);
  if (!text) return bad_form(plan, NoteKind::RowNotUtf8);
  const uint32_t most = plan.type.bound == 0 ? limits::kTextBytes : plan.type.bound;
  if (text->size() > most) {
    return ValueProblem{
        RowError::OutOfRange,
        {NoteKind::RowTextTooLong, {plan.field->name, std::to_string(text->size()), std::to_string(most)}}};
  }
  out.text = *text;
  return std::nullopt;
}

Problem ScalarReader::read(const FieldPlan& plan, const RawRow& row, const RawValue& value, Scalar& out) {
  switch (plan.type.kind) {
    case TypeKind::Bool: return read_bool(plan, value, out);
    case TypeKind::Number: return read_number(plan, value, out);
    case TypeKind::Text: return read_text(plan, value, out);
    case TypeKind::Days:
    case TypeKind::Months: return read_length(plan, value, out);
    case TypeKind::Enum: return read_enum(plan, value, out);
    case TypeKind::Period: return read_period(plan, row, value, out);
    case TypeKind::Date: return read_civil(plan, value, out, NoteKind::RowNotDate, date_number);
    case TypeKind::Month:
      return read_civil(plan, value, out, NoteKind::RowNotMonth, [](std::string_view text) {
        const auto month = numeric::parse_month(text);
        return month ? std::optional<Int128>(month->index) : std::nullopt;
      });
    case TypeKind::Time:
      return read_civil(plan, value, out, NoteKind::RowNotTime, [](std::string_view text) {
        const auto time = numeric::parse_time_of_day(text);
        return time ? std::optional<Int128>(time->minutes) : std::nullopt;
      });
    case TypeKind::DateTime:
      return read_civil(plan, value, out, NoteKind::RowNotDateTime, [](std::string_view text) {
        const auto time = numeric::parse_date_time(text);
        return time ? std::optional<Int128>(Int128{time->date.days} * 1440 + time->time.minutes) : std::nullopt;
      });
    case TypeKind::Record:
    case TypeKind::List:
    case TypeKind::Ladder: break;
  }
  TARIFA_UNREACHABLE();
}

}  // namespace tarifa::data
