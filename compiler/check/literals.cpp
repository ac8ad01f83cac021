// Literals: their values and the units and scales they are written with (S33, S35).
#include "compiler/check/builder.h"
#include "compiler/check/expr_kinds.h"
#include "compiler/check/literal_text.h"
#include "compiler/check/number_nodes.h"
#include "compiler/check/symbols.h"
#include "compiler/check/types.h"
#include "compiler/check/units.h"
#include "compiler/numeric/date_text.h"
#include "compiler/numeric/decimal_text.h"
#include "compiler/support/limits.h"

namespace tarifa::check {
namespace {

using syntax::TokenKind;

Typed plain_const(ExprContext& ctx, ir::TypeKind kind, ir::Int128 value, Span span) {
  return const_value(ctx, number_const(ctx.session, plain_type(ctx.session, kind), value), span);
}

Typed no_such_date(ExprContext& ctx, std::string_view text, Span span) {
  report(ctx.session, DiagKind::NoSuchDate, span, {str(text)});
  return failed(span);
}

Typed no_such_time(ExprContext& ctx, std::string_view text, Span span) {
  report(ctx.session, DiagKind::NotAValueOf, span, {str(text), "time"});
  return failed(span);
}

Typed date_literal(ExprContext& ctx, TokenKind kind, std::string_view text, Span span) {
  if (kind == TokenKind::DATE) {
    const auto date = numeric::parse_date(text);
    return date ? plain_const(ctx, ir::TypeKind::Date, date->days, span) : no_such_date(ctx, text, span);
  }
  if (kind == TokenKind::MONTH) {
    const auto month = numeric::parse_month(text);
    return month ? plain_const(ctx, ir::TypeKind::Month, month->index, span) : no_such_date(ctx, text, span);
  }
  if (kind == TokenKind::TIME) {
    const auto time = numeric::parse_time_of_day(text);
    return time ? plain_const(ctx, ir::TypeKind::Time, time->minutes, span) : no_such_time(ctx, text, span);
  }
  if (kind == TokenKind::DATETIME) {
    const auto time = numeric::parse_date_time(text);
    if (!time) return no_such_date(ctx, text, span);
    return plain_const(ctx, ir::TypeKind::DateTime, ir::Int128{time->date.days} * 1440 + time->time.minutes, span);
  }
  report(ctx.session, DiagKind::DayOfYearNotHere, span, {str(text)});
  return failed(span);
}

std::optional<numeric::Decimal> decimal_of(ExprContext& ctx, std::string_view text, Span span) {
  const numeric::ParsedDecimal parsed = numeric::parse_literal(text);
  if (!parsed.ok()) {
    report(ctx.session, DiagKind::NumberTooLong, span, {str(text)});
    return std::nullopt;
  }
  if (parsed.value.scale > limits::kScale) {
    report(ctx.session, DiagKind::TooManyDigits, span,
           {std::to_string(parsed.value.scale), std::to_string(limits::kScale)});
    return std::nullopt;
  }
  return parsed.value;
}

// `10 days`, `36 months`: whole lengths.
Typed length_literal(ExprContext& ctx, ir::TypeKind kind, const numeric::Decimal& value, Span span) {
  constexpr ir::Int128 kMost = 1'000'000'000;
  if (value.scale != 0 || value.mantissa > kMost) {
    report(ctx.session, DiagKind::LengthNotWhole, span, {str(ctx.session.sources.text(span))});
    return failed(span);
  }
  return plain_const(ctx, kind, value.mantissa, span);
}

std::optional<ir::TypeKind> length_kind(std::string_view unit) {
  if (unit == "days") return ir::TypeKind::Days;
  if (unit == "months") return ir::TypeKind::Months;
  return std::nullopt;
}

// `1 day`: a length is plural, so that `day` is only the unit of a rate. Nothing where the unit is declared here.
bool is_singular_length(ExprContext& ctx, const QuantityText& parts, Span unit_span) {
  const bool length = parts.unit == "day" || parts.unit == "month";
  if (!length || lookup(ctx.session, ctx.module, parts.unit)) return false;
  const std::string plural = str(parts.number) + " " + str(parts.unit) + "s";
  const auto begin = static_cast<uint32_t>(unit_span.begin - parts.unit_offset);
  report(ctx.session, DiagKind::UnknownUnit, unit_span, {str(parts.unit)})
      .help(NoteKind::LengthIsPlural, {plural})
      .fix(NoteKind::ReplaceBy, {plural}, {unit_span.file, begin, unit_span.end}, plural);
  return true;
}

// S35: in entries of parameters, in ranges and in CSV a number without a unit has the declared one.
Typed bare_number(ExprContext& ctx, const numeric::Decimal& value, Span span, Expected expected) {
  if (!ctx.bare_numbers || !expected) return number_value(ctx, kPlainUnit, value.scale, value.mantissa, span);
  const ir::Type type = type_at(ctx.session, *expected);
  if (type.kind == ir::TypeKind::Days || type.kind == ir::TypeKind::Months) {
    return length_literal(ctx, type.kind, value, span);
  }
  const ir::UnitId unit = type.kind == ir::TypeKind::Number ? type.unit : kPlainUnit;
  return number_value(ctx, unit, value.scale, value.mantissa, span);
}

}  // namespace

Typed check_literal(ExprContext& ctx, syntax::NodeId expr, Expected) {
  const syntax::Tree& tree = tree_of(ctx);
  const Span span = tree.span(expr);
  const syntax::TokenId token = tree.tokens(expr).empty() ? syntax::TokenId{} : tree.tokens(expr)[0];
  if (!token.valid()) return failed(span);
  const TokenKind kind = tree.token_kind(token);
  if (kind == TokenKind::TRUE || kind == TokenKind::FALSE) return bool_value(ctx, kind == TokenKind::TRUE, span);
  if (kind == TokenKind::STRING) {
    std::string text = tree.string_value(token);
    if (text.size() > limits::kTextBytes) {
      report(ctx.session, DiagKind::TextTooLong, span, {std::to_string(limits::kTextBytes)});
      return failed(span);
    }
    return const_value(ctx, text_const(ctx.session, std::move(text)), span);
  }
  if (kind != TokenKind::PERCENT) return date_literal(ctx, kind, tree.text(token), span);
  const auto value = decimal_of(ctx, tree.text(token), span);
  return value ? number_value(ctx, kPlainUnit, value->scale, value->mantissa, span) : failed(span);
}

Typed check_quantity(ExprContext& ctx, syntax::NodeId expr, Expected expected) {
  const syntax::Tree& tree = tree_of(ctx);
  const Span span = tree.span(expr);
  const QuantityText parts = split_quantity(tree.text(expr));
  const auto value = decimal_of(ctx, parts.number, span);
  if (!value) return failed(span);
  if (parts.unit.empty()) return bare_number(ctx, *value, span, expected);
  if (const auto length = length_kind(parts.unit)) return length_literal(ctx, *length, *value, span);
  const Span unit_span{span.file, span.begin + parts.unit_offset, span.end};
  if (is_singular_length(ctx, parts, unit_span)) return failed(span);
  const auto unit = resolve_unit_text(ctx.session, ctx.module, parts.unit, unit_span);
  if (!unit) return failed(span);
  return number_value(ctx, *unit, value->scale, value->mantissa, span);
}

}  // namespace tarifa::check
