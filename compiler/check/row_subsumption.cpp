#include "compiler/check/row_subsumption.h"

#include "compiler/check/equal_values.h"

namespace tarifa::check {
namespace {

constexpr uint64_t kPairs = 4'000'000;  // compared at most

bool same_results(const ir::Module& module, const ir::Row& a, const ir::Row& b) {
  if (a.results.size() != b.results.size()) return false;
  for (size_t k = 0; k < a.results.size(); ++k) {
    const ir::Node& left = module.node(a.results[k]);
    const ir::Node& right = module.node(b.results[k]);
    if (left.op == ir::Op::Const && right.op == ir::Op::Const) {
      if (left.imm != right.imm) return false;
    } else if (!equal_values(module, a.results[k], b.results[k])) {
      return false;
    }
  }
  return true;
}

}  // namespace

std::vector<RowOverlap> subsumed_rows(const ir::Module& module, const TableSpace& space,
                                      const std::vector<const ir::Row*>& rows, const std::vector<bool>& reached) {
  std::vector<RowOverlap> out;
  uint64_t pairs = 0;
  for (size_t row = 0; row < rows.size(); ++row) {
    if (!reached[row]) continue;
    for (size_t later = row + 1; later < rows.size(); ++later) {
      if (++pairs > kPairs) return out;
      const auto common = space.common(row, later);
      if (!common) continue;
      if (!same_results(module, *rows[row], *rows[later])) break;
      if (!space.contains(later, row)) continue;
      out.push_back({row, later, *common});
      break;
    }
  }
  return out;
}

}  // namespace tarifa::check
