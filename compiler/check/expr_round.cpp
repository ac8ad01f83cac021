// `round(x, STEP MODE)` (S34).
#include "compiler/check/expr_kinds.h"
#include "compiler/check/number_nodes.h"
#include "compiler/check/round_clause.h"
#include "compiler/check/types.h"
#include "compiler/check/units.h"

namespace tarifa::check {
namespace {

// `round(x, 0)`, `round(x, -2)` of spreadsheets count digits.
void report_not_positive(ExprContext& ctx, const Typed& step, ir::Int128 mantissa) {
  Report wrong = report(ctx.session, DiagKind::StepNotPositive, step.span, {str(ctx.session.sources.text(step.span))});
  if (mantissa == 0) wrong.help(NoteKind::StepForWholes);
  if (type_of(ctx, step).scale != 0 || mantissa >= 0 || mantissa < -6) return;
  wrong.help(NoteKind::StepForMultiples, {"1" + std::string(static_cast<size_t>(-mantissa), '0')});
}

// The step in x's unit: a positive literal, bare or with that unit, or a parameter.
std::optional<Typed> check_step(ExprContext& ctx, const Typed& x, syntax::NodeId expr) {
  Typed step = check_expr(ctx, expr);
  if (!require_number(ctx, step, "round")) return std::nullopt;
  const ir::UnitId unit = type_of(ctx, x).unit;
  if (step.literal) {
    const ir::Int128 mantissa = ctx.session.ir.consts[ctx.session.ir.node(step.node).imm].number;
    if (mantissa <= 0) {
      report_not_positive(ctx, step, mantissa);
      return std::nullopt;
    }
    if (type_of(ctx, step).unit == kPlainUnit && unit != kPlainUnit) {
      step = number_value(ctx, unit, type_of(ctx, step).scale, mantissa, step.span);
    }
  } else if (ctx.session.ir.node(step.node).op != ir::Op::ParamRead) {
    report(ctx.session, DiagKind::StepNotConstant, step.span, {str(ctx.session.sources.text(step.span))});
    return std::nullopt;
  }
  if (!require_same_unit(ctx, x, step, "round")) return std::nullopt;
  return step;
}

void warn_if_rounded(ExprContext& ctx, const Typed& x, Span span) {
  ir::NodeId id = x.node;
  while (ctx.session.ir.node(id).op == ir::Op::Unwrap || ctx.session.ir.node(id).op == ir::Op::Widen) {
    id = ctx.session.ir.operand(ctx.session.ir.node(id), 0);
  }
  if (ctx.session.ir.node(id).op != ir::Op::Round) return;
  report(ctx.session, DiagKind::RoundedTwice, span).label(x.span, NoteKind::RoundedHereAlready);
}

// `round(x, 2)` rounds to multiples of 2; a spreadsheet would take it for two digits.
void warn_if_digits_meant(ExprContext& ctx, const Typed& x, Span step) {
  const std::string_view text = ctx.session.sources.text(step);
  if (text != "2" && text != "3" && text != "4" && text != "6") return;
  std::string fine = "0.";
  for (char digit = '1'; digit < text[0]; ++digit) fine += '0';
  report(ctx.session, DiagKind::StepLooksLikeDigits, step, {str(text), unit_text(ctx, type_of(ctx, x).unit)})
      .help(NoteKind::StepForDigits, {str(text), fine + "1"});
}

}  // namespace

Typed check_round(ExprContext& ctx, syntax::NodeId expr) {
  const syntax::Tree& tree = tree_of(ctx);
  const Span span = tree.span(expr);
  const std::vector<syntax::NodeId> parts = tree.expressions(expr);
  if (parts.size() != 2) return failed(span);
  const Typed x = check_expr(ctx, parts[0]);
  const auto mode = round_mode_of(ctx.session, ctx.module, tree.child(expr, syntax::NodeKind::RoundMode), span);
  if (!require_number(ctx, x, "round")) return failed(span);
  const auto step = check_step(ctx, x, parts[1]);
  if (!step || !mode) return failed(span);
  warn_if_rounded(ctx, x, span);
  warn_if_digits_meant(ctx, x, tree.span(parts[1]));
  NumberLabel label;
  label.unit = type_of(ctx, x).unit;
  label.scale = type_of(ctx, *step).scale;
  label.unit_from = x.unit_from;
  return number_node(ctx, ir::Op::Round, label, static_cast<uint32_t>(*mode), {x, *step}, span);
}

}  // namespace tarifa::check
