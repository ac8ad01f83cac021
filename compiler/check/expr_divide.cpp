// `/`: by a constant it is an exact ratio; by anything else it is a quotient with a divisor of the
// row (S24, S32).
#include <algorithm>

#include "compiler/check/expr_kinds.h"
#include "compiler/check/number_nodes.h"
#include "compiler/check/types.h"
#include "compiler/check/units.h"

namespace tarifa::check {
namespace {

Typed divide_by_constant(ExprContext& ctx, const Typed& a, const Typed& b, const numeric::Fraction& value,
                         ir::UnitId unit, Span span) {
  if (value.num == 0) {
    report(ctx.session, DiagKind::DividesByZero, b.span);
    return failed(span);
  }
  const auto inverse = numeric::make_fraction(value.den, value.num);
  if (!inverse) {
    report(ctx.session, DiagKind::DenominatorTooLarge, span).help(NoteKind::RoundAnOperand);
    return failed(span);
  }
  return scaled_by(ctx, a, *inverse, unit, span);
}

// A divisor is a number of the row as it stands: its digits are what the quotient's denominator is
// made of.
bool divisor_is_plain(ExprContext& ctx, const Typed& b) {
  if (!require_rounded(ctx, b)) return false;
  if (!has_fraction(ctx, b)) return true;
  Report fraction = report(ctx.session, DiagKind::FractionDivides, b.span, {str(ctx.session.sources.text(b.span))});
  offer_rounding(ctx, b, {}, fraction);
  return false;
}

}  // namespace

Typed divide(ExprContext& ctx, const Typed& a, const Typed& b, Span span) {
  if (!require_number(ctx, a, "/") || !require_number(ctx, b, "/")) return failed(span);
  const auto unit = divide_units(ctx.session, type_of(ctx, a).unit, type_of(ctx, b).unit);
  if (!unit) {
    report(ctx.session, DiagKind::UnitTooLarge, span);
    return failed(span);
  }
  if (const auto value = constant_fraction(ctx.session, b.node)) {
    return divide_by_constant(ctx, a, b, *value, *unit, span);
  }
  if (!divisor_is_plain(ctx, b)) return failed(span);
  NumberLabel label = label_of(ctx, a);
  const ir::DivisorId divisor = intern_divisor(ctx.session, b.node);
  if (std::find(label.divisors.begin(), label.divisors.end(), divisor) != label.divisors.end()) {
    report(ctx.session, DiagKind::SharedDivisor, span).label(a.quotient, NoteKind::RoundThisQuotient);
    return failed(span);
  }
  label.divisors.insert(std::upper_bound(label.divisors.begin(), label.divisors.end(), divisor), divisor);
  label.unit = *unit;
  label.unit_from = span;
  label.quotient = span;
  return number_node(ctx, ir::Op::Div, label, 0, {a, b}, span);
}

}  // namespace tarifa::check
