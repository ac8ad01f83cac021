#include "compiler/check/argument_ranges.h"

#include <algorithm>
#include <map>

#include "compiler/ir/ranges.h"
#include "compiler/numeric/int128.h"
#include "compiler/support/limits.h"

namespace tarifa::check {
namespace {

using ir::Int128;
using numeric::Interval;

// Bounds of numbers node by node, at the scale of the node's type; fractions are rounded outward.
class NumberBounds {
 public:
  explicit NumberBounds(const ir::Module& module) : module_(module) {}

  // At `scale`.
  [[nodiscard]] Interval at_scale(ir::NodeId id, int scale) {
    const ir::Type& type = module_.type_of(id);
    if (type.kind != ir::TypeKind::Number) return Interval::all();
    return rescaled(bounds(id), type.scale, scale);
  }

 private:
  // What is not followed may be anything of its type.
  [[nodiscard]] Interval bounds(ir::NodeId id) {
    const ir::Node& node = module_.node(id);
    const ir::Type& type = module_.type(node.type);
    const Interval any = ir::range_of_type(module_, type);
    if (type.kind != ir::TypeKind::Number || depth_ > limits::kNesting) return any;
    ++depth_;
    const Interval found = numeric::intersect(of_node(node, type, any), any);
    --depth_;
    return found.empty() ? any : found;
  }

  [[nodiscard]] Interval operand(const ir::Node& node, uint32_t k, int scale) {
    return at_scale(module_.operand(node, k), scale);
  }

  [[nodiscard]] Interval of_node(const ir::Node& node, const ir::Type& type, const Interval& any) {
    using Op = ir::Op;
    const int scale = type.scale;
    if (node.op == Op::Const) return Interval::constant(module_.consts[node.imm].number);
    if (node.op == Op::Member) return of_member(node);
    if (node.op == Op::ParamRead) return ir::range_of_param(module_, module_.params[node.imm]);
    if (node.op == Op::PeriodDays) return Interval::of(1, limits::kPeriodDays);
    if (node.op == Op::Widen || node.op == Op::Wrap || node.op == Op::Unwrap)
      return operand(node, 0, scale);
    if (node.op == Op::Neg) return numeric::neg(operand(node, 0, scale));
    if (node.op == Op::Abs) return numeric::abs(operand(node, 0, scale));
    if (node.op == Op::Add) return numeric::add(operand(node, 0, scale), operand(node, 1, scale));
    if (node.op == Op::Sub) return numeric::sub(operand(node, 0, scale), operand(node, 1, scale));
    if (node.op == Op::Min || node.op == Op::Max) return of_extreme(node, scale);
    if (node.op == Op::If) return numeric::unite(operand(node, 1, scale), operand(node, 2, scale));
    if (node.op == Op::Coalesce)
      return numeric::unite(operand(node, 0, scale), operand(node, 1, scale));
    if (node.op == Op::Mul || node.op == Op::AtRate) return of_product(node, scale);
    if (node.op == Op::Scale) return of_scaled(node, scale);
    if (node.op == Op::Round) return of_rounded(node, scale, any);
    if (node.op == Op::RuleCall) return of_rule(node.imm, scale);
    if (node.op == Op::LetCall) return at_scale(module_.lets[node.imm].body, scale);
    return any;
  }

  [[nodiscard]] Interval of_member(const ir::Node& node) const {
    const ir::Type& record = module_.type_of(module_.operand(node, 0));
    return ir::range_of_field(module_,
                              module_.records[record.record.index()].fields_list[node.imm]);
  }

  [[nodiscard]] Interval of_extreme(const ir::Node& node, int scale) {
    Interval all = operand(node, 0, scale);
    for (uint32_t k = 1; k < node.operand_count; ++k) {
      const Interval next = operand(node, k, scale);
      all = node.op == ir::Op::Min ? numeric::min(all, next) : numeric::max(all, next);
    }
    return all;
  }

  [[nodiscard]] Interval of_product(const ir::Node& node, int scale) {
    const int left = module_.type_of(module_.operand(node, 0)).scale;
    const int right = module_.type_of(module_.operand(node, 1)).scale;
    return rescaled(numeric::mul(operand(node, 0, left), operand(node, 1, right)), left + right,
                    scale);
  }

  [[nodiscard]] Interval of_scaled(const ir::Node& node, int scale) {
    const ir::Ratio& ratio = module_.ratios[node.imm];
    const Interval raised =
        numeric::mul(operand(node, 0, scale), Interval::constant(ratio.numerator));
    return outward(raised, ratio.denominator);
  }

  // At most one step away from what is rounded.
  [[nodiscard]] Interval of_rounded(const ir::Node& node, int scale, const Interval& any) {
    const ir::Node& step = module_.node(module_.operand(node, 1));
    if (step.op != ir::Op::Const) return any;
    const ir::Type& type = module_.type(step.type);
    const Int128 mantissa = module_.consts[step.imm].number;
    if (mantissa <= 0 || type.scale > scale) return any;
    const Interval in_steps =
        outward(operand(node, 0, scale), mantissa * numeric::pow10(scale - type.scale));
    return numeric::mul(in_steps,
                        Interval::constant(mantissa * numeric::pow10(scale - type.scale)));
  }

  [[nodiscard]] Interval of_rule(uint32_t index, int scale) {
    const auto known = rules_.find(index);
    if (known != rules_.end()) return known->second;
    const ir::Rule& rule = module_.rules[index];
    Interval all = at_scale(rule.base, scale);
    for (const ir::Exception& exception : rule.exceptions) {
      if (exception.cumulative) return ir::range_of_type(module_, module_.type(rule.type));
      all = numeric::unite(all, at_scale(exception.value, scale));
    }
    return rules_[index] = all;
  }

  // [low, high] / divisor, bounds rounded outward.
  [[nodiscard]] static Interval outward(const Interval& range, Int128 divisor) {
    if (!range.bounded()) return Interval::all();
    const auto floor_of = [&](Int128 a) {
      return a / divisor - (a % divisor != 0 && a < 0 ? 1 : 0);
    };
    return Interval::of(floor_of(range.low()), -floor_of(-range.high()));
  }

  [[nodiscard]] static Interval rescaled(const Interval& range, int from, int to) {
    if (from == to) return range;
    if (from > to) return outward(range, numeric::pow10(from - to));
    return numeric::mul(range, Interval::constant(numeric::pow10(to - from)));
  }

  const ir::Module& module_;
  std::map<uint32_t, Interval> rules_;
  uint32_t depth_ = 0;
};

}  // namespace

ArgumentRanges::ArgumentRanges(const ir::Module& module) {
  for (const ir::Table& table : module.tables) ranges_.emplace_back(table.params.size());
  NumberBounds bounds(module);
  for (const ir::Node& node : module.nodes) {
    if (node.op != ir::Op::TableRead) continue;
    const ir::Table& table = module.tables[node.imm];
    for (uint32_t k = 0; k < table.params.size(); ++k) {
      const ir::Type& type = module.type(table.params[k].type);
      if (type.kind != ir::TypeKind::Number) continue;
      const Interval passed = bounds.at_scale(module.operand(node, k), type.scale);
      auto& all = ranges_[node.imm][k];
      all = all ? numeric::unite(*all, passed) : passed;
    }
  }
}

std::optional<numeric::Interval> ArgumentRanges::of(ir::TableId table, size_t column) const {
  return ranges_[table.index()][column];
}

}  // namespace tarifa::check
