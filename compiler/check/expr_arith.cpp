// `+ - *`, `@`, unary minus, `P% of x`.
#include "compiler/check/builder.h"
#include "compiler/check/expr_kinds.h"
#include "compiler/check/number_nodes.h"
#include "compiler/check/per_scope.h"
#include "compiler/check/symbols.h"
#include "compiler/check/types.h"
#include "compiler/check/units.h"
#include "compiler/numeric/decimal_text.h"

namespace tarifa::check {
namespace {

using syntax::NodeKind;
using syntax::TokenKind;

constexpr size_t kMostOperands = 500;  // of one chain: it becomes as deep a tree

Span covering(Span a, Span b) { return {a.file, a.begin, b.end}; }

struct Step {
  TokenKind sign;
  syntax::NodeId operand;
  syntax::NodeId month_end;
};

// The operands of a Sum or Product after the first, each with its sign.
std::vector<Step> steps_of(const syntax::Tree& tree, syntax::NodeId chain) {
  std::vector<Step> out;
  TokenKind sign = TokenKind::END;
  for (const syntax::Element& element : tree.elements(chain)) {
    if (element.token.valid()) {
      sign = tree.token_kind(element.token);
    } else if (tree.kind(element.node) == NodeKind::MonthEnd) {
      if (!out.empty()) out.back().month_end = element.node;
    } else if (tree.kind(element.node) != NodeKind::Error) {
      out.push_back({sign, element.node, {}});
    }
  }
  return out;
}

bool chain_fits(ExprContext& ctx, syntax::NodeId chain, size_t operands) {
  if (operands <= kMostOperands) return true;
  report(ctx.session, DiagKind::TooManyOperands, tree_of(ctx).span(chain), {std::to_string(kMostOperands)})
      .help(NoteKind::SplitOrTable);
  return false;
}

// S35: what `5% of a + b` means is written with parentheses.
bool percent_is_clear(ExprContext& ctx, const std::vector<Step>& steps) {
  const syntax::Tree& tree = tree_of(ctx);
  for (size_t k = 0; k + 1 < steps.size(); ++k) {
    if (tree.kind(steps[k].operand) != NodeKind::PercentOf) continue;
    const Span span = tree.span(steps[k].operand);
    // No fix: which of the two is meant only the author knows.
    const std::string percent = str(tree.text(steps[k].operand));
    const std::string of = str(tree.text(tree.expression(steps[k].operand)));
    const std::string rest = str(ctx.session.sources.text({span.file, span.end, tree.span(steps[k + 1].operand).end}));
    report(ctx.session, DiagKind::PercentOfSum, span, {percent})
        .help(NoteKind::PercentOfEither,
              {percent.substr(0, percent.size() - of.size()) + "(" + of + rest + ")", "(" + percent + ")" + rest});
    return false;
  }
  return true;
}

Typed add_step(ExprContext& ctx, const Typed& left, const Typed& right, const Step& step) {
  const Span span = covering(left.span, right.span);
  if (!left.ok || !right.ok) return failed(span);
  const bool both = require_value(ctx, left);
  if (!require_value(ctx, right) || !both) return failed(span);
  const bool minus = step.sign == TokenKind::MINUS;
  if (is_date_or_length(ctx, left) || is_date_or_length(ctx, right)) {
    return add_dates(ctx, minus, left, right, step.month_end, span);
  }
  if (step.month_end.valid()) {
    report(ctx.session, DiagKind::MonthEndNotHere, tree_of(ctx).span(step.month_end));
    return failed(span);
  }
  return add(ctx, minus, left, right, span);
}

bool shares_divisor(const NumberLabel& a, const NumberLabel& b) {
  for (ir::DivisorId id : a.divisors) {
    for (ir::DivisorId other : b.divisors) {
      if (id == other) return true;
    }
  }
  return false;
}

// `n * 10 days` in either order.
Typed multiply_length(ExprContext& ctx, const Typed& a, const Typed& b, Span span) {
  const bool length_first = !is_kind(ctx, a, ir::TypeKind::Number);
  const Typed& length = length_first ? a : b;
  const Typed& factor = length_first ? b : a;
  const ir::TypeKind kind = type_of(ctx, length).kind;
  const bool whole = is_kind(ctx, factor, ir::TypeKind::Number) && type_of(ctx, factor).unit == kPlainUnit &&
                     type_of(ctx, factor).scale == 0;
  if ((kind != ir::TypeKind::Days && kind != ir::TypeKind::Months) || !whole) {
    const bool fraction = (kind == ir::TypeKind::Days || kind == ir::TypeKind::Months) &&
                          is_kind(ctx, factor, ir::TypeKind::Number) && type_of(ctx, factor).unit == kPlainUnit;
    Report wrong = report(ctx.session, DiagKind::CannotMultiply, span, {type_text(ctx, a), type_text(ctx, b)});
    if (fraction) wrong.help(NoteKind::LengthTimesWhole);
    return failed(span);
  }
  if (!require_whole_fraction(ctx, factor)) return failed(span);
  return plain_node(ctx, ir::Op::LengthMul, length.type, 0, {length.node, factor.node}, span);
}

}  // namespace

Typed add(ExprContext& ctx, bool minus, const Typed& a, const Typed& b, Span span) {
  if (!require_number(ctx, a, minus ? "-" : "+") || !require_number(ctx, b, minus ? "-" : "+")) return failed(span);
  if (!require_same_unit(ctx, a, b, minus ? "-" : "+")) return failed(span);
  return number_node(ctx, minus ? ir::Op::Sub : ir::Op::Add, joined(label_of(ctx, a), label_of(ctx, b)), 0, {a, b},
                     span);
}

Typed multiply(ExprContext& ctx, ir::Op op, const Typed& a, const Typed& b, Span span) {
  const bool both = require_value(ctx, a);
  if (!require_value(ctx, b) || !both) return failed(span);
  const bool numbers = is_kind(ctx, a, ir::TypeKind::Number) && is_kind(ctx, b, ir::TypeKind::Number);
  if (!numbers) return multiply_length(ctx, a, b, span);
  NumberLabel label = multiplied(label_of(ctx, a), label_of(ctx, b));
  if (shares_divisor(label_of(ctx, a), label_of(ctx, b))) {
    report(ctx.session, DiagKind::SharedDivisor, span).label(b.quotient, NoteKind::RoundThisQuotient);
    return failed(span);
  }
  const auto unit = multiply_units(ctx.session, type_of(ctx, a).unit, type_of(ctx, b).unit);
  if (!unit) {
    report(ctx.session, DiagKind::UnitTooLarge, span);
    return failed(span);
  }
  label.unit = *unit;
  if (type_of(ctx, a).unit != kPlainUnit && type_of(ctx, b).unit != kPlainUnit) label.unit_from = span;
  if (type_of(ctx, a).unit == kPlainUnit) label.unit_from = b.unit_from;
  return number_node(ctx, op, label, 0, {a, b}, span);
}

Typed check_sum(ExprContext& ctx, syntax::NodeId expr, Expected expected) {
  const syntax::Tree& tree = tree_of(ctx);
  const std::vector<Step> steps = steps_of(tree, expr);
  const Span span = tree.span(expr);
  if (steps.empty() || !chain_fits(ctx, expr, steps.size())) return failed(span);
  const bool clear = percent_is_clear(ctx, steps);
  Typed left = check_expr(ctx, steps[0].operand, expected);
  for (size_t k = 1; k < steps.size(); ++k) {
    const Typed right = check_expr(ctx, steps[k].operand, expected);
    warn_if_part_scaled(ctx, left, right, steps[k].operand);
    left = add_step(ctx, left, right, steps[k]);
  }
  return clear ? left : failed(span);
}

namespace {

// `5 USD / kWh`: a rate with blanks divides by a name that has no value.
bool is_parted_rate(ExprContext& ctx, const Typed& left, syntax::NodeId right) {
  const syntax::Tree& tree = tree_of(ctx);
  if (!left.ok || !left.literal || tree.kind(right) != NodeKind::Name) return false;
  const std::string_view name = tree.name_text(right);
  const auto symbol = lookup(ctx.session, ctx.module, name);
  if (!symbol || names_something_near(ctx, name)) return false;
  const SymbolKind kind = symbol_at(ctx.session, *symbol).kind;
  if (kind != SymbolKind::Unit && kind != SymbolKind::Currency) return false;
  note_use(ctx.session, *symbol, tree.span(right));
  const std::string rate = str(ctx.session.sources.text(left.span)) + "/" + str(name);
  report(ctx.session, DiagKind::NoValue, tree.span(right), {str(name), str(symbol_kind_word(kind))})
      .label(symbol_at(ctx.session, *symbol).name_span, NoteKind::DeclaredHere)
      .help(NoteKind::RateIsOneWord, {rate})
      .fix(NoteKind::ReplaceBy, {rate}, covering(left.span, tree.span(right)), rate);
  return true;
}

}  // namespace

Typed check_product(ExprContext& ctx, syntax::NodeId expr, Expected) {
  const syntax::Tree& tree = tree_of(ctx);
  const std::vector<Step> steps = steps_of(tree, expr);
  if (steps.empty() || !chain_fits(ctx, expr, steps.size())) return failed(tree.span(expr));
  Typed left = check_expr(ctx, steps[0].operand);
  for (size_t k = 1; k < steps.size(); ++k) {
    if (steps[k].sign == TokenKind::SLASH && is_parted_rate(ctx, left, steps[k].operand)) {
      left = failed(covering(left.span, tree.span(steps[k].operand)));
      continue;
    }
    const Typed right = check_expr(ctx, steps[k].operand);
    const Span span = covering(left.span, right.span);
    const bool divides = steps[k].sign == TokenKind::SLASH;
    if ((divides && divides_by_scaled(ctx, left.span, steps[k].operand)) || !left.ok || !right.ok) {
      left = failed(span);
    } else if (divides) {
      left = divide(ctx, left, right, span);
    } else {
      left = multiply(ctx, steps[k].sign == TokenKind::AMP ? ir::Op::AtRate : ir::Op::Mul, left, right, span);
    }
  }
  return left;
}

Typed check_negate(ExprContext& ctx, syntax::NodeId expr, Expected expected) {
  const Span span = tree_of(ctx).span(expr);
  const Typed value = check_expr(ctx, tree_of(ctx).expression(expr), expected);
  if (!require_present(ctx, value)) return failed(span);
  if (value.never) return value;
  const ir::TypeKind kind = type_of(ctx, value).kind;
  if (kind == ir::TypeKind::Days || kind == ir::TypeKind::Months) {
    return plain_node(ctx, ir::Op::LengthNeg, value.type, 0, {value.node}, span);
  }
  if (!require_number(ctx, value, "-")) return failed(span);
  if (value.literal) {
    const ir::Const& literal = ctx.session.ir.consts[ctx.session.ir.node(value.node).imm];
    return number_value(ctx, type_of(ctx, value).unit, type_of(ctx, value).scale, -literal.number, span);
  }
  return number_node(ctx, ir::Op::Neg, label_of(ctx, value), 0, {value}, span);
}

Typed check_percent_of(ExprContext& ctx, syntax::NodeId expr) {
  const syntax::Tree& tree = tree_of(ctx);
  const Span span = tree.span(expr);
  const syntax::TokenId percent = tree.token(expr, TokenKind::PERCENT);
  const Typed value = check_expr(ctx, tree.expression(expr));
  if (!percent.valid() || !require_number(ctx, value, "of")) return failed(span);
  const numeric::ParsedDecimal parsed = numeric::parse_literal(tree.text(percent));
  if (!parsed.ok()) {
    report(ctx.session, DiagKind::NumberTooLong, tree.span(percent), {str(tree.text(percent))});
    return failed(span);
  }
  const Typed share = number_value(ctx, kPlainUnit, parsed.value.scale, parsed.value.mantissa, tree.span(percent));
  Typed out = multiply(ctx, ir::Op::Mul, share, value, span);
  if (out.ok) out.unit_from = value.unit_from;
  return out;
}

}  // namespace tarifa::check
