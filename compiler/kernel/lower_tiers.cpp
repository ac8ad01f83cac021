// Ladders (S25, S26). Order of evaluation: the quantity; the limits, in order, each judged against the one before; then
// block by block the rate, only where the block holds a quantity other than 0, and `plus`.
#include <algorithm>

#include "compiler/kernel/lowering.h"

namespace tarifa::kernel {

std::vector<Lowering::Block> Lowering::written_blocks(const std::vector<ir::TierBlock>& written, Scope& s) {
  std::vector<Block> blocks;
  Num previous = n_.constant(0, 0);
  for (const ir::TierBlock& block : written) {
    Block out;
    out.written = &block;
    if (block.limit.valid()) {
      const Num limit = lower(block.limit, s).num;
      raise(s, n_.lt(limit, previous), ir::RowError::DescendingLimits, block.at);
      previous = limit;
      out.limit = limit;
    }
    blocks.push_back(std::move(out));
  }
  return blocks;
}

// Entry by entry the ladders are columns: the k-th limit and rate of each.
std::vector<Lowering::Block> Lowering::ladder_blocks(const Val& of) {
  const LadderVal l = ladders_[of.ref];
  size_t most = 0;
  for (const auto& entry : l.entries) most = std::max(most, entry.size());
  std::vector<Block> blocks(most);
  const auto number_of = [&](const std::vector<Int128>& values, int scale) {
    const ValueId x = b_.lookup(values, of.a);
    return n_.scaled(x, scale);
  };
  for (size_t k = 0; k < most; ++k) {
    std::vector<Int128> limits;
    std::vector<Int128> rates;
    std::vector<Int128> limited;
    std::vector<Int128> exists;
    for (const auto& entry : l.entries) {
      const bool there = k < entry.size();
      exists.push_back(there ? 1 : 0);
      limited.push_back(there && entry[k].up_to ? 1 : 0);
      limits.push_back(there ? entry[k].up_to.value_or(0) : Int128{0});
      rates.push_back(there ? entry[k].rate : Int128{0});
    }
    const auto flag = [&](const std::vector<Int128>& values) { return b_.eq(b_.lookup(values, of.a), b_.constant(1)); };
    Block& block = blocks[k];
    block.exists = flag(exists);
    block.limited = flag(limited);
    if (!b_.is_false(block.limited)) block.limit = number_of(limits, l.limit_scale);
    block.rate = number_of(rates, l.rate_scale);
  }
  return blocks;
}

Num Lowering::block_amount(const Block& block, const Num& held, ValueId selected, ir::Place at, Scope& s) {
  const ValueId holds = b_.negation(b_.eq(held.x, b_.constant(0)));
  Num amount{b_.constant(0), {1, 1}, held.divisors};
  if (block.written == nullptr) {
    amount = n_.mul(held, *block.rate);
  } else {
    under(s, holds, [&] {
      if (block.written->rate.valid()) {
        const Num rate = lower(block.written->rate, s).num;
        amount = n_.mul(held, rate);
        return 0;
      }
      const std::vector<Block> nested = written_blocks(block.written->nested, s);
      for (const Num& part : rate_ladder(ir::TierMode::Marginal, nested, held, at, s)) amount = n_.add(amount, part);
      return 0;
    });
  }
  if (block.written != nullptr && block.written->plus.valid()) {
    under(s, selected, [&] {
      const Num plus = lower(block.written->plus, s).num;
      amount = n_.add(amount, n_.select(selected, plus, n_.constant(0, 0)));
      return 0;
    });
  }
  return amount;
}

std::vector<Num> Lowering::rate_ladder(ir::TierMode mode, const std::vector<Block>& blocks, const Num& quantity,
                                       ir::Place at, Scope& s) {
  std::vector<Num> amounts;
  Num lower_end = n_.constant(0, 0);
  const Num zero = n_.constant(0, 0);
  ValueId found = b_.boolean(false);
  for (const Block& block : blocks) {
    const ValueId exists = block.exists.valid() ? block.exists : b_.boolean(true);
    const ValueId limited = block.limited.valid() ? block.limited : b_.boolean(block.limit.has_value());
    ValueId inside = b_.boolean(true);
    if (block.limit) inside = b_.either(b_.negation(limited), n_.le(quantity, *block.limit));
    const ValueId holds_total = b_.both(exists, b_.both(b_.negation(found), inside));
    Num held = zero;
    if (mode == ir::TierMode::Marginal) {
      Num upper = quantity;
      if (block.limit) upper = n_.select(limited, n_.min(quantity, *block.limit), quantity);
      held = n_.max(n_.sub(upper, lower_end), zero);
      if (block.exists.valid()) held = n_.select(exists, held, zero);
      if (block.limit) lower_end = n_.select(limited, n_.max(lower_end, *block.limit), lower_end);
    } else {
      held = n_.select(holds_total, quantity, zero);
    }
    const ValueId selected = mode == ir::TierMode::Table ? holds_total : b_.negation(b_.eq(held.x, b_.constant(0)));
    // After `above` of its entry a ladder by key has no block.
    if (block.exists.valid() && !block.limit) lower_end = n_.select(exists, quantity, lower_end);
    amounts.push_back(block_amount(block, held, b_.both(exists, selected), at, s));
    found = b_.either(found, holds_total);
  }
  raise(s, b_.negation(found), ir::RowError::OutOfRange, at);
  return amounts;
}

namespace {

struct PlainBlock {
  Num start;  // the end of the block before
  Num more;   // its rate less the rate before
};

}  // namespace

// Constant limits and rates: k * r1 + sum max(k - b, 0) * (r_i - r_(i-1)), which has fewer operations. Only where no
// rate is negative, so that no sum on the way is larger than the last.
std::optional<Num> Lowering::plain_ladder(const ir::Tiers& tiers, const std::vector<Block>& blocks,
                                          const Num& quantity) {
  if (tiers.mode != ir::TierMode::Marginal || tiers.ladder.valid() || !quantity.divisors.empty()) return std::nullopt;
  if (b_.known(quantity.x) || !b_.range(quantity.x).bounded() || b_.range(quantity.x).low() < 0) return std::nullopt;
  std::vector<PlainBlock> plain;
  Num before = n_.constant(0, 0);
  Num start = n_.constant(0, 0);
  for (size_t k = 0; k < blocks.size(); ++k) {
    const Block& block = blocks[k];
    const ir::TierBlock& written = *block.written;
    if (!written.rate.valid() || written.plus.valid()) return std::nullopt;
    if (block.limit.has_value() == (k + 1 == blocks.size())) return std::nullopt;
    if (block.limit && !b_.known(block.limit->x)) return std::nullopt;
    const ir::Node& rate_node = module_.node(written.rate);
    if (rate_node.op != ir::Op::Const) return std::nullopt;
    const Num rate = constant(ir::ConstId(rate_node.imm)).num;
    if (b_.known(rate.x) < Int128{0}) return std::nullopt;
    plain.push_back({start, n_.sub(rate, before)});
    before = rate;
    if (block.limit) start = *block.limit;
  }
  const auto rated = [&](const Num& q) {
    Num sum = n_.constant(0, 0);
    for (const PlainBlock& block : plain) {
      sum = n_.add(sum, n_.mul(n_.max(n_.sub(q, block.start), n_.constant(0, 0)), block.more));
    }
    return sum;
  };
  const Num sum = rated(quantity);
  const Num most = rated({b_.constant(b_.range(quantity.x).high()), quantity.factor, {}});
  // The sum grows with the quantity, which the ranges of its terms do not show.
  const ValueId bound = n_.over(n_.times(most, {1, 1}), sum.factor);
  if (n_.take_failure()) return std::nullopt;
  if (const auto high = b_.known(bound)) b_.assume(sum.x, Interval::of(0, *high));
  return sum;
}

Val Lowering::tiers(const ir::Node& node, Scope& s) {
  const ir::Type& type = module_.type(node.type);
  const Ladder l = ladder(node, s);
  if (const auto sum = plain_ladder(module_.tiers[node.imm], l.blocks, l.quantity)) return number(*sum);
  Num sum = n_.constant(0, 0);
  for (const Num& amount : rate_ladder(module_.tiers[node.imm].mode, l.blocks, l.quantity, node.at, s)) {
    sum = n_.add(sum, amount);
    judge(sum, type, node.static_denominator, node.at, s);
  }
  return number(sum);
}

Lowering::Ladder Lowering::ladder(const ir::Node& node, Scope& s) {
  const ir::Tiers& tiers = module_.tiers[node.imm];
  Ladder l;
  l.quantity = lower(tiers.quantity, s).num;
  raise(s, n_.is_negative(l.quantity), ir::RowError::OutOfRange, node.at);
  l.blocks = tiers.ladder.valid() ? ladder_blocks(lower(tiers.ladder, s)) : written_blocks(tiers.blocks, s);
  return l;
}

std::vector<Num> Lowering::tier_blocks(const ir::Node& node, Scope& s) {
  const Ladder l = ladder(node, s);
  return rate_ladder(module_.tiers[node.imm].mode, l.blocks, l.quantity, node.at, s);
}

}  // namespace tarifa::kernel
