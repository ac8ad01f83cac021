// One line of a tariff or bill (S9, S14, S16, S21). The parts of a weighted line and their days are constants of the
// run; each sum on the way is judged by the scale and denominator of the expression times the days of the period.
#include "compiler/ir/at_rate.h"
#include "compiler/kernel/lowering.h"
#include "compiler/support/check.h"

namespace tarifa::kernel {

std::optional<std::vector<Lowering::LinePart>> Lowering::line_parts(const ir::Line& line) {
  switch (line.values) {
    case ir::ValuesKind::PeriodStart: return std::vector<LinePart>{{run_.period_start, 1}};
    case ir::ValuesKind::PeriodLast: return std::vector<LinePart>{{run_.period_end - 1, 1}};
    case ir::ValuesKind::Issued:
      if (!run_.issued_given) return std::nullopt;
      return std::vector<LinePart>{{run_.issued, 1}};
    case ir::ValuesKind::WeightedByDays: break;
  }
  const std::vector<int32_t> first = reach_.parts({line.expr, line.when}, run_.period_start, run_.period_end);
  std::vector<LinePart> parts;
  for (size_t k = 0; k < first.size(); ++k) {
    const int32_t end = k + 1 < first.size() ? first[k + 1] : run_.period_end;
    parts.push_back({first[k], end - first[k]});
  }
  return parts;
}

// The value of a part, block by block where blocks are rounded, else as one block.
Lowering::Blocks Lowering::part_blocks(bool by_block, ir::NodeId id, Scope& s) {
  const ir::Node& node = module_.node(id);
  Blocks out;
  out.present = b_.boolean(true);
  if (by_block && node.op == ir::Op::Tiers) {
    const std::vector<Num> amounts = tier_blocks(node, s);
    for (uint32_t k = 0; k < amounts.size(); ++k) out.amounts[{id.value, k}] = amounts[k];
    out.present = b_.boolean(!amounts.empty());
    return out;
  }
  if (by_block && (node.op == ir::Op::Neg || node.op == ir::Op::Wrap || node.op == ir::Op::Widen)) {
    out = part_blocks(true, module_.operand(node, 0), s);
    if (node.op != ir::Op::Neg) return out;
    for (auto& [key, amount] : out.amounts) amount = n_.neg(amount);
    return out;
  }
  if (by_block && node.op == ir::Op::If) {
    const ValueId c = operand(node, 0, s).a;
    const Num zero = n_.constant(0, 0);
    const auto branch = [&](uint32_t k, ValueId where) {
      if (b_.is_false(where)) return b_.boolean(false);
      const Blocks blocks = under(s, where, [&] { return part_blocks(true, module_.operand(node, k), s); });
      for (const auto& [key, amount] : blocks.amounts) out.amounts[key] = n_.select(where, amount, zero);
      return b_.both(where, blocks.present);
    };
    const ValueId left = branch(1, c);
    out.present = b_.either(left, branch(2, b_.negation(c)));
    return out;
  }
  const Val value = lower(id, s);
  out.amounts[{id.value, 0}] = value.num;
  out.present = there(value);
  return out;
}

Lowering::Blocks Lowering::exact_blocks(const ir::Line& line, ir::NodeId when, Scope& s) {
  const bool weighted = line.values == ir::ValuesKind::WeightedByDays;
  const int32_t days = weighted ? run_.period_end - run_.period_start : 1;
  const ir::Type& type = module_.type_of(line.expr);
  const Int128 denominator = Int128{days} * module_.node(line.expr).static_denominator;
  Blocks sums;
  sums.present = b_.boolean(false);
  const auto parts = line_parts(line);
  if (!parts) {
    raise(s, b_.boolean(true), ir::RowError::MissingValue, line.at);
    return sums;
  }
  for (const LinePart& part : *parts) {
    s.date = part.first_day;
    const ValueId holds = when.valid() ? lower(when, s).a : b_.boolean(true);
    if (b_.is_false(holds)) continue;
    under(s, holds, [&] {
      const Blocks blocks = part_blocks(line.round_blocks, line.expr, s);
      const ValueId here = b_.both(holds, blocks.present);
      under(s, blocks.present, [&] {
        for (const auto& [key, amount] : blocks.amounts) {
          Num item = n_.select(here, amount, n_.constant(0, 0));
          if (weighted) item = n_.times(item, *numeric::make_fraction(part.days, days));
          const auto sum = sums.amounts.find(key);
          const bool first = sum == sums.amounts.end();
          Num& into = sums.amounts[key];
          into = first ? item : n_.add(into, item);
          if (n_.take_failure()) too_complex(s);
          judge(into, type, denominator, line.at, s);
        }
        return 0;
      });
      sums.present = b_.either(sums.present, here);
      return 0;
    });
  }
  return sums;
}

Num Lowering::round_amount(const ir::Line& line, const Num& exact, Scope& s) {
  Num amount = exact;
  if (line.rounded) amount = n_.round(exact, n_.constant(line.rounding.step, line.rounding.scale), line.rounding.mode);
  if (n_.take_failure()) too_complex(s);
  judge(amount, module_.type(line.type), 1, line.at, s);
  return amount;
}

LineState Lowering::block_line(const ir::Line& line, Scope& s) {
  const Blocks blocks = exact_blocks(line, line.when, s);
  LineState out{blocks.present, n_.constant(0, 0)};
  under(s, blocks.present, [&] {
    for (const auto& [key, exact] : blocks.amounts) {
      out.amount = n_.add(out.amount, round_amount(line, exact, s));
      if (blocks.amounts.size() > 1) judge(out.amount, module_.type(line.type), 1, line.at, s);
    }
    return 0;
  });
  return out;
}

// S16: round(limit - sum of the lines) where it tops up (minimum) or takes away (maximum); an amount of 0 is no line.
LineState Lowering::limit_line(const ir::Line& line, Scope& s) {
  s.date = run_.period_start;
  const ValueId holds = line.when.valid() ? lower(line.when, s).a : b_.boolean(true);
  return under(s, holds, [&] {
    const Blocks blocks = exact_blocks(line, ir::NodeId(), s);
    LineState out{b_.boolean(false), n_.constant(0, 0)};
    if (blocks.amounts.empty()) return out;
    return under(s, blocks.present, [&] {
      const ir::Type digits = module_.type(line.type);
      Num sum = n_.constant(0, 0);
      for (const ir::LineId base : line.bases) {
        const auto& state = lines_[base.index()];
        if (!state || b_.is_false(state->present)) continue;
        sum = n_.add(sum, n_.select(state->present, state->amount, n_.constant(0, 0)));
        judge(sum, digits, 1, line.at, s);
      }
      const Num missing = n_.sub(blocks.amounts.begin()->second, sum);
      const bool weighted = line.values == ir::ValuesKind::WeightedByDays;
      const int32_t days = weighted ? run_.period_end - run_.period_start : 1;
      ir::Type type = digits;
      type.scale = std::max(digits.scale, module_.type_of(line.expr).scale);
      judge(missing, type, Int128{days} * module_.node(line.expr).static_denominator, line.at, s);
      const ValueId adds = line.kind == ir::LineKind::Minimum ? n_.is_positive(missing) : n_.is_negative(missing);
      out.amount = under(s, adds, [&] { return round_amount(line, missing, s); });
      const ValueId something = b_.negation(b_.eq(out.amount.x, b_.constant(0)));
      out.present = b_.both(b_.both(holds, blocks.present), b_.both(adds, something));
      return out;
    });
  });
}

void Lowering::rate_line(ir::LineId id, ValueId applies, Scope& bill) {
  const ir::Line& line = module_.lines[id.index()];
  if (line.kind == ir::LineKind::Rounding) return;  // made by total_up
  Scope s = fresh(run_.period_start, line.local_count);
  s.mask = b_.both(bill.mask, applies);
  s.error = bill.error;
  const bool limits = line.kind == ir::LineKind::Minimum || line.kind == ir::LineKind::Maximum;
  LineState state = limits ? limit_line(line, s) : block_line(line, s);
  if (n_.take_failure()) too_complex(s);
  state.present = b_.both(applies, state.present);
  lines_[id.index()] = state;
  const auto cell = cell_of_line_.find(id);
  if (cell != cell_of_line_.end()) at_rate_columns(line, cell->second, state.present, s);
  bill.error = s.error;
}

// Quantity and rate stand beside the amount; what was evaluated for the line cannot fail here.
void Lowering::at_rate_columns(const ir::Line& line, uint32_t cell, ValueId present, Scope& s) {
  const auto at_rate = ir::at_rate_of(module_, line);
  if (!at_rate) return;
  Scope own = s;
  own.mask = b_.both(s.mask, present);
  const ir::Node& node = module_.node(*at_rate);
  LineCell& layout = b_.program().layout.lines[cell];
  for (const uint32_t k : {0U, 1U}) {
    const Num value = operand(node, k, own).num;
    write_number(k == 0 ? Slot::Quantity : Slot::Rate, cell, value, k == 0 ? layout.quantity : layout.rate);
  }
}

Val Lowering::line_amount(const ir::Node& node, Scope& s) {
  const ir::LineRef& ref = module_.line_refs[node.imm];
  const bool optional = module_.type(node.type).optional;
  Val v = nothing(node.type);
  v.valid = b_.boolean(false);
  for (size_t k = ref.lines.size(); k-- > 0;) {
    const auto& state = lines_[ref.lines[k].index()];
    if (!state || b_.is_false(state->present)) continue;
    const bool only = ref.lines.size() == 1;
    v.num = only ? state->amount : n_.select(state->present, state->amount, v.num);
    v.valid = b_.either(state->present, v.valid);
  }
  if (!optional) raise(s, b_.negation(v.valid), ir::RowError::MissingValue, node.at);
  if (!optional || b_.is_true(v.valid)) v.valid = {};
  return v;
}

Val Lowering::line_sum(const ir::Node& node, Scope& s) {
  const ir::Type& type = module_.type(node.type);
  Val v = number(n_.constant(0, 0));
  ValueId any = b_.boolean(false);
  for (const ir::LineId line : module_.line_refs[node.imm].lines) {
    const auto& state = lines_[line.index()];
    if (!state || b_.is_false(state->present)) continue;
    v.num = n_.add(v.num, n_.select(state->present, state->amount, n_.constant(0, 0)));
    any = b_.either(any, state->present);
    under(s, state->present, [&] {
      judge(v.num, type, node.static_denominator, node.at, s);
      return 0;
    });
  }
  if (type.optional && !b_.is_true(any)) v.valid = any;
  return v;
}

}  // namespace tarifa::kernel
