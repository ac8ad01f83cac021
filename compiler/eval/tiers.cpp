// Ladders (S25, S26). Order of evaluation: the quantity; the limits of the ladder, in order, each
// judged against the one before; then block by block the rate (only where the block holds a
// quantity other than 0) and `plus`. A nested ladder stands in the place of a rate: its limits too
// are evaluated only where its block holds a quantity.
#include "compiler/eval/evaluation.h"
#include "compiler/eval/exact.h"
#include "compiler/support/check.h"

namespace tarifa::eval {

struct Evaluation::Block {
  std::optional<Number> limit;             // none: above
  const ir::TierBlock* written = nullptr;  // in a tariff
  Number rate;                             // of a ladder parameter
};

namespace {

Number plus(const Number& a, const Number& b) {
  Number sum{a.value + b.value, a.reached};
  sum.reached.insert(b.reached.begin(), b.reached.end());
  return sum;
}

Number times(const Number& a, const Number& b) {
  Number product{a.value * b.value, a.reached};
  product.reached.insert(b.reached.begin(), b.reached.end());
  return product;
}

}  // namespace

tl::expected<std::vector<Evaluation::Block>, RowFailure> Evaluation::written_blocks(
    const std::vector<ir::TierBlock>& written, Frame& frame) {
  std::vector<Block> blocks;
  mpq_class previous = 0;
  for (const ir::TierBlock& block : written) {
    blocks.push_back({std::nullopt, &block, {}});
    if (!block.limit.valid()) continue;
    TARIFA_TAKE(const Value limit, evaluate(block.limit, frame));
    if (limit.number().value < previous) return fail_at(block.at, ir::RowError::DescendingLimits);
    previous = limit.number().value;
    blocks.back().limit = limit.number();
  }
  return blocks;
}

// Blocks of the entry of a ladder parameter; the checker has seen that its limits ascend.
tl::expected<std::vector<Evaluation::Block>, RowFailure> Evaluation::ladder_blocks(const ir::Tiers& tiers,
                                                                                   Frame& frame) {
  if (!tiers.ladder.valid()) return written_blocks(tiers.blocks, frame);
  TARIFA_TAKE(const Value value, evaluate(tiers.ladder, frame));
  const LadderEntry& ladder = value.ladder();
  const ir::Param& param = module_.params[ladder.param.index()];
  const int rate_scale = module_.type(param.type).scale;
  std::vector<Block> blocks;
  for (const ir::LadderStep& step : param.timelines[ladder.timeline].entries[ladder.entry].ladder) {
    Block block{std::nullopt, nullptr, Number{decimal(step.rate, rate_scale), {}}};
    if (step.up_to) block.limit = Number{decimal(*step.up_to, param.ladder_scale), {}};
    blocks.push_back(std::move(block));
  }
  return blocks;
}

// What a block that holds `quantity` costs. `selected`: its `plus` is due.
tl::expected<Number, RowFailure> Evaluation::block_amount(const Block& block, const Number& quantity, bool selected,
                                                          ir::NodeId id, Frame& frame) {
  Number amount{0, quantity.reached};
  if (quantity.value != 0) {
    if (block.written == nullptr) {
      amount = times(quantity, block.rate);
    } else if (block.written->rate.valid()) {
      TARIFA_TAKE(const Value rate, evaluate(block.written->rate, frame));
      amount = times(quantity, rate.number());
    } else {
      TARIFA_TAKE(const std::vector<Block> nested, written_blocks(block.written->nested, frame));
      TARIFA_TAKE(const std::vector<Number> amounts, rate_ladder(ir::TierMode::Marginal, nested, quantity, id, frame));
      for (const Number& part : amounts) amount = plus(amount, part);
    }
  }
  if (selected && block.written != nullptr && block.written->plus.valid()) {
    TARIFA_TAKE(const Value extra, evaluate(block.written->plus, frame));
    amount = plus(amount, extra.number());
  }
  return amount;
}

// The amounts of all blocks, in order. A quantity above the last limit can only come from a forged
// module (S25): R0201.
tl::expected<std::vector<Number>, RowFailure> Evaluation::rate_ladder(ir::TierMode mode,
                                                                      const std::vector<Block>& blocks,
                                                                      const Number& quantity, ir::NodeId id,
                                                                      Frame& frame) {
  std::vector<Number> amounts;
  mpq_class lower = 0;
  bool found = false;  // the block that holds the whole quantity
  for (const Block& block : blocks) {
    const bool holds_total = !found && (!block.limit || quantity.value <= block.limit->value);
    Number held{0, quantity.reached};
    if (mode == ir::TierMode::Marginal) {
      const bool ends_here = !block.limit || quantity.value <= block.limit->value;
      const mpq_class upper = ends_here ? quantity.value : block.limit->value;
      if (upper > lower) held.value = upper - lower;
      if (block.limit && block.limit->value > lower) lower = block.limit->value;
    } else if (holds_total) {
      held.value = quantity.value;
    }
    if (block.limit) held.reached.insert(block.limit->reached.begin(), block.limit->reached.end());
    const bool selected = mode == ir::TierMode::Table ? holds_total : held.value != 0;
    TARIFA_TAKE(Number amount, block_amount(block, held, selected, id, frame));
    if (trace_ != nullptr) trace_->block(id, amounts.size(), held, amount);
    amounts.push_back(std::move(amount));
    found = found || holds_total;
  }
  if (!found) return fail_at(module_.node(id).at, ir::RowError::OutOfRange);
  return amounts;
}

tl::expected<std::vector<Number>, RowFailure> Evaluation::tier_blocks(ir::NodeId id, Frame& frame) {
  const ir::Node& node = module_.node(id);
  const ir::Tiers& tiers = module_.tiers[node.imm];
  TARIFA_TAKE(const Value quantity, evaluate(tiers.quantity, frame));
  if (quantity.number().value < 0) return fail_at(node.at, ir::RowError::OutOfRange);
  TARIFA_TAKE(const std::vector<Block> blocks, ladder_blocks(tiers, frame));
  return rate_ladder(tiers.mode, blocks, quantity.number(), id, frame);
}

Outcome Evaluation::tiers(ir::NodeId id, Frame& frame) {
  const ir::Node& node = module_.node(id);
  TARIFA_TAKE(const std::vector<Number> amounts, tier_blocks(id, frame));
  Number sum;
  for (const Number& amount : amounts) {
    const int scale = module_.type(node.type).scale;
    TARIFA_PASS(add_judged(sum, amount, scale, to_mpz(node.static_denominator), node.at));
  }
  return Value{sum};
}

}  // namespace tarifa::eval
