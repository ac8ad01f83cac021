#include "compiler/check/argument_ranges.h"

#include <algorithm>

#include "compiler/ir/node_ranges.h"
#include "compiler/numeric/int128.h"

namespace tarifa::check {
namespace {

using numeric::Interval;

// The argument at the scale of the column, which is not smaller: tables are called with widened
// values.
Interval at_scale(const Interval& range, int from, int to) {
  if (from > to) return Interval::all();
  return numeric::mul(range, Interval::constant(numeric::pow10(to - from)));
}

}  // namespace

ArgumentRanges::ArgumentRanges(const ir::Module& module) {
  for (const ir::Table& table : module.tables) ranges_.emplace_back(table.params.size());
  const auto takes_numbers = [&](const ir::Table& table) {
    return std::any_of(table.params.begin(), table.params.end(), [&](const ir::TableColumn& column) {
      return module.type(column.type).kind == ir::TypeKind::Number;
    });
  };
  if (std::none_of(module.tables.begin(), module.tables.end(), takes_numbers)) return;
  ir::NodeRanges ranges(module);
  for (const ir::Node& node : module.nodes) {
    if (node.op != ir::Op::TableRead) continue;
    const ir::Table& table = module.tables[node.imm];
    for (uint32_t k = 0; k < table.params.size(); ++k) {
      const ir::Type& type = module.type(table.params[k].type);
      if (type.kind != ir::TypeKind::Number) continue;
      const ir::NodeId argument = module.operand(node, k);
      const Interval passed = at_scale(ranges.of(argument).mantissa, module.type_of(argument).scale, type.scale);
      auto& all = ranges_[node.imm][k];
      all = all ? numeric::unite(*all, passed) : passed;
    }
  }
}

std::optional<Interval> ArgumentRanges::of(ir::TableId table, size_t column) const {
  return ranges_[table.index()][column];
}

}  // namespace tarifa::check
