#include "compiler/check/literal_reader.h"

#include <limits>

#include "compiler/check/builder.h"
#include "compiler/check/facts.h"
#include "compiler/check/literal_text.h"
#include "compiler/check/report.h"
#include "compiler/check/symbols.h"
#include "compiler/check/types.h"
#include "compiler/check/units.h"
#include "compiler/numeric/date_text.h"
#include "compiler/numeric/decimal_text.h"
#include "compiler/syntax/unicode_text.h"

namespace tarifa::check {
namespace {

bool is_digit(char c) { return c >= '0' && c <= '9'; }

// `,50` of `1.234,50`, `-01-01` of a date, `e3`: what stands after the digits is no name of a unit.
bool begins_unit(std::string_view rest) {
  const auto first = static_cast<unsigned char>(rest[0]);
  const bool letter = (first >= 'A' && first <= 'Z') || (first >= 'a' && first <= 'z') || first >= 0x80 || first == '_';
  const bool exponent =
      (first == 'e' || first == 'E') && rest.size() > 1 && (is_digit(rest[1]) || rest[1] == '-' || rest[1] == '+');
  return letter && !exponent;
}

// `- 5` is read as -5: source may have a blank after the sign.
std::string_view without_sign(std::string_view text, bool& negative) {
  negative = !text.empty() && text[0] == '-';
  if (!negative) return text;
  size_t first = 1;
  while (first < text.size() && text[first] == ' ') ++first;
  return text.substr(first);
}

}  // namespace

LiteralReader::LiteralReader(Session& session, ModuleId module, ir::TypeId type, bool plain_text)
    : session_(session), module_(module), type_id_(type), type_(type_at(session, type)), plain_text_(plain_text) {
  if (type_.kind != ir::TypeKind::Enum) return;
  const auto& names = session.ir.enums[type_.enumeration.index()].members;
  for (size_t i = 0; i < names.size(); ++i) members_.emplace(names[i], static_cast<uint32_t>(i));
}

bool LiteralReader::looks_like_one(std::string_view text) const {
  if (text.empty()) return false;
  bool negative = false;
  const bool digits = !without_sign(text, negative).empty() && is_digit(without_sign(text, negative)[0]);
  switch (type_.kind) {
    case ir::TypeKind::Bool: return text == "true" || text == "false";
    case ir::TypeKind::Enum: return members_.contains(std::string(text));
    case ir::TypeKind::Text: return plain_text_ || text[0] == '"';
    case ir::TypeKind::Number:
    case ir::TypeKind::Days:
    case ir::TypeKind::Months: return digits;
    case ir::TypeKind::Date:
    case ir::TypeKind::Month:
    case ir::TypeKind::Time:
    case ir::TypeKind::DateTime: return digits && !negative;
    case ir::TypeKind::Period:
    case ir::TypeKind::Record:
    case ir::TypeKind::List:
    case ir::TypeKind::Ladder: return false;
  }
  return false;
}

void LiteralReader::refuse(std::string_view text, Span span) {
  report(session_, DiagKind::NotAValueOf, span, {str(text), type_name(session_, type_id_)});
}

bool LiteralReader::same_unit(std::string_view unit, Span span) {
  auto found = units_.find(std::string(unit));
  if (found == units_.end()) {
    found = units_.emplace(unit, resolve_unit_text(session_, module_, unit, span)).first;
  } else if (found->second) {
    (void)resolve_unit_text(session_, module_, unit, span);  // it stands here, too
  }
  if (!found->second) return false;
  if (*found->second == type_.unit) return true;
  const std::string declared = unit_name(session_, type_.unit);
  report(session_, DiagKind::UnitOfOtherDimension, span,
         {str(unit), !declared.empty() ? declared
                     : type_.integer   ? "int"
                                       : "decimal"});
  return false;
}

std::optional<ir::Int128> LiteralReader::number(std::string_view text, Span span) {
  bool negative = false;
  const std::string_view magnitude = without_sign(text, negative);
  const QuantityText parts = split_quantity(magnitude);
  const numeric::ParsedDecimal parsed = numeric::parse_literal(parts.number);
  if (parsed.failure == numeric::NumberFailure::Overflow) {
    report(session_, DiagKind::NumberTooLong, span, {str(text)});
    return std::nullopt;
  }
  if (!parts.unit.empty() && !begins_unit(parts.unit)) {
    Report wrong = report(session_, DiagKind::NotAValueOf, span, {str(text), type_name(session_, type_id_)});
    if (parts.unit[0] == ',' && parts.unit.size() > 1 && is_digit(parts.unit[1])) wrong.help(NoteKind::DecimalPoint);
    return std::nullopt;
  }
  const bool percent = parts.number.ends_with('%');
  if (!parsed.ok() || (percent && (type_.unit != kPlainUnit || !parts.unit.empty()))) {
    refuse(text, span);
    return std::nullopt;
  }
  if (parts.unit.empty() && !bare_numbers_ && type_.unit != kPlainUnit) {
    report(session_, DiagKind::NotAValueOf, span, {str(text), type_name(session_, type_id_)})
        .help(NoteKind::WriteUnit, {str(text) + " " + unit_name(session_, type_.unit)});
    return std::nullopt;
  }
  if (!parts.unit.empty()) {
    const auto begin = static_cast<uint32_t>(span.end - parts.unit.size());
    if (!same_unit(parts.unit, {span.file, begin, span.end})) return std::nullopt;
  }
  const numeric::Rescaled scaled = numeric::rescale(parsed.value, type_.scale);
  if (scaled.failure == numeric::RescaleFailure::Inexact) {
    Report lost = report(session_, DiagKind::DigitsLost, span, {str(text), type_name(session_, type_id_)});
    const bool as_percent = percent && type_.scale >= 2;
    lost.help(as_percent ? NoteKind::PercentIsHundredth : NoteKind::NothingIsRounded,
              {std::to_string(as_percent ? type_.scale - 2 : int{type_.scale})});
    return std::nullopt;
  }
  const ir::Int128 value = negative ? -scaled.value.mantissa : scaled.value.mantissa;
  const bool too_large =
      type_.integer && (value > std::numeric_limits<int64_t>::max() || value < std::numeric_limits<int64_t>::min());
  if (too_large) {
    report(session_, DiagKind::BoundOutOfRange, span,
           {str(text), "-9_223_372_036_854_775_808", "9_223_372_036_854_775_807"});
    return std::nullopt;
  }
  if (!scaled.ok()) {
    report(session_, DiagKind::NumberTooLong, span, {str(text)});
    return std::nullopt;
  }
  return value;
}

std::optional<ir::Int128> LiteralReader::length(std::string_view text, Span span) {
  constexpr ir::Int128 kLongest = 1'000'000'000;  // as of Op::LengthAdd
  bool negative = false;
  const QuantityText parts = split_quantity(without_sign(text, negative));
  const numeric::ParsedDecimal parsed = numeric::parse_literal(parts.number);
  const std::string_view word = type_.kind == ir::TypeKind::Days ? "days" : "months";
  const bool fits = parsed.ok() && parsed.value.scale == 0 && parsed.value.mantissa <= kLongest;
  if (fits && parts.unit.empty() && !bare_numbers_) {
    report(session_, DiagKind::NotAValueOf, span, {str(text), type_name(session_, type_id_)})
        .help(NoteKind::WriteUnit, {str(text) + " " + str(word)});
    return std::nullopt;
  }
  if (!fits || (!parts.unit.empty() && parts.unit != word)) {
    refuse(text, span);
    return std::nullopt;
  }
  return negative ? -parsed.value.mantissa : parsed.value.mantissa;
}

std::optional<ir::Int128> LiteralReader::member(std::string_view text, Span span) {
  const auto found = members_.find(std::string(text));
  if (found != members_.end()) {
    add_member_use(session_, span, type_.enumeration, found->second, type_id_);
    return found->second;
  }
  const ir::Enum& enumeration = session_.ir.enums[type_.enumeration.index()];
  Report unknown = report(session_, DiagKind::UnknownMember, span, {enumeration.name, str(text)});
  if (const auto near = nearest_name(text, enumeration.members)) {
    unknown.help(NoteKind::DidYouMean, {*near}).fix(NoteKind::ReplaceBy, {*near}, span, *near);
  }
  return std::nullopt;
}

std::optional<std::string> LiteralReader::text(std::string_view text, Span span) {
  std::string value;
  const bool quoted = text.size() >= 2 && text.front() == '"' && text.back() == '"';
  if (!quoted && !plain_text_) {
    refuse(text, span);
    return std::nullopt;
  }
  if (!quoted) value = text;
  for (size_t i = 1; quoted && i + 1 < text.size(); ++i) {
    const bool escape = text[i] == '\\' && i + 2 < text.size();
    if (escape) ++i;
    value.push_back(!escape ? text[i] : text[i] == 'n' ? '\n' : text[i] == 't' ? '\t' : text[i]);
  }
  if (auto composed = syntax::nfc_if_different(value)) value = *std::move(composed);
  if (value.size() > type_.bound) {
    report(session_, DiagKind::NotAValueOf, span, {str(text), type_name(session_, type_id_)})
        .help(NoteKind::BytesOfText, {std::to_string(value.size()), std::to_string(type_.bound)});
    return std::nullopt;
  }
  return value;
}

std::optional<ir::Const> LiteralReader::read(std::string_view text_in, Span span) {
  ir::Const value;
  value.type = type_id_;
  std::optional<ir::Int128> number_read;
  switch (type_.kind) {
    case ir::TypeKind::Bool:
      if (text_in == "true" || text_in == "false") number_read = text_in == "true" ? 1 : 0;
      break;
    case ir::TypeKind::Number:
      number_read = number(text_in, span);
      if (!number_read) return std::nullopt;
      break;
    case ir::TypeKind::Days:
    case ir::TypeKind::Months:
      number_read = length(text_in, span);
      if (!number_read) return std::nullopt;
      break;
    case ir::TypeKind::Enum:
      number_read = member(text_in, span);
      if (!number_read) return std::nullopt;
      break;
    case ir::TypeKind::Text: {
      auto read_text = text(text_in, span);
      if (!read_text) return std::nullopt;
      value.text = *std::move(read_text);
      return value;
    }
    case ir::TypeKind::Date:
      if (const auto date = numeric::parse_date(text_in)) number_read = date->days;
      break;
    case ir::TypeKind::Month:
      if (const auto month = numeric::parse_month(text_in)) number_read = month->index;
      break;
    case ir::TypeKind::Time:
      if (const auto time = numeric::parse_time_of_day(text_in)) number_read = time->minutes;
      break;
    case ir::TypeKind::DateTime:
      if (const auto at = numeric::parse_date_time(text_in)) {
        number_read = ir::Int128{at->date.days} * 1440 + at->time.minutes;
      }
      break;
    case ir::TypeKind::Period:
    case ir::TypeKind::Record:
    case ir::TypeKind::List:
    case ir::TypeKind::Ladder: break;
  }
  if (!number_read) {
    refuse(text_in, span);
    return std::nullopt;
  }
  value.number = *number_read;
  return value;
}

std::optional<ir::ConstId> LiteralReader::read_const(std::string_view text_in, Span span) {
  auto value = read(text_in, span);
  if (!value) return std::nullopt;
  return intern_const(session_, *std::move(value));
}

}  // namespace tarifa::check
