#include "compiler/ir/node_ranges.h"

#include <algorithm>

#include "compiler/numeric/decimal.h"
#include "compiler/support/limits.h"

namespace tarifa::ir {

namespace {

using numeric::RoundMode;

constexpr Int128 kBlocks = 10'000;  // of a ladder, each rounded by itself

Interval zero() { return Interval::constant(0); }

// Quotient by a positive number, rounded outwards.
Interval divided(const Interval& a, const Interval& by) {
  if (a.empty() || by.empty()) return a;
  return numeric::unite(numeric::div_round(a, by, RoundMode::Floor), numeric::div_round(a, by, RoundMode::Ceiling));
}

Interval rescaled(const Interval& a, int from, int to) {
  if (from == to || a.empty()) return a;
  if (from < to) return numeric::mul(a, Interval::constant(numeric::pow10(to - from)));
  return divided(a, Interval::constant(numeric::pow10(from - to)));
}

bool is_number(const Type& type) { return type.kind == TypeKind::Number; }

NodeRange both(const NodeRange& a, const NodeRange& b, Interval (*operation)(const Interval&, const Interval&)) {
  return {operation(a.mantissa, b.mantissa), a.declared && b.declared};
}

// The largest factor of a period (S23), rounded up.
Int128 greatest_factor(const Proration& p) {
  constexpr Int128 kDays = limits::kPeriodDays;
  constexpr Int128 kMonths = kDays / 28 + 1;
  const Int128 a = std::max<Int128>(p.a, 1);
  switch (p.kind) {
    case ProrationKind::WholeMonths: return kMonths / a + 1;
    case ProrationKind::WholeYears: return 2;
    case ProrationKind::Days: return kDays / a + 1;
    case ProrationKind::MonthCalendar: return kMonths + 1;
    case ProrationKind::MonthDays:
    case ProrationKind::YearDays: return kDays * p.b / a + 1;
    case ProrationKind::YearCalendar: return 3;
  }
  return kDays;
}

}  // namespace

NodeRanges::NodeRanges(const Module& module)
    : module_(module),
      bindings_(module),
      nodes_(module.nodes.size()),
      rules_(module.rules.size()),
      lines_(module.lines.size()) {}

NodeRange NodeRanges::of_type(const Type& type) const { return {range_of_type(module_, type), !is_number(type)}; }

const NodeRange& NodeRanges::of(NodeId id) {
  if (nodes_[id.index()] == 0) {
    const Node& node = module_.node(id);
    known_.push_back(is_number(module_.type(node.type)) ? number(node, id) : of_type(module_.type(node.type)));
    nodes_[id.index()] = static_cast<uint32_t>(known_.size());
  }
  return known_[nodes_[id.index()] - 1];
}

NodeRange NodeRanges::at_scale(NodeId id, int scale) {
  const Type& type = module_.type_of(id);
  NodeRange range = of(id);
  if (is_number(type)) range.mantissa = rescaled(range.mantissa, type.scale, scale);
  return range;
}

NodeRange NodeRanges::number(const Node& node, NodeId id) {
  const Type& type = module_.type(node.type);
  const int scale = type.scale;
  const auto operand = [&](uint32_t k) { return module_.operand(node, k); };
  switch (node.op) {
    case Op::Const: {
      const Const& value = module_.consts[node.imm];
      if (value.missing) return {Interval::empty_set(), true};
      return {rescaled(Interval::constant(value.number), module_.type(value.type).scale, scale), true};
    }
    case Op::Local: return local(id);
    case Op::Let: return at_scale(operand(1), scale);
    case Op::Member: return member(node);
    case Op::Aggregate: return aggregate(module_.aggregates[node.imm], scale);
    case Op::RuleCall: return of_rule(RuleId(node.imm));
    case Op::LetCall: return at_scale(module_.lets[node.imm].body, scale);
    case Op::ParamRead: return {range_of_param(module_, module_.params[node.imm]), true};
    case Op::TableRead: return table(module_.tables[node.imm]);
    case Op::If: return joined(node, 1, scale);
    case Op::Coalesce:
    case Op::Min:
    case Op::Max:
    case Op::Unwrap:
    case Op::Wrap:
    case Op::Widen: return joined(node, 0, scale);
    case Op::Fail: return {Interval::empty_set(), true};
    case Op::Add: return both(at_scale(operand(0), scale), at_scale(operand(1), scale), numeric::add);
    case Op::Sub: return both(at_scale(operand(0), scale), at_scale(operand(1), scale), numeric::sub);
    case Op::Mul:
    case Op::AtRate: {
      NodeRange product = both(of(operand(0)), of(operand(1)), numeric::mul);
      const int own = module_.type_of(operand(0)).scale + module_.type_of(operand(1)).scale;
      return {rescaled(product.mantissa, own, scale), product.declared};
    }
    case Op::Div: return quotient(node);
    case Op::Neg:
    case Op::Abs: {
      const NodeRange value = at_scale(operand(0), scale);
      return {node.op == Op::Neg ? numeric::neg(value.mantissa) : numeric::abs(value.mantissa), value.declared};
    }
    case Op::Round: return rounded(node);
    case Op::Scale: {
      const Ratio& ratio = module_.ratios[node.imm];
      const NodeRange value = at_scale(operand(0), scale);
      const Interval up = numeric::mul(value.mantissa, Interval::constant(ratio.numerator));
      return {divided(up, Interval::constant(ratio.denominator)), value.declared};
    }
    case Op::Prorate: return prorated(node);
    case Op::Tiers: return tiers(module_.tiers[node.imm], scale);
    case Op::LengthCount: return of(operand(0));
    case Op::PeriodDays: return {Interval::of(1, limits::kPeriodDays), true};
    case Op::YearOf: return {Interval::of(1, 9999), true};
    case Op::MonthNumber: return {Interval::of(1, 12), true};
    case Op::DayOfMonth: return {Interval::of(1, 31), true};
    case Op::LineAmount:
    case Op::LineSum: {
      NodeRange out{node.op == Op::LineSum ? zero() : Interval::empty_set(), true};
      for (const LineId line : module_.line_refs[node.imm].lines) {
        const NodeRange& one = of_line(line);
        const Interval amount = rescaled(one.mantissa, module_.type(module_.lines[line.index()].type).scale, scale);
        out.declared = out.declared && one.declared;
        out.mantissa = node.op == Op::LineSum ? numeric::add(out.mantissa, numeric::unite(amount, zero()))
                                              : numeric::unite(out.mantissa, amount);
      }
      return out;
    }
    default: return of_type(type);  // no number is made by another operation
  }
}

NodeRange NodeRanges::joined(const Node& node, uint32_t first, int scale) {
  NodeRange out{Interval::empty_set(), true};
  for (uint32_t k = first; k < node.operand_count; ++k) {
    const NodeRange part = at_scale(module_.operand(node, k), scale);
    out.declared = out.declared && part.declared;
    if (k == first)
      out.mantissa = part.mantissa;
    else if (node.op == Op::Min)
      out.mantissa = numeric::min(out.mantissa, part.mantissa);
    else if (node.op == Op::Max)
      out.mantissa = numeric::max(out.mantissa, part.mantissa);
    else
      out.mantissa = numeric::unite(out.mantissa, part.mantissa);
  }
  return out;
}

NodeRange NodeRanges::member(const Node& node) {
  const RecordId record = module_.type_of(module_.operand(node, 0)).record;
  const Field& field = module_.records[record.index()].fields_list[node.imm];
  return {range_of_field(module_, field), field.least.has_value() && field.greatest.has_value()};
}

NodeRange NodeRanges::local(NodeId id) {
  const Type& type = module_.type_of(id);
  if (const auto value = bindings_.value_of(id)) return at_scale(*value, type.scale);
  const auto item = bindings_.aggregate_of(id);
  if (!item) return of_type(type);
  const Node& list = module_.node(module_.aggregates[module_.node(*item).imm].list);
  return list.op == Op::Member ? member(list) : of_type(type);  // a field's range is that of its items
}

NodeRange NodeRanges::aggregate(const Aggregate& a, int scale) {
  const auto most = static_cast<Int128>(module_.type_of(a.list).bound);
  if (a.kind == AggregateKind::Count) return {Interval::of(0, most), true};
  const NodeRange body = at_scale(a.body, scale);
  if (a.kind != AggregateKind::Sum) return body;
  return {numeric::mul(numeric::unite(body.mantissa, zero()), Interval::of(0, most)), body.declared};
}

NodeRange NodeRanges::tiers(const Tiers& tiers, int scale) {
  const int quantity_scale = module_.type_of(tiers.quantity).scale;
  NodeRange quantity = of(tiers.quantity);
  quantity.mantissa = numeric::unite(quantity.mantissa, zero());
  if (!tiers.ladder.valid()) return blocks(tiers.blocks, quantity, quantity_scale, scale);
  const Node& read = module_.node(tiers.ladder);
  Interval rates = zero();
  for (const Timeline& timeline : module_.params[read.imm].timelines) {
    for (const TimelineEntry& entry : timeline.entries) {
      for (const LadderStep& step : entry.ladder) rates = numeric::unite(rates, Interval::constant(step.rate));
    }
  }
  const int rate_scale = module_.type_of(tiers.ladder).scale;
  return {rescaled(numeric::mul(quantity.mantissa, rates), quantity_scale + rate_scale, scale), quantity.declared};
}

// The blocks' quantities add up to at most the whole: the amount lies between the cheapest and the dearest rate for all
// of it.
NodeRange NodeRanges::blocks(const std::vector<TierBlock>& written, const NodeRange& quantity, int quantity_scale,
                             int scale) {
  NodeRange out{zero(), quantity.declared};
  NodeRange extra{zero(), true};
  for (const TierBlock& block : written) {
    if (block.rate.valid()) {
      const NodeRange rate = of(block.rate);
      const Interval amount = numeric::mul(quantity.mantissa, rate.mantissa);
      out.mantissa =
          numeric::unite(out.mantissa, rescaled(amount, quantity_scale + module_.type_of(block.rate).scale, scale));
      out.declared = out.declared && rate.declared;
    } else {
      const NodeRange inside = blocks(block.nested, quantity, quantity_scale, scale);
      out.mantissa = numeric::unite(out.mantissa, inside.mantissa);
      out.declared = out.declared && inside.declared;
    }
    if (!block.plus.valid()) continue;
    const NodeRange plus = at_scale(block.plus, scale);
    extra.mantissa = numeric::add(extra.mantissa, numeric::unite(plus.mantissa, zero()));
    out.declared = out.declared && plus.declared;
  }
  out.mantissa = numeric::add(out.mantissa, extra.mantissa);
  return out;
}

NodeRange NodeRanges::table(const Table& table) {
  if (table.results.size() != 1) return of_type(module_.type(table.type));
  const int scale = module_.type(table.type).scale;
  NodeRange out{Interval::empty_set(), true};
  Int128 most_rows = 0;
  for (const TableVersion& version : table.versions) {
    most_rows = std::max(most_rows, static_cast<Int128>(version.rows.size()));
    for (const Row& row : version.rows) {
      const NodeRange one = at_scale(row.results[0], scale);
      out.mantissa = numeric::unite(out.mantissa, one.mantissa);
      out.declared = out.declared && one.declared;
    }
  }
  if (table.policy == TablePolicy::CollectSum) {
    out.mantissa = numeric::mul(numeric::unite(out.mantissa, zero()), Interval::of(0, most_rows));
  }
  return out;
}

// To multiples of a positive step, outwards; a step that is not known moves a number by less than itself.
NodeRange NodeRanges::rounded(const Node& node) {
  const int scale = module_.type(node.type).scale;
  const NodeRange value = at_scale(module_.operand(node, 0), scale);
  const NodeRange step = at_scale(module_.operand(node, 1), scale);
  if (const auto single = step.mantissa.single_value(); single && *single > 0) {
    return {numeric::mul(divided(value.mantissa, step.mantissa), step.mantissa), value.declared && step.declared};
  }
  const Interval most = numeric::abs(step.mantissa);
  const Interval around = numeric::unite(most, numeric::neg(most));
  return {numeric::add(value.mantissa, around), value.declared && step.declared};
}

NodeRange NodeRanges::prorated(const Node& node) {
  const NodeRange value = at_scale(module_.operand(node, 0), module_.type(node.type).scale);
  const Interval factor = Interval::of(0, greatest_factor(module_.prorations[node.imm]));
  return {numeric::mul(value.mantissa, factor), value.declared};
}

// a / 10^sa over b / 10^sb is a * 10^sb / b at scale sa.
NodeRange NodeRanges::quotient(const Node& node) {
  const NodeId a = module_.operand(node, 0);
  const NodeId b = module_.operand(node, 1);
  const NodeRange by = of(b);
  const NodeRange value = of(a);
  const Interval up = numeric::mul(value.mantissa, Interval::constant(numeric::pow10(module_.type_of(b).scale)));
  const Interval out = divided(up, by.mantissa);
  return {rescaled(out, module_.type_of(a).scale, module_.type(node.type).scale), value.declared && by.declared};
}

const NodeRange& NodeRanges::of_rule(RuleId id) {
  auto& known = rules_[id.index()];
  if (known) return *known;
  const Rule& rule = module_.rules[id.index()];
  const int scale = module_.type(rule.type).scale;
  NodeRange out = at_scale(rule.base, scale);
  Interval added = Interval::empty_set();
  for (const Exception& exception : rule.exceptions) {
    const NodeRange value = at_scale(exception.value, scale);
    out.declared = out.declared && value.declared;
    out.mantissa = numeric::unite(out.mantissa, value.mantissa);
    if (!exception.cumulative) continue;
    const Interval one = numeric::unite(value.mantissa, zero());
    added = added.empty() ? one : numeric::add(added, one);
  }
  out.mantissa = numeric::unite(out.mantissa, added);
  known = out;
  return *known;
}

NodeRange NodeRanges::limit_line(const Line& line, int scale) {
  NodeRange limit = at_scale(line.expr, scale);
  Interval sum = zero();
  for (const LineId base : line.bases) {
    const NodeRange& one = of_line(base);
    limit.declared = limit.declared && one.declared;
    sum = numeric::add(sum, numeric::unite(one.mantissa, zero()));
  }
  const Interval missing = numeric::sub(limit.mantissa, sum);
  limit.mantissa = line.kind == LineKind::Minimum ? numeric::max(missing, zero()) : numeric::min(missing, zero());
  return limit;
}

const NodeRange& NodeRanges::of_line(LineId id) {
  auto& known = lines_[id.index()];
  if (known) return *known;
  const Line& line = module_.lines[id.index()];
  const int scale = module_.type(line.type).scale;
  const bool limit = line.kind == LineKind::Minimum || line.kind == LineKind::Maximum;
  NodeRange out = limit ? limit_line(line, scale) : at_scale(line.expr, scale);
  if (line.rounded) {
    const Interval step = rescaled(Interval::constant(line.rounding.step), line.rounding.scale, scale);
    const Interval most = numeric::mul(step, Interval::of(-kBlocks, kBlocks));
    out.mantissa = numeric::add(out.mantissa, line.round_blocks ? most : numeric::unite(step, numeric::neg(step)));
  }
  known = out;
  return *known;
}

std::optional<Int128> NodeRanges::judged(NodeId id) {
  const Node& node = module_.node(id);
  if (!is_number(module_.type(node.type))) return 0;
  std::optional<Int128> largest = of(id).mantissa.max_magnitude();
  if (largest) largest = numeric::checked_mul(*largest, static_cast<Int128>(node.static_denominator));
  for (const DivisorId divisor : node.divisors) {
    const auto by = of(module_.divisors[divisor.index()].node).mantissa.max_magnitude();
    largest = largest && by ? numeric::checked_mul(*largest, std::max<Int128>(*by, 1)) : std::nullopt;
  }
  return largest;
}

bool NodeRanges::may_overflow(NodeId id) {
  const auto largest = judged(id);
  return !largest || *largest >= numeric::kDecimalBound;
}

}  // namespace tarifa::ir
