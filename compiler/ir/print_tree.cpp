#include "compiler/ir/print_tree.h"

#include <fmt/format.h>

#include "compiler/ir/print.h"
#include "compiler/numeric/fraction.h"
#include "compiler/support/check.h"

namespace tarifa::ir {

const char* op_word(Op op) {
  switch (op) {
#define TARIFA_OP(name, meaning) \
  case Op::name: return #name;
#include "compiler/ir/op.def"
#undef TARIFA_OP
  }
  TARIFA_UNREACHABLE();
}

const char* rounding_word(RoundMode mode) {
  static constexpr const char* kWords[] = {"half_up", "half_even", "half_down", "up", "down", "floor", "ceiling"};
  return kWords[static_cast<size_t>(mode)];
}

const char* aggregate_word(AggregateKind kind) {
  static constexpr const char* kWords[] = {"sum",     "count",  "min", "max", "avg",  "first", "last",
                                           "first n", "last n", "any", "all", "list", "median"};
  return kWords[static_cast<size_t>(kind)];
}

std::string proration_text(const Proration& p) {
  std::string text;
  switch (p.kind) {
    case ProrationKind::WholeMonths: text = p.a == 1 ? " per month" : fmt::format(" per {} months", p.a); break;
    case ProrationKind::WholeYears: text = " per year"; break;
    case ProrationKind::Days: text = p.a == 1 ? " per day" : fmt::format(" per {} days", p.a); break;
    case ProrationKind::MonthCalendar: text = " per month prorated calendar"; break;
    case ProrationKind::YearCalendar: text = " per year prorated calendar"; break;
    case ProrationKind::MonthDays:
    case ProrationKind::YearDays:
      text = p.kind == ProrationKind::MonthDays ? " per month prorated " : " per year prorated ";
      text += p.b == 1 ? fmt::format("{} days", p.a) : fmt::format("{}/{} days", p.a, p.b);
      break;
  }
  if (p.has_full) text += fmt::format(" full {} days..{} days", p.full_from, p.full_to);
  return text;
}

namespace {

std::string line_names(const Module& module, const std::vector<LineId>& lines) {
  std::string names;
  for (const LineId id : lines) names += " " + module.lines[id.index()].owner + "." + module.lines[id.index()].name;
  return names;
}

// What the immediate refers to.
std::string detail(const Module& m, const Node& node) {
  switch (node.op) {
    case Op::Const: return " " + const_text(m, ConstId{node.imm});
    case Op::Local:
    case Op::Let: return fmt::format(" #{}", node.imm);
    case Op::Member: return " ." + m.records[m.type_of(m.operand(node, 0)).record.index()].fields_list[node.imm].name;
    case Op::With: {
      std::string names;
      for (const uint32_t k : m.with_fields[node.imm])
        names += " " + m.records[m.type(node.type).record.index()].fields_list[k].name;
      return names;
    }
    case Op::Aggregate:
      return fmt::format(" {} #{}", aggregate_word(m.aggregates[node.imm].kind), m.aggregates[node.imm].item);
    case Op::RuleCall: return " " + m.rules[node.imm].name;
    case Op::LetCall: return " " + m.lets[node.imm].name;
    case Op::ParamRead: return " " + m.params[node.imm].name;
    case Op::TableRead: return " " + m.tables[node.imm].name;
    case Op::Fail: return (node.imm & kNoText) == kNoText ? "" : " " + const_text(m, ConstId{node.imm & kNoText});
    case Op::Round: return fmt::format(" {}", rounding_word(static_cast<RoundMode>(node.imm)));
    case Op::Scale: {
      const Ratio& ratio = m.ratios[node.imm];
      return " by " + numeric::to_string(numeric::Fraction{ratio.numerator, ratio.denominator});
    }
    case Op::Prorate: return proration_text(m.prorations[node.imm]);
    case Op::Tiers: {
      static constexpr const char* kModes[] = {" marginal", " whole", " table"};
      return kModes[static_cast<size_t>(m.tiers[node.imm].mode)];
    }
    case Op::DateAddMonths: {
      static constexpr const char* kRules[] = {" to_month_end", " to_next_month", " strict"};
      return kRules[node.imm];
    }
    case Op::LineAmount:
    case Op::LineSum: return line_names(m, m.line_refs[node.imm].lines);
    case Op::BillValue: {
      const BillRef& ref = m.bill_refs[node.imm];
      const std::string owner = ref.bill.valid() ? m.bills[ref.bill.index()].name : m.tariffs[ref.tariff.index()].name;
      if (ref.kind == BillRefKind::Total) return " " + owner + ".total";
      if (ref.kind == BillRefKind::Due) return " " + owner + ".due";
      return " " + owner + ":" + line_names(m, ref.lines);
    }
    default: return "";
  }
}

class TreePrinter {
 public:
  TreePrinter(const Module& module, std::string& out) : m_(module), out_(out) {}

  void node(NodeId id, int depth, const char* label = "") {
    if (!id.valid()) return;
    const Node& n = m_.node(id);
    out_.append(static_cast<size_t>(depth) * 2, ' ');
    out_ += label;
    out_ += op_word(n.op) + detail(m_, n) + " : " + type_text(m_, n.type) + denominator(n);
    if (n.at.line != 0) out_ += fmt::format("  [{}:{}]", n.at.line, n.at.column);
    out_ += '\n';
    for (uint32_t k = 0; k < n.operand_count; ++k) node(m_.operand(n, k), depth + 1);
    if (n.op == Op::Aggregate) aggregate(m_.aggregates[n.imm], depth + 1);
    if (n.op == Op::Tiers) tiers(m_.tiers[n.imm], depth + 1);
  }

 private:
  static std::string denominator(const Node& n) {
    std::string text;
    if (n.static_denominator != 1) text += fmt::format(" / {}", n.static_denominator);
    for (const DivisorId id : n.divisors) text += fmt::format(" / d{}", id.index());
    return text;
  }

  void aggregate(const Aggregate& a, int depth) {
    node(a.list, depth, "in ");
    node(a.n, depth, "n ");
    node(a.where, depth, "where ");
    node(a.by, depth, "by ");
    node(a.body, depth, "body ");
  }

  void tiers(const Tiers& t, int depth) {
    node(t.quantity, depth, "of ");
    node(t.ladder, depth, "from ");
    blocks(t.blocks, depth);
  }

  void blocks(const std::vector<TierBlock>& blocks, int depth) {
    for (const TierBlock& block : blocks) {
      out_.append(static_cast<size_t>(depth) * 2, ' ');
      out_ += block.limit.valid() ? "| up to\n" : "| above\n";
      node(block.limit, depth + 1, "limit ");
      node(block.rate, depth + 1, "rate ");
      this->blocks(block.nested, depth + 1);
      node(block.plus, depth + 1, "plus ");
    }
  }

  const Module& m_;
  std::string& out_;
};

}  // namespace

void print_tree(const Module& module, NodeId id, int depth, std::string& out) {
  if (id.valid()) TreePrinter(module, out).node(id, depth);
}

}  // namespace tarifa::ir
