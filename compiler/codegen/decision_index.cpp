#include "compiler/codegen/decision_index.h"

#include <algorithm>

namespace tarifa::codegen {

using kernel::DecisionCell;
using numeric::Int128;

namespace {

constexpr size_t kLeafRows = 4;
constexpr size_t kMostEntries = 4'000'000;  // of all leaves: past it rows are gone through

bool holds(const DecisionCell& cell, Int128 value) {
  if (cell.intervals.empty()) return true;
  return std::any_of(cell.intervals.begin(), cell.intervals.end(),
                     [&](const auto& span) { return span.first <= value && value <= span.second; });
}

std::vector<Int128> starts_of(const kernel::Decision& d, const std::vector<uint32_t>& rows, uint32_t column) {
  std::vector<Int128> starts;
  for (const uint32_t row : rows) {
    for (const auto& [low, high] : d.rows[row][column].intervals) {
      if (low > high) continue;
      starts.push_back(low);
      starts.push_back(high + 1);
    }
  }
  std::sort(starts.begin(), starts.end());
  starts.erase(std::unique(starts.begin(), starts.end()), starts.end());
  return starts;
}

}  // namespace

DecisionIndex::DecisionIndex(const kernel::Decision& decision) : decision_(decision) {
  std::vector<uint32_t> rows(decision.rows.size());
  for (uint32_t k = 0; k < rows.size(); ++k) rows[k] = k;
  build(std::move(rows), std::vector<bool>(decision.keys, false), 0);
}

uint32_t DecisionIndex::build(std::vector<uint32_t> rows, std::vector<bool> used, int depth) {
  const auto id = static_cast<uint32_t>(nodes_.size());
  nodes_.emplace_back();
  uint32_t best = decision_.keys;
  size_t most = 1;
  if (rows.size() > kLeafRows && entries_ < kMostEntries) {
    for (uint32_t k = 0; k < decision_.keys; ++k) {
      const size_t parts = used[k] ? 0 : starts_of(decision_, rows, k).size();
      if (parts > most) {
        most = parts;
        best = k;
      }
    }
  }
  if (best == decision_.keys) {
    entries_ += rows.size();
    nodes_[id].rows = std::move(rows);
    return id;
  }
  used[best] = true;
  std::vector<Int128> starts = starts_of(decision_, rows, best);
  // Rows of each elementary interval: cells that have no interval hold everywhere.
  std::vector<std::vector<uint32_t>> parts(starts.size() + 1);
  for (const uint32_t row : rows) {
    const DecisionCell& cell = decision_.rows[row][best];
    if (cell.intervals.empty()) {
      for (auto& part : parts) part.push_back(row);
      continue;
    }
    for (const auto& [low, high] : cell.intervals) {
      if (low > high) continue;
      const auto from = std::upper_bound(starts.begin(), starts.end(), low) - starts.begin();
      const auto until = std::upper_bound(starts.begin(), starts.end(), high) - starts.begin();
      for (auto k = from; k <= until; ++k) {
        auto& part = parts[static_cast<size_t>(k)];
        if (part.empty() || part.back() != row) part.push_back(row);
      }
    }
  }
  std::vector<uint32_t> children;
  children.reserve(parts.size());
  for (auto& part : parts) children.push_back(build(std::move(part), used, depth + 1));
  nodes_[id].column = best;
  nodes_[id].starts = std::move(starts);
  nodes_[id].children = std::move(children);
  return id;
}

int64_t DecisionIndex::first_match(int64_t start, const Int128* keys) const {
  const Node* node = &nodes_[0];
  while (!node->children.empty()) {
    const auto part =
        std::upper_bound(node->starts.begin(), node->starts.end(), keys[node->column]) - node->starts.begin();
    node = &nodes_[node->children[static_cast<size_t>(part)]];
  }
  for (const uint32_t row : node->rows) {
    if (static_cast<int64_t>(row) < start) continue;
    bool all = true;
    for (uint32_t k = 0; k < decision_.keys && all; ++k) all = holds(decision_.rows[row][k], keys[k]);
    if (all) return row;
  }
  return static_cast<int64_t>(decision_.rows.size());
}

}  // namespace tarifa::codegen
