#include "compiler/check/table_cover.h"

#include <algorithm>
#include <deque>
#include <iterator>
#include <numeric>
#include <set>
#include <span>
#include <unordered_map>

#include "compiler/support/limits.h"

namespace tarifa::check {
namespace {

using Rows = std::vector<uint32_t>;  // ascending

// Columns with few `any` first, then those with few different cells: sets of live rows then fall
// apart early.
std::vector<size_t> column_order(const TableSpace& space) {
  struct Weight {
    size_t column, any_share, cells;
  };
  std::vector<Weight> weights;
  for (size_t column = 0; column < space.columns(); ++column) {
    size_t any = 0;
    std::set<std::pair<Int128, Int128>> cells;
    for (size_t row = 0; row < space.rows(); ++row) {
      if (space.any(row, column)) ++any;
      for (const CellInterval& interval : space.cell(row, column)) cells.insert({interval.low, interval.high});
    }
    const size_t tenths = space.rows() == 0 ? 0 : any * 10 / space.rows();
    weights.push_back({column, tenths, cells.size()});
  }
  std::stable_sort(weights.begin(), weights.end(), [](const Weight& a, const Weight& b) {
    return std::pair(a.any_share, a.cells) < std::pair(b.any_share, b.cells);
  });
  std::vector<size_t> order;
  for (const Weight& weight : weights) order.push_back(weight.column);
  return order;
}

uint64_t hash_of(size_t level, const Rows& rows) {
  uint64_t hash = level * 0x9E3779B97F4A7C15ULL + rows.size();
  for (const uint32_t row : rows) hash = (hash ^ row) * 0xFF51AFD7ED558CCDULL + (hash >> 29U);
  return hash;
}

class Diagram {
 public:
  Diagram(const TableSpace& space, const CoverQuestions& questions)
      : space_(space), asked_(questions), order_(column_order(space)), path_(space.columns()) {
    for (size_t column = 0; column < space.columns(); ++column) path_[column] = space.domain(column);
    out_.reached.resize(space.rows(), !questions.first_match);
    // From which level on a row takes everything.
    open_from_.resize(space.rows());
    for (size_t row = 0; row < space.rows(); ++row) {
      size_t level = order_.size();
      while (level > 0 && space.any(row, order_[level - 1])) --level;
      open_from_[row] = level;
    }
  }

  TableCover run() {
    Rows all(space_.rows());
    std::iota(all.begin(), all.end(), 0U);
    visit(0, std::move(all));
    return std::move(out_);
  }

 private:
  struct Event {
    Int128 at;
    uint32_t row;
    bool begins;
  };
  struct Node {
    size_t level;
    Rows live;
  };

  [[nodiscard]] bool wants_gap() const { return asked_.gaps && !out_.gap; }
  [[nodiscard]] bool wants_overlap() const { return asked_.overlaps && out_.overlaps.size() < kMostOverlaps; }

  void visit(size_t level, Rows live) {
    if (!out_.complete) return;
    if (live.empty()) {
      if (wants_gap()) out_.gap = path_;
      return;
    }
    if (asked_.first_match) cut_after_catch_all(level, live);
    if (level == order_.size()) return leaf(live);
    if (!worth_looking(live)) return;
    if (live.size() == 1) return single(level, live[0]);
    if (seen(level, live)) return;
    branch(level, live);
  }

  // Rows after one that takes everything from here on are never the first.
  void cut_after_catch_all(size_t level, Rows& live) const {
    const auto open = std::find_if(live.begin(), live.end(), [&](uint32_t row) { return open_from_[row] <= level; });
    if (open != live.end()) live.erase(open + 1, live.end());
  }

  [[nodiscard]] bool worth_looking(const Rows& live) const {
    if (wants_gap()) return true;
    if (wants_overlap()) return live.size() > 1;
    if (!asked_.first_match) return false;
    return std::any_of(live.begin(), live.end(), [&](uint32_t row) { return !out_.reached[row]; });
  }

  void leaf(const Rows& live) {
    if (asked_.first_match) out_.reached[live[0]] = true;
    if (!asked_.overlaps) return;
    for (size_t k = 1; k < live.size() && wants_overlap(); ++k) {
      if (pairs_.insert({live[0], live[k]}).second) out_.overlaps.push_back({live[0], live[k], path_});
    }
  }

  // One row is left: it is reached if all its cells take something, and leaves a gap where one does
  // not take all.
  void single(size_t level, uint32_t row) {
    bool reachable = true;
    for (size_t k = level; k < order_.size(); ++k) reachable = reachable && !space_.cell(row, order_[k]).empty();
    if (asked_.first_match && reachable) out_.reached[row] = true;
    if (!wants_gap()) return;
    for (size_t k = level; k < order_.size(); ++k) {
      const size_t column = order_[k];
      const CellInterval& domain = space_.domain(column);
      Int128 next = domain.low;
      for (const CellInterval& taken : space_.cell(row, column)) {
        if (next < taken.low) return gap_in(column, {next, taken.low - 1});
        next = taken.high + 1;
      }
      if (next <= domain.high) return gap_in(column, {next, domain.high});
    }
  }

  void gap_in(size_t column, CellInterval where) {
    out_.gap = path_;
    (*out_.gap)[column] = where;
  }

  bool seen(size_t level, const Rows& live) {
    auto& same_hash = nodes_by_hash_[hash_of(level, live)];
    for (const size_t index : same_hash) {
      if (nodes_[index].level == level && nodes_[index].live == live) return true;
    }
    same_hash.push_back(nodes_.size());
    nodes_.push_back({level, live});
    if (nodes_.size() > limits::kAnalysisNodes) out_.complete = false;
    return false;
  }

  // Sweeps over the column: between two ends of cells the live rows are the same.
  void branch(size_t level, const Rows& live) {
    const size_t column = order_[level];
    Rows always;
    std::vector<Event> events;
    for (const uint32_t row : live) {
      if (space_.any(row, column)) {
        always.push_back(row);
        continue;
      }
      for (const CellInterval& interval : space_.cell(row, column)) {
        events.push_back({interval.low, row, true});
        events.push_back({interval.high + 1, row, false});
      }
    }
    std::sort(events.begin(), events.end(), [](const Event& a, const Event& b) { return a.at < b.at; });
    const CellInterval domain = space_.domain(column);
    Rows active;
    Int128 from = domain.low;
    for (size_t k = 0; out_.complete;) {
      const Int128 until = k < events.size() ? events[k].at : domain.high + 1;
      if (from < until) {
        path_[column] = {from, until - 1};
        descend(level + 1, always, active);
        from = until;
      }
      if (k == events.size()) break;
      size_t end = k;
      while (end < events.size() && events[end].at == until) ++end;
      apply(std::span(events).subspan(k, end - k), active);
      k = end;
    }
    path_[column] = domain;
  }

  // Cells that begin and end at one place. Few changes are made in place, many by one pass.
  void apply(std::span<const Event> events, Rows& active) {
    spend(events.size());
    if (events.size() > active.size() / 64 + 8) return rebuild(events, active);
    for (const Event& event : events) {
      const auto at = std::lower_bound(active.begin(), active.end(), event.row);
      if (event.begins)
        active.insert(at, event.row);
      else
        active.erase(at);
    }
    spend(events.size() * (active.size() / 64));
  }

  void rebuild(std::span<const Event> events, Rows& active) {
    Rows begin;
    Rows end;
    for (const Event& event : events) (event.begins ? begin : end).push_back(event.row);
    std::sort(begin.begin(), begin.end());
    std::sort(end.begin(), end.end());
    Rows staying;
    std::set_difference(active.begin(), active.end(), end.begin(), end.end(), std::back_inserter(staying));
    active.clear();
    std::merge(staying.begin(), staying.end(), begin.begin(), begin.end(), std::back_inserter(active));
    spend(active.size() + staying.size());
  }

  void descend(size_t level, const Rows& always, const Rows& active) {
    spend(always.size() + active.size());
    Rows live(always.size() + active.size());
    std::merge(always.begin(), always.end(), active.begin(), active.end(), live.begin());
    visit(level, std::move(live));
  }

  void spend(uint64_t steps) {
    steps_ += steps;
    if (steps_ > limits::kAnalysisSteps) out_.complete = false;
  }

  const TableSpace& space_;
  const CoverQuestions asked_;
  const std::vector<size_t> order_;  // the columns by level
  TableBox path_;                    // where the walk stands, whole domains below
  std::vector<size_t> open_from_;
  TableCover out_;
  std::deque<Node> nodes_;
  std::unordered_map<uint64_t, std::vector<size_t>> nodes_by_hash_;
  std::set<std::pair<uint32_t, uint32_t>> pairs_;
  uint64_t steps_ = 0;
};

}  // namespace

TableCover cover_of(const TableSpace& space, const CoverQuestions& questions) {
  return Diagram(space, questions).run();
}

}  // namespace tarifa::check
