// One line of a tariff or bill: its amount at the currency's digits, or that it is absent (S9, S14,
// S16, S21). A weighted line is sum(value x days of the part) / period.days, one exact fraction;
// each sum on the way is judged (S36) by the scale and the denominator of the expression times
// period.days, which counts even where the expression has it too.
#include "compiler/eval/evaluation.h"
#include "compiler/eval/exact.h"
#include "compiler/ir/at_rate.h"
#include "compiler/support/check.h"

namespace tarifa::eval {

namespace {

Number negated(Number number) {
  number.value = -number.value;
  return number;
}

}  // namespace

tl::expected<std::vector<Evaluation::Part>, RowFailure> Evaluation::line_parts(const ir::Line& line, ir::LineId id) {
  switch (line.values) {
    case ir::ValuesKind::PeriodStart: return std::vector<Part>{{context_.period_start, 1}};
    case ir::ValuesKind::PeriodLast: return std::vector<Part>{{context_.period_end - 1, 1}};
    case ir::ValuesKind::Issued:
      if (!context_.issued_given) {
        return fail_at(line.at, ir::RowError::MissingValue, "the date of issue is not given");
      }
      return std::vector<Part>{{issued(), 1}};
    case ir::ValuesKind::WeightedByDays: break;
  }
  const std::vector<int32_t>& first_days = parts_of(id);
  std::vector<Part> parts;
  for (size_t i = 0; i < first_days.size(); ++i) {
    const int32_t end = i + 1 < first_days.size() ? first_days[i + 1] : context_.period_end;
    parts.push_back({first_days[i], end - first_days[i]});
  }
  return parts;
}

// The value of a part, block by block where blocks are rounded, else as one block. Missing: no
// block.
tl::expected<BlockAmounts, RowFailure> Evaluation::part_blocks(bool by_block, ir::NodeId id, Frame& frame) {
  const ir::Node& node = module_.node(id);
  BlockAmounts blocks;
  if (by_block && node.op == ir::Op::Tiers) {
    TARIFA_TAKE(const std::vector<Number> amounts, tier_blocks(id, frame));
    for (size_t k = 0; k < amounts.size(); ++k) blocks[{id, k}] = amounts[k];
    return blocks;
  }
  if (by_block && (node.op == ir::Op::Neg || node.op == ir::Op::Wrap || node.op == ir::Op::Widen)) {
    TARIFA_TAKE(blocks, part_blocks(true, module_.operand(node, 0), frame));
    if (node.op != ir::Op::Neg) return blocks;
    for (auto& [key, amount] : blocks) amount = negated(std::move(amount));
    return blocks;
  }
  if (by_block && node.op == ir::Op::If) {
    TARIFA_TAKE(const Value condition, operand(node, 0, frame));
    return part_blocks(true, module_.operand(node, condition.truth() ? 1 : 2), frame);
  }
  TARIFA_TAKE(const Value value, evaluate(id, frame));
  if (!value.missing()) blocks[{id, 0}] = value.number();
  return blocks;
}

// The exact value of each block over all parts; no value where every part is absent.
tl::expected<std::optional<BlockAmounts>, RowFailure> Evaluation::exact_blocks(const ir::Line& line, ir::LineId id,
                                                                               ir::NodeId when, Frame& frame) {
  const bool weighted = line.values == ir::ValuesKind::WeightedByDays;
  const int32_t days = context_.period_end - context_.period_start;
  const int scale = module_.type_of(line.expr).scale;
  const mpz_class denominator = to_mpz(module_.node(line.expr).static_denominator) * (weighted ? days : 1);
  std::optional<BlockAmounts> sums;
  TARIFA_TAKE(const std::vector<Part> parts, line_parts(line, id));
  for (const Part& part : parts) {
    frame.effective = part.first_day;
    if (trace_ != nullptr) trace_->open_part(part.first_day, part.days, parts.size());
    auto blocks = part_value(line, when, frame);
    if (trace_ != nullptr) trace_->close_part(line.expr, blocks && blocks->has_value(), parts.size());
    if (!blocks) return Failed(std::move(blocks).error());
    if (!*blocks) continue;
    if (!sums) sums = BlockAmounts{};
    for (const auto& [key, amount] : **blocks) {
      Number item = amount;
      if (weighted) item.value = item.value * part.days / days;
      TARIFA_PASS(add_judged((*sums)[key], item, scale, denominator, line.at));
    }
  }
  return sums;
}

tl::expected<std::optional<BlockAmounts>, RowFailure> Evaluation::part_value(const ir::Line& line, ir::NodeId when,
                                                                             Frame& frame) {
  if (when.valid()) {
    TARIFA_TAKE(const Value holds, evaluate(when, frame));
    if (trace_ != nullptr) trace_->line_condition(when, holds.truth());
    if (!holds.truth()) return std::optional<BlockAmounts>();
  }
  TARIFA_TAKE(BlockAmounts blocks, part_blocks(line.round_blocks, line.expr, frame));
  if (blocks.empty()) return std::optional<BlockAmounts>();
  return std::optional<BlockAmounts>(std::move(blocks));
}

Outcome Evaluation::round_amount(const ir::Line& line, const Number& exact) {
  const int digits = module_.type(line.type).scale;
  mpq_class amount = exact.value;
  if (line.rounded) {
    const mpq_class step = decimal(line.rounding.step, line.rounding.scale);
    amount = round_to_step(exact.value, step, line.rounding.mode);
    if (trace_ != nullptr) trace_->rounded(exact.value, amount, line);
  }
  if (!within_digits(amount, digits)) return fail_at(line.at, ir::RowError::Overflow);
  return number_value(amount);
}

Outcome Evaluation::line_amount(const ir::Line& line, ir::LineId id, Frame& frame) {
  if (line.kind == ir::LineKind::Minimum || line.kind == ir::LineKind::Maximum) return limit_line(line, id, frame);
  TARIFA_TAKE(const auto blocks, exact_blocks(line, id, line.when, frame));
  if (!blocks) return missing_value();
  Number sum;
  for (const auto& [key, exact] : *blocks) {
    TARIFA_TAKE(const Value amount, round_amount(line, exact));
    TARIFA_PASS(add_judged(sum, amount.number(), module_.type(line.type).scale, 1, line.at));
  }
  return Value{sum};
}

// S16: round(limit - sum of the lines) where it tops up (minimum) or takes away (maximum); an
// amount of 0 is no line.
Outcome Evaluation::limit_line(const ir::Line& line, ir::LineId id, Frame& frame) {
  frame.effective = context_.period_start;
  TARIFA_TAKE(const bool holds, passes(line.when, frame));
  if (trace_ != nullptr && line.when.valid()) trace_->line_condition(line.when, holds);
  if (!holds) return missing_value();
  TARIFA_TAKE(const auto blocks, exact_blocks(line, id, ir::NodeId{}, frame));
  if (!blocks) return missing_value();
  const ir::Node& expr = module_.node(line.expr);
  const int digits = module_.type(line.type).scale;
  Number sum;
  for (const ir::LineId base : line.bases) {
    const auto amount = frame.lines->find(base);
    if (amount == frame.lines->end()) continue;
    TARIFA_PASS(add_judged(sum, amount->second.number(), digits, 1, line.at));
  }
  Number missing_part = blocks->begin()->second;  // a limit is one block
  const bool weighted = line.values == ir::ValuesKind::WeightedByDays;
  const int32_t days = weighted ? context_.period_end - context_.period_start : 1;
  const mpz_class denominator = to_mpz(expr.static_denominator) * days;
  const int scale = std::max<int>(digits, module_.type_of(line.expr).scale);
  if (trace_ != nullptr) trace_->limit(missing_part.value, sum.value, line);
  TARIFA_PASS(add_judged(missing_part, negated(sum), scale, denominator, line.at));
  const bool adds = line.kind == ir::LineKind::Minimum ? missing_part.value > 0 : missing_part.value < 0;
  if (!adds) return missing_value();
  TARIFA_TAKE(Value amount, round_amount(line, missing_part));
  return amount.number().value == 0 ? missing_value() : std::move(amount);
}

// Quantity and rate of a line that is one `q @ r` (ir/at_rate.h): evaluated again, as what was
// evaluated once cannot fail.
void Evaluation::print_rate(const ir::Line& line, LineResult& result, Frame& frame) {
  const auto node = ir::at_rate_of(module_, line);
  if (!node) return;
  Trace* const trace = std::exchange(trace_, nullptr);
  const auto printed = [&](uint32_t k) -> std::optional<PrintedNumber> {
    const ir::NodeId id = module_.operand(module_.node(*node), k);
    const Outcome value = evaluate(id, frame);
    TARIFA_CHECK(value.has_value());
    const auto mantissa = int128_at(value->number().value, module_.type_of(id).scale);
    if (!mantissa) return std::nullopt;
    return PrintedNumber{*mantissa, module_.node(id).type};
  };
  const auto quantity = printed(0), rate = printed(1);
  trace_ = trace;
  if (!quantity || !rate) return;
  result.quantity = quantity;
  result.rate = rate;
}

}  // namespace tarifa::eval
