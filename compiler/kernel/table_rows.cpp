// Decision tables as boxes on the integer grids of their columns (S38), and what can be shown of them.
#include <algorithm>

#include "compiler/kernel/lowering.h"
#include "compiler/numeric/decimal.h"
#include "compiler/support/check.h"

namespace tarifa::kernel {

namespace {

constexpr size_t kMostPoints = 4096;

using Span = std::pair<Int128, Int128>;

struct Bound {
  Int128 floor;
  Int128 ceiling;
};

// A constant on the grid of a column with `scale` digits.
Bound bound_of(const ir::Const& c, int constant_scale, int scale) {
  if (constant_scale <= scale) {
    const auto value = numeric::checked_mul(c.number, numeric::pow10(scale - constant_scale));
    const Int128 all = c.number < 0 ? Interval::kMinusInfinity : Interval::kPlusInfinity;
    return {value.value_or(all), value.value_or(all)};
  }
  const Int128 unit = numeric::pow10(constant_scale - scale);
  const Int128 low = c.number / unit - (c.number % unit < 0 ? 1 : 0);
  return {low, c.number % unit == 0 ? low : low + 1};
}

Span span_of(ir::CellKind kind, const Bound& a, const Bound& b) {
  constexpr Int128 kLeast = Interval::kMinusInfinity + 1;
  constexpr Int128 kMost = Interval::kPlusInfinity - 1;
  switch (kind) {
    case ir::CellKind::Equal: return {a.ceiling, a.floor};
    case ir::CellKind::Less: return {kLeast, a.ceiling - 1};
    case ir::CellKind::LessEqual: return {kLeast, a.floor};
    case ir::CellKind::Greater: return {a.floor + 1, kMost};
    case ir::CellKind::GreaterEqual: return {a.ceiling, kMost};
    case ir::CellKind::Range: return {a.ceiling, b.floor};
    case ir::CellKind::RangeExclusive: return {a.ceiling, b.ceiling - 1};
  }
  TARIFA_UNREACHABLE();
}

void merge_neighbours(std::vector<Span>& spans) {
  std::sort(spans.begin(), spans.end());
  std::vector<Span> out;
  for (const Span& span : spans) {
    if (!out.empty() && span.first <= out.back().second + 1) {
      out.back().second = std::max(out.back().second, span.second);
    } else {
      out.push_back(span);
    }
  }
  spans = std::move(out);
}

bool holds(const DecisionCell& cell, Int128 value) {
  if (cell.intervals.empty()) return true;
  return std::any_of(cell.intervals.begin(), cell.intervals.end(),
                     [&](const Span& s) { return s.first <= value && value <= s.second; });
}

// Points of which one lies in every box of the grid the cells cut; empty where there are too many.
std::vector<std::vector<Int128>> points(const Decision& d, const std::vector<Interval>& ranges) {
  std::vector<std::vector<Int128>> out(d.keys);
  size_t product = 1;
  for (uint32_t k = 0; k < d.keys; ++k) {
    if (!ranges[k].bounded()) return {};
    std::vector<Int128>& column = out[k];
    column.push_back(ranges[k].low());
    for (const std::vector<DecisionCell>& row : d.rows) {
      for (const Span& span : row[k].intervals) {
        for (const Int128 start : {span.first, span.second + 1}) {
          if (ranges[k].low() <= start && start <= ranges[k].high()) column.push_back(start);
        }
      }
    }
    std::sort(column.begin(), column.end());
    column.erase(std::unique(column.begin(), column.end()), column.end());
    product *= column.size();
    if (product * d.rows.size() > kMostPoints * 64 || product > kMostPoints) return {};
  }
  return out;
}

// What can be shown by going through every box of the grid.
void judge_cover(const Decision& d, const std::vector<Interval>& ranges, bool& complete, bool& disjoint) {
  const auto grid = points(d, ranges);
  if (grid.empty()) return;
  complete = true;
  disjoint = true;
  std::vector<size_t> at(d.keys, 0);
  while (true) {
    size_t matching = 0;
    for (const std::vector<DecisionCell>& row : d.rows) {
      bool all = true;
      for (uint32_t k = 0; k < d.keys && all; ++k) all = holds(row[k], grid[k][at[k]]);
      matching += all ? 1 : 0;
    }
    complete = complete && matching >= 1;
    disjoint = disjoint && matching <= 1;
    uint32_t k = 0;
    while (k < d.keys && ++at[k] == grid[k].size()) at[k++] = 0;
    if (k == d.keys) return;
  }
}

}  // namespace

Lowering::TableRows Lowering::table_rows(const ir::Table& table, const ir::TableVersion& version,
                                         const std::vector<Val>& keys) {
  TableRows t;
  t.decision.keys = static_cast<uint32_t>(table.params.size());
  std::vector<std::vector<std::string>> classes(t.decision.keys);
  std::vector<Interval> ranges;
  for (uint32_t k = 0; k < t.decision.keys; ++k) {
    const ir::Type& type = module_.type(table.params[k].type);
    const Val& key = keys[k];
    ValueId x = key.a;
    if (key.form == Form::Number) x = n_.mantissa(key.num, type.scale);
    if (key.form == Form::Bool) x = b_.select(key.a, b_.constant(1), b_.constant(0));
    if (key.form == Form::Text) {
      for (const ir::Row& row : version.rows) {
        if (row.otherwise) continue;
        for (const ir::CellTest& test : row.cells[k]) classes[k].push_back(module_.consts[test.a.index()].text);
      }
      std::sort(classes[k].begin(), classes[k].end());
      classes[k].erase(std::unique(classes[k].begin(), classes[k].end()), classes[k].end());
      x = text_class(key.ref, classes[k]);
    }
    // A missing key is a point of its own, which no cell but `any` holds.
    if (key.valid.valid()) {
      const Interval r = b_.range(x);
      const Int128 apart = key.form == Form::Text ? -1 : r.bounded() ? r.low() - 1 : Interval::kMinusInfinity + 1;
      x = b_.select(key.valid, x, b_.constant(apart));
    }
    t.keys.push_back(x);
    ranges.push_back(b_.range(x));
  }
  for (const ir::Row& row : version.rows) {
    if (row.otherwise) {
      t.otherwise = &row;
      continue;
    }
    std::vector<DecisionCell> cells(t.decision.keys);
    for (uint32_t k = 0; k < t.decision.keys; ++k) {
      const ir::Type& type = module_.type(table.params[k].type);
      const Int128 least = keys[k].valid.valid() ? ranges[k].low() + 1 : ranges[k].low();
      for (const ir::CellTest& test : row.cells[k]) {
        const ir::Const& a = module_.consts[test.a.index()];
        Bound low{};
        Bound high{};
        if (type.kind == ir::TypeKind::Text) {
          const auto found = std::lower_bound(classes[k].begin(), classes[k].end(), a.text) - classes[k].begin();
          low = {found, found};
        } else {
          low = bound_of(a, module_.type(a.type).scale, type.scale);
          if (test.b.valid()) {
            const ir::Const& b = module_.consts[test.b.index()];
            high = bound_of(b, module_.type(b.type).scale, type.scale);
          }
        }
        Span span = span_of(test.kind, low, high);
        if (span.first < least) span.first = least;
        if (span.first <= span.second) cells[k].intervals.push_back(span);
      }
      merge_neighbours(cells[k].intervals);
      const bool never = !row.cells[k].empty() && cells[k].intervals.empty();
      if (never) cells[k].intervals.push_back({1, 0});
    }
    t.decision.rows.push_back(std::move(cells));
    t.rows.push_back(&row);
  }
  judge_cover(t.decision, ranges, t.complete, t.disjoint);
  return t;
}

}  // namespace tarifa::kernel
