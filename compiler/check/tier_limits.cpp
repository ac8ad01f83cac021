#include "compiler/check/tier_limits.h"

#include "compiler/check/expr_support.h"
#include "compiler/check/number_nodes.h"
#include "compiler/check/places.h"
#include "compiler/check/units.h"
#include "compiler/numeric/decimal.h"
#include "compiler/numeric/decimal_text.h"
#include "compiler/support/limits.h"

namespace tarifa::check {
namespace {

// `5000 kWh`; none if the value has no end as a decimal.
std::optional<std::string> words_of(const Session& session, const numeric::Fraction& value, ir::UnitId unit) {
  for (int scale = 0; scale <= limits::kScale; ++scale) {
    const ir::Int128 power = numeric::pow10(scale);
    if (power % value.den != 0) continue;
    const auto scaled = numeric::mul(value, {power, 1});
    if (!scaled) return std::nullopt;
    const std::string name = unit_name(session, unit);
    return numeric::to_string(numeric::Decimal{scaled->num, scale}) + (name.empty() ? "" : " " + name);
  }
  return std::nullopt;
}

void explain_reach(const Session& session, Report& problem, const LimitValue& most, ir::UnitId unit) {
  if (!most) {
    problem.help(NoteKind::QuantityHasNoRange);
  } else if (const auto words = words_of(session, *most, unit)) {
    problem.help(NoteKind::QuantityReaches, {*words});
  }
  problem.help(NoteKind::EndWithAbove);
}

}  // namespace

LimitValue limit_value(const Session& session, ir::NodeId limit) {
  for (;;) {
    const ir::Node& node = session.ir.node(limit);
    if (node.op != ir::Op::LetCall || node.operand_count != 0) return constant_fraction(session, limit);
    limit = session.ir.lets[node.imm].body;
  }
}

bool judge_limit(ExprContext& ctx, const BlockLimit& limit, const BlockLimit& before) {
  if (!limit.value) return true;
  if (limit.value->num < 0) {
    report(ctx.session, DiagKind::LimitNegative, limit.block, {limit.text});
    return false;
  }
  if (!before.value || before.text.empty()) return true;
  const auto order = compare(*limit.value, *before.value);
  if (order < 0) {
    report(ctx.session, DiagKind::LimitsDescend, limit.block, {limit.text, before.text});
    return false;
  }
  if (order == 0) report(ctx.session, DiagKind::BlockRepeatsLimit, limit.block, {limit.text});
  return true;
}

bool judge_last_limit(ExprContext& ctx, const BlockLimit& last, const LimitValue& most, ir::UnitId unit) {
  const bool cannot_pass = last.value && most && compare(*most, *last.value) <= 0;
  if (cannot_pass) return true;
  Report problem = report(ctx.session, DiagKind::LastBlockNotAbove, last.block, {last.text});
  explain_reach(ctx.session, problem, most, unit);
  return false;
}

bool ladder_reaches(ExprContext& ctx, const ir::Param& param, const LimitValue& most, ir::UnitId unit, Span span) {
  for (const ir::Timeline& timeline : param.timelines) {
    for (const ir::TimelineEntry& entry : timeline.entries) {
      if (entry.ladder.empty() || !entry.ladder.back().up_to) continue;
      const LimitValue limit = numeric::make_fraction(*entry.ladder.back().up_to, numeric::pow10(param.ladder_scale));
      if (limit && most && compare(*most, *limit) <= 0) continue;
      const std::string text = limit ? words_of(ctx.session, *limit, unit).value_or("") : "";
      Report problem = report(ctx.session, DiagKind::LadderEndsEarly, span, {param.name, text});
      problem.label(span_of(ctx.session, entry.at), NoteKind::EndsThere);
      explain_reach(ctx.session, problem, most, unit);
      return false;
    }
  }
  return true;
}

}  // namespace tarifa::check
