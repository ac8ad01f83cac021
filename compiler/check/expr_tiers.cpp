// `tiers q [MODE] { | up to LIMIT @ RATE .. }` and `tiers q from LADDER` (S25, S26).
#include <algorithm>

#include "compiler/check/builder.h"
#include "compiler/check/constant_conditions.h"
#include "compiler/check/expr_kinds.h"
#include "compiler/check/number_nodes.h"
#include "compiler/check/tier_limits.h"
#include "compiler/check/types.h"
#include "compiler/check/units.h"

namespace tarifa::check {
namespace {

using syntax::NodeKind;
using syntax::TokenKind;
using Bound = std::optional<numeric::Fraction>;

// What the blocks of a ladder, nested ones included, have in common.
struct Ladder {
  Typed quantity;
  NumberLabel quantities;           // of the quantity and every limit
  std::optional<Typed> first_rate;  // all others have its unit
  NumberLabel rates;
  std::vector<Typed> plus;
  ir::TierMode mode = ir::TierMode::Marginal;
  bool ok = true;
};

std::optional<ir::NodeId> check_limit(ExprContext& ctx, Ladder& ladder, syntax::NodeId expr) {
  const Typed limit = check_expr(ctx, expr);
  const bool fits = require_number(ctx, limit, "up to") && require_rounded(ctx, limit) &&
                    (!ladder.quantity.ok || require_same_unit(ctx, ladder.quantity, limit, "up to"));
  if (!fits) return std::nullopt;
  ladder.quantities = joined(ladder.quantities, label_of(ctx, limit));
  return limit.node;
}

std::optional<ir::NodeId> check_rate(ExprContext& ctx, Ladder& ladder, syntax::NodeId expr) {
  const Typed rate = check_expr(ctx, expr);
  if (!require_number(ctx, rate, "@") || !require_rounded(ctx, rate)) return std::nullopt;
  if (!ladder.first_rate) {
    ladder.first_rate = rate;
    ladder.rates = label_of(ctx, rate);
    return rate.node;
  }
  if (!require_same_unit(ctx, *ladder.first_rate, rate, "@")) return std::nullopt;
  ladder.rates = joined(ladder.rates, label_of(ctx, rate));
  return rate.node;
}

std::vector<ir::TierBlock> check_blocks(ExprContext& ctx, Ladder& ladder, const std::vector<syntax::NodeId>& tiers,
                                        const Bound& most);

// The most that a block can hold: what a ladder nested in it rates.
Bound most_in_block(const ExprContext& ctx, const Ladder& ladder, const Bound& most, ir::NodeId limit,
                    const Bound& lower) {
  if (!limit.valid()) return ladder.mode == ir::TierMode::Table ? most : std::nullopt;
  const Bound upper = limit_value(ctx.session, limit);
  if (!upper || ladder.mode == ir::TierMode::Table) return upper;
  if (!lower) return std::nullopt;
  return numeric::sub(*upper, *lower);
}

ir::TierBlock check_block(ExprContext& ctx, Ladder& ladder, syntax::NodeId tier, const Bound& most,
                          const Bound& lower) {
  const syntax::Tree& tree = tree_of(ctx);
  ir::TierBlock block;
  block.at = place_of(ctx.session, tree.span(tier));
  const syntax::NodeId limit = node_after(tree, tier, TokenKind::TO);
  if (limit.valid()) {
    const auto checked = check_limit(ctx, ladder, limit);
    ladder.ok &= checked.has_value();
    if (checked) block.limit = *checked;
  }
  const syntax::NodeId rate = node_after(tree, tier, TokenKind::AMP);
  if (rate.valid()) {
    const auto checked = check_rate(ctx, ladder, rate);
    ladder.ok &= checked.has_value();
    if (checked) block.rate = *checked;
    return block;
  }
  block.nested = check_blocks(ctx, ladder, tree.children(tier, NodeKind::Tier),
                              most_in_block(ctx, ladder, most, block.limit, lower));
  const syntax::NodeId plus = node_after(tree, tier, TokenKind::PLUS_WORD);
  if (plus.valid()) {
    const Typed amount = check_expr(ctx, plus);
    const bool fits = require_number(ctx, amount, "plus") && require_rounded(ctx, amount);
    ladder.ok &= fits;
    if (fits) {
      block.plus = amount.node;
      ladder.plus.push_back(amount);
    }
  }
  return block;
}

std::vector<ir::TierBlock> check_blocks(ExprContext& ctx, Ladder& ladder, const std::vector<syntax::NodeId>& tiers,
                                        const Bound& most) {
  const syntax::Tree& tree = tree_of(ctx);
  std::vector<ir::TierBlock> out;
  BlockLimit before{numeric::Fraction{0, 1}, "", {}};
  for (size_t k = 0; k < tiers.size(); ++k) {
    const bool above = tree.has_token(tiers[k], TokenKind::ABOVE);
    if (above && k + 1 < tiers.size()) {
      report(ctx.session, DiagKind::AboveNotLast, tree.span(tiers[k]));
      ladder.ok = false;
    }
    out.push_back(check_block(ctx, ladder, tiers[k], most, before.value));
    if (above || !out.back().limit.valid()) continue;
    const syntax::NodeId written = node_after(tree, tiers[k], TokenKind::TO);
    const BlockLimit limit{limit_value(ctx.session, out.back().limit), str(tree.text(written)), tree.span(tiers[k])};
    ladder.ok &= judge_limit(ctx, limit, before);
    before = limit;
  }
  // Where the last limit is wrong, that is reported.
  if (!out.empty() && out.back().limit.valid() && ladder.quantity.ok) {
    ladder.ok &= judge_last_limit(ctx, before, most, type_of(ctx, ladder.quantity).unit);
  }
  return out;
}

ir::TierMode mode_of(const syntax::Tree& tree, syntax::NodeId expr) {
  if (tree.has_token(expr, TokenKind::WHOLE)) return ir::TierMode::Whole;
  if (tree.has_token(expr, TokenKind::TABLE)) return ir::TierMode::Table;
  return ir::TierMode::Marginal;
}

Typed tiers_node(ExprContext& ctx, const NumberLabel& label, ir::Tiers tiers, Span span) {
  ctx.session.ir.tiers.push_back(std::move(tiers));
  return number_leaf(ctx, ir::Op::Tiers, label, static_cast<uint32_t>(ctx.session.ir.tiers.size() - 1), {}, span);
}

// Quantity times rate, with whatever is due besides.
std::optional<NumberLabel> amount_label(ExprContext& ctx, const Ladder& ladder, Span span) {
  const auto unit = multiply_units(ctx.session, type_of(ctx, ladder.quantity).unit, ladder.rates.unit);
  if (!unit) {
    report(ctx.session, DiagKind::UnitTooLarge, span);
    return std::nullopt;
  }
  NumberLabel label = multiplied(ladder.quantities, ladder.rates);
  label.unit = *unit;
  label.unit_from = span;
  for (const Typed& plus : ladder.plus) {
    if (type_of(ctx, plus).unit != *unit) {
      report(ctx.session, DiagKind::UnitMismatch, plus.span,
             {"plus", unit_text(ctx, *unit), unit_text(ctx, type_of(ctx, plus).unit)});
      return std::nullopt;
    }
    label = joined(label, label_of(ctx, plus));
  }
  return label;
}

Typed from_ladder(ExprContext& ctx, const Typed& quantity, ir::TierMode mode, syntax::NodeId source, Span span) {
  const Typed ladder = check_expr(ctx, source);
  if (!require_value(ctx, ladder) || !quantity.ok) return failed(span);
  if (!is_kind(ctx, ladder, ir::TypeKind::Ladder) || ctx.session.ir.node(ladder.node).op != ir::Op::ParamRead) {
    report(ctx.session, DiagKind::LadderNeeded, ladder.span, {type_text(ctx, ladder)});
    return failed(span);
  }
  const ir::Type type = type_of(ctx, ladder);
  if (type.quantity_unit != type_of(ctx, quantity).unit) {
    report(ctx.session, DiagKind::UnitMismatch, quantity.span,
           {"tiers", unit_text(ctx, type.quantity_unit), unit_text(ctx, type_of(ctx, quantity).unit)})
        .label(ladder.unit_from, NoteKind::UnitComesFrom, {unit_text(ctx, type.quantity_unit)});
    return failed(span);
  }
  const ir::Param& param = ctx.session.ir.params[ctx.session.ir.node(ladder.node).imm];
  const uint8_t ladder_scale = param.ladder_scale;
  if (!ladder_reaches(ctx, param, greatest_value(ctx.session, quantity.node), type.quantity_unit, ladder.span)) {
    return failed(span);
  }
  if (mode == ir::TierMode::Table) {
    report(ctx.session, DiagKind::LadderAsTable, span);
    return failed(span);
  }
  Ladder parts;
  parts.quantity = quantity;
  parts.quantities = label_of(ctx, quantity);
  parts.quantities.scale = std::max<int>(parts.quantities.scale, ladder_scale);
  parts.rates.unit = type.unit;
  parts.rates.scale = type.scale;
  const auto label = amount_label(ctx, parts, span);
  if (!label) return failed(span);
  ir::Tiers tiers;
  tiers.mode = mode;
  tiers.quantity = quantity.node;
  tiers.ladder = ladder.node;
  return tiers_node(ctx, *label, std::move(tiers), span);
}

}  // namespace

Typed check_tiers(ExprContext& ctx, syntax::NodeId expr) {
  const syntax::Tree& tree = tree_of(ctx);
  const Span span = tree.span(expr);
  Ladder ladder;
  ladder.mode = mode_of(tree, expr);
  ladder.quantity = check_expr(ctx, tree.expression(expr));
  const bool number = require_number(ctx, ladder.quantity, "tiers") && require_rounded(ctx, ladder.quantity);
  if (!number) ladder.quantity.ok = false;
  const syntax::NodeId source = node_after(tree, expr, TokenKind::FROM);
  if (source.valid()) return from_ladder(ctx, ladder.quantity, ladder.mode, source, span);
  Bound most;
  if (ladder.quantity.ok) {
    ladder.quantities = label_of(ctx, ladder.quantity);
    most = greatest_value(ctx.session, ladder.quantity.node);
  }
  ir::Tiers tiers;
  tiers.mode = ladder.mode;
  tiers.quantity = ladder.quantity.node;
  tiers.blocks = check_blocks(ctx, ladder, tree.children(expr, NodeKind::Tier), most);
  if (!ladder.ok || !ladder.quantity.ok || !ladder.first_rate) return failed(span);
  const auto label = amount_label(ctx, ladder, span);
  return label ? tiers_node(ctx, *label, std::move(tiers), span) : failed(span);
}

}  // namespace tarifa::check
