// `X per ..`: prorated to the days of the period (S23), or scaled by a count or a quantity (limits
// of blocks).
#include <charconv>

#include "compiler/check/expr_kinds.h"
#include "compiler/check/facts.h"
#include "compiler/check/imports.h"
#include "compiler/check/node_trees.h"
#include "compiler/check/number_nodes.h"
#include "compiler/check/per_scope.h"
#include "compiler/check/symbols.h"
#include "compiler/check/types.h"
#include "compiler/check/units.h"
#include "compiler/support/limits.h"

namespace tarifa::check {
namespace {

using syntax::NodeKind;
using syntax::TokenKind;

constexpr uint32_t kMostCount = 1'000'000;
constexpr ir::Int128 kMonthDenominator = 377'580;  // lcm(28, 29, 30, 31)
constexpr ir::Int128 kYearDenominator = 133'590;   // lcm(365, 366)

enum class Calendar : uint8_t { None, Day, Month, Year };

Calendar calendar_word(std::string_view word) {
  if (word == "day" || word == "days") return Calendar::Day;
  if (word == "month" || word == "months") return Calendar::Month;
  if (word == "year" || word == "years") return Calendar::Year;
  return Calendar::None;
}

// A count in `per 30 days`, `prorated 365/12 days`, `full 27 days..33 days`.
std::optional<uint32_t> count_of(ExprContext& ctx, std::string_view text, Span span, bool prorated = false) {
  std::string digits;
  for (char c : text) {
    if (c != '_') digits += c;
  }
  uint32_t value = 0;
  const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), value);
  if (error == std::errc{} && end == digits.data() + digits.size() && value >= 1 && value <= kMostCount) return value;
  Report wrong = report(ctx.session, DiagKind::CountNotWhole, span, {str(text), "1_000_000"});
  if (prorated) wrong.help(NoteKind::ProratedAs);
  return std::nullopt;
}

std::vector<syntax::TokenId> numbers_of(const syntax::Tree& tree, syntax::NodeId node) {
  std::vector<syntax::TokenId> out;
  for (syntax::TokenId token : tree.tokens(node)) {
    if (tree.token_kind(token) == TokenKind::NUMBER) out.push_back(token);
  }
  return out;
}

// `full 27 days..33 days`, both counted.
bool read_full(ExprContext& ctx, syntax::NodeId per, ir::Proration& out) {
  const syntax::Tree& tree = tree_of(ctx);
  const syntax::NodeId range = tree.child(per, NodeKind::Range);
  if (!range.valid()) return true;
  const std::vector<syntax::NodeId> bounds = tree.children(range, NodeKind::Bound);
  if (bounds.size() != 2) return false;
  uint32_t days[2] = {0, 0};
  for (size_t k = 0; k < 2; ++k) {
    std::string_view text = tree.text(bounds[k]);
    const size_t end = text.find_first_not_of("0123456789_");
    std::string_view unit = end == std::string_view::npos ? "" : text.substr(end);
    while (!unit.empty() && (unit[0] == ' ' || unit[0] == '\t' || unit[0] == '\n' || unit[0] == '\r'))
      unit.remove_prefix(1);
    if (unit != "days") {
      report(ctx.session, DiagKind::FullNeedsDays, tree.span(bounds[k]), {str(text)});
      return false;
    }
    const auto count = count_of(ctx, text.substr(0, end), tree.span(bounds[k]));
    if (!count) return false;
    days[k] = *count;
  }
  const bool turned = days[0] > days[1];
  if (tree.has_token(range, TokenKind::DOTDOT_LT)) --days[1];
  if (days[0] > days[1] || days[1] > static_cast<uint32_t>(limits::kPeriodDays)) {
    Report wrong =
        report(ctx.session, DiagKind::FullRangeWrong, tree.span(range), {std::to_string(limits::kPeriodDays)});
    if (turned) wrong.help(NoteKind::FullEndsTurned, {std::to_string(days[0]), std::to_string(days[1])});
    return false;
  }
  out.has_full = true;
  out.full_from = days[0];
  out.full_to = days[1];
  return true;
}

std::optional<ir::Proration> plain_proration(Calendar unit, uint32_t count) {
  ir::Proration out;
  out.a = count;
  out.kind = unit == Calendar::Day     ? ir::ProrationKind::Days
             : unit == Calendar::Month ? ir::ProrationKind::WholeMonths
                                       : ir::ProrationKind::WholeYears;
  return out;
}

// The days that a month or year is said to have, `30`, `365/12`, are those of some month or year.
bool read_basis(ExprContext& ctx, syntax::NodeId per, bool month, ir::Proration& out) {
  const syntax::Tree& tree = tree_of(ctx);
  const std::vector<syntax::TokenId> numbers = numbers_of(tree, per);
  if (numbers.empty()) return false;
  const auto a = count_of(ctx, tree.text(numbers[0]), tree.span(numbers[0]), true);
  if (!a) return false;
  out.a = *a;
  if (numbers.size() > 1) {
    const auto b = count_of(ctx, tree.text(numbers[1]), tree.span(numbers[1]), true);
    if (!b) return false;
    out.b = *b;
  }
  const uint64_t least = month ? 28 : 360;
  const uint64_t most = month ? 31 : 366;
  if (least * out.b <= out.a && out.a <= most * out.b) return true;
  const Span span{tree.span(numbers[0]).file, tree.span(numbers[0]).begin,
                  tree.span(tree.token(per, TokenKind::DAYS)).end};
  report(ctx.session, DiagKind::ProrationBasis, span,
         {str(ctx.session.sources.text(span)), month ? "month" : "year", std::to_string(least), std::to_string(most)})
      .help(NoteKind::ProratedAs);
  return false;
}

std::optional<ir::Proration> prorated(ExprContext& ctx, syntax::NodeId per, Calendar unit, Span span) {
  const syntax::Tree& tree = tree_of(ctx);
  if (unit == Calendar::Day) {
    report(ctx.session, DiagKind::DayIsNotProrated, span);
    return std::nullopt;
  }
  ir::Proration out;
  const bool month = unit == Calendar::Month;
  if (tree.has_token(per, TokenKind::CALENDAR)) {
    out.kind = month ? ir::ProrationKind::MonthCalendar : ir::ProrationKind::YearCalendar;
  } else {
    out.kind = month ? ir::ProrationKind::MonthDays : ir::ProrationKind::YearDays;
    if (!read_basis(ctx, per, month, out)) return std::nullopt;
  }
  if (!read_full(ctx, per, out)) return std::nullopt;
  if (out.has_full && !month) {
    report(ctx.session, DiagKind::FullOfYear, span);
    return std::nullopt;
  }
  return out;
}

ir::Int128 denominator_of(const ir::Proration& proration) {
  switch (proration.kind) {
    case ir::ProrationKind::WholeMonths:
    case ir::ProrationKind::WholeYears: return 1;
    case ir::ProrationKind::Days:
    case ir::ProrationKind::MonthDays:
    case ir::ProrationKind::YearDays: return proration.a;
    case ir::ProrationKind::MonthCalendar: return kMonthDenominator;
    case ir::ProrationKind::YearCalendar: return kYearDenominator;
  }
  return 1;
}

Typed prorate(ExprContext& ctx, const Typed& value, const ir::Proration& proration, Span span) {
  if (!require_number(ctx, value, "per")) return failed(span);
  if (ctx.place == ExprPlace::Constant) {
    report(ctx.session, DiagKind::NoPeriodHere, span);
    return failed(span);
  }
  NumberLabel label = label_of(ctx, value);
  NumberLabel factor;
  factor.static_denominator = denominator_of(proration);
  const ir::UnitId unit = label.unit;
  label = multiplied(label, factor);
  label.unit = unit;
  const uint32_t imm = add_proration(ctx.session, proration);
  return number_node(ctx, ir::Op::Prorate, label, imm, {value}, span);
}

// `hour` where a unit of this name can be seen. The words of the calendar count as well as measure: `per day of
// period.days`.
bool names_unit(ExprContext& ctx, std::string_view word) {
  const auto symbol = lookup(ctx.session, ctx.module, word);
  if (!symbol || calendar_word(word) != Calendar::None) return false;
  const SymbolKind kind = symbol_at(ctx.session, *symbol).kind;
  return kind == SymbolKind::Unit || kind == SymbolKind::Currency;
}

// The word after `per`, as a unit that `counted` can be counted in; reports.
std::optional<ir::UnitId> unit_counted(ExprContext& ctx, std::string_view word, Span word_span, const Typed& counted) {
  const bool standard = standard_names(ctx.session, "std.units").contains(word);  // its import is offered
  if (!standard && !lookup(ctx.session, ctx.module, word)) {
    const std::string unit = unit_text(ctx, type_of(ctx, counted).unit);
    report(ctx.session, DiagKind::UnknownUnit, word_span, {str(word)})
        .label(counted.span, NoteKind::ThisIs, {type_text(ctx, counted)})
        .help(NoteKind::PerUnitIs, {unit});
    return std::nullopt;
  }
  return resolve_unit_name(ctx.session, ctx.module, word, word_span);
}

// `200 kWh per kW of demand`: by the number of kW; `per dwelling of dwellings`: by a plain number,
// if the word is no unit.
Typed scale_by(ExprContext& ctx, const Typed& value, syntax::NodeId per, std::string_view word, Span word_span,
               Span span) {
  const Typed factor = check_expr(ctx, tree_of(ctx).expression(per));
  if (!require_number(ctx, value, "per") || !require_number(ctx, factor, "per")) {
    return failed(span);
  }
  const ir::UnitId unit = type_of(ctx, factor).unit;
  if (unit == kPlainUnit && !names_unit(ctx, word)) return multiply(ctx, ir::Op::Mul, value, factor, span);
  const auto named = unit_counted(ctx, word, word_span, factor);
  if (!named) return failed(span);
  const auto ratio = conversion(ctx.session, unit, *named);
  if (!ratio) {
    report(ctx.session, DiagKind::UnitMismatch, factor.span, {"per", str(word), unit_text(ctx, unit)})
        .label(word_span, NoteKind::UnitComesFrom, {str(word)});
    return failed(span);
  }
  Typed count = scaled_by(ctx, factor, {ratio->numerator, ratio->denominator}, kPlainUnit, factor.span);
  if (!count.ok) return count;
  return multiply(ctx, ir::Op::Mul, value, count, span);
}

// `12 USD per kWh`, `per week`: what is most likely meant.
void report_per_what(ExprContext& ctx, const Typed& value, std::string_view word, Span span) {
  Report wrong = report(ctx.session, DiagKind::PerWhat, span, {str(word)});
  if (word == "week" || word == "weeks") wrong.help(NoteKind::PerCount, {"7 days"});
  if (word == "quarter" || word == "quarters") wrong.help(NoteKind::PerCount, {"3 months"});
  if (!value.literal || type_of(ctx, value).unit == kPlainUnit || !names_unit(ctx, word)) return;
  const std::string text = str(ctx.session.sources.text(value.span)) + "/" + str(word);
  wrong.help(NoteKind::PerIsRate, {text})
      .fix(NoteKind::ReplaceBy, {text}, {span.file, value.span.begin, span.end}, text);
}

// S23: the amount of a month is prorated to the days billed once.
bool not_prorated_yet(ExprContext& ctx, const Typed& value, Span per) {
  const Span before = proration_of(ctx, value);
  if (!before.valid()) return true;
  report(ctx.session, DiagKind::ProratedTwice, per, {str(ctx.session.sources.text(value.span))})
      .label(before, NoteKind::ProratedHere);
  return false;
}

Typed apply_per(ExprContext& ctx, const Typed& value, syntax::NodeId per) {
  const syntax::Tree& tree = tree_of(ctx);
  const Span span{value.span.file, value.span.begin, tree.span(per).end};
  const syntax::NodeId unit = tree.child(per, NodeKind::PerUnit);
  if (!value.ok || !unit.valid()) return failed(span);
  const std::string_view word = tree.text(unit);
  if (tree.has_token(per, TokenKind::OF)) return scale_by(ctx, value, per, word, tree.span(unit), span);
  const Calendar calendar = calendar_word(word);
  if (calendar == Calendar::None) {
    report_per_what(ctx, value, word, tree.span(unit));
    return failed(span);
  }
  std::optional<ir::Proration> proration;
  if (tree.has_token(per, TokenKind::PRORATED)) {
    proration = prorated(ctx, per, calendar, tree.span(per));
  } else {
    uint32_t count = 1;
    const std::vector<syntax::TokenId> numbers = numbers_of(tree, per);
    if (!numbers.empty()) {
      const auto written = count_of(ctx, tree.text(numbers[0]), tree.span(numbers[0]));
      if (!written) return failed(span);
      count = *written;
    }
    proration = plain_proration(calendar, count);
  }
  if (!proration || !not_prorated_yet(ctx, value, tree.span(per))) return failed(span);
  return prorate(ctx, value, *proration, span);
}

}  // namespace

Typed check_scaled(ExprContext& ctx, syntax::NodeId expr, Expected expected) {
  const syntax::Tree& tree = tree_of(ctx);
  Typed value = check_expr(ctx, tree.expression(expr), expected);
  for (syntax::NodeId per : tree.children(expr, NodeKind::PerOp)) value = apply_per(ctx, value, per);
  return value;
}

}  // namespace tarifa::check
