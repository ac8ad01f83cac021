#include "compiler/check/round_clause.h"

#include "compiler/check/exprs.h"
#include "compiler/check/number_nodes.h"
#include "compiler/check/report.h"
#include "compiler/check/types.h"
#include "compiler/check/units.h"
#include "compiler/numeric/rounding.h"

namespace tarifa::check {
namespace {

// Digits that are not there: 0.10 is 0.1.
void trim(ir::Rounding& rounding) {
  while (rounding.scale > 0 && rounding.step % 10 == 0) {
    rounding.step /= 10;
    --rounding.scale;
  }
}

}  // namespace

std::optional<ir::RoundMode> round_mode_of(Session& session, ModuleId module, syntax::NodeId mode, Span span) {
  const ModuleUnit& unit = session.module(module);
  if (mode.valid()) {
    if (const auto parsed = numeric::parse_round_mode(unit.tree.text(mode))) {
      return static_cast<ir::RoundMode>(static_cast<uint8_t>(*parsed));
    }
    return std::nullopt;  // the parser has said so
  }
  if (unit.rounding) return unit.rounding;
  report(session, DiagKind::NoRoundMode, span).help(NoteKind::WriteRoundMode);
  return std::nullopt;
}

std::optional<ir::Rounding> rounding_of(Session& session, ModuleId module, syntax::NodeId to_step,
                                        ir::UnitId currency) {
  const syntax::Tree& tree = session.module(module).tree;
  const Span span = tree.span(to_step);
  const auto mode = round_mode_of(session, module, tree.child(to_step, syntax::NodeKind::RoundMode), span);
  const syntax::NodeId literal = tree.expression(to_step);
  if (!literal.valid()) return std::nullopt;
  ExprContext ctx{session, module};
  const Typed step = check_expr(ctx, literal);
  if (!require_number(ctx, step, "round") || !step.literal || !mode) return std::nullopt;
  const ir::Type& type = type_of(ctx, step);
  if (type.unit != currency && type.unit != kPlainUnit) {
    report(session, DiagKind::StepOfOtherUnit, step.span,
           {unit_name(session, type.unit), unit_name(session, currency)});
    return std::nullopt;
  }
  ir::Rounding rounding{session.ir.consts[session.ir.node(step.node).imm].number, type.scale, *mode};
  if (rounding.step <= 0) {
    report(session, DiagKind::StepNotPositive, step.span, {str(tree.text(literal))});
    return std::nullopt;
  }
  trim(rounding);
  const int8_t digits = unit_at(session, currency).currency_digits;
  if (digits >= 0 && rounding.scale > digits) {
    report(session, DiagKind::StepTooFine, step.span,
           {str(tree.text(literal)), unit_name(session, currency), std::to_string(digits)});
    return std::nullopt;
  }
  return rounding;
}

}  // namespace tarifa::check
