#include "compiler/check/boxes.h"

#include <algorithm>

#include "compiler/numeric/int128.h"
#include "compiler/support/limits.h"

namespace tarifa::check {
namespace {

Int128 floor_div(Int128 a, Int128 b) { return a / b - (a % b != 0 && a < 0 ? 1 : 0); }

void narrow(Span128& span, const Span128& by) {
  if (by.low && (!span.low || *by.low > *span.low)) span.low = by.low;
  if (by.high && (!span.high || *by.high < *span.high)) span.high = by.high;
}

Box merge(const Box& a, const Box& b) {
  Box out = a;
  for (const auto& [variable, span] : b.spans) narrow(out.spans[variable], span);
  for (const auto& [variable, allowed] : b.choices) {
    auto [at, added] = out.choices.try_emplace(variable, allowed);
    if (added) continue;
    for (size_t i = 0; i < allowed.size(); ++i) at->second[i] = at->second[i] && allowed[i];
  }
  out.differences.insert(out.differences.end(), b.differences.begin(), b.differences.end());
  return out;
}

// Node 0 is zero; an edge y -> x with weight c says x - y <= c. A negative cycle has no solution.
class DifferenceGraph {
 public:
  DifferenceGraph(const Variables& variables, const Box& box) {
    for (const auto& [variable, span] : box.spans) add_node(variables, variable);
    for (const DifferenceBound& d : box.differences) {
      add_node(variables, d.x);
      add_node(variables, d.y);
      scale_ = std::max(scale_, d.scale);
    }
    usable_ = scale_ <= kMostScale;
    for (const auto& [variable, node] : nodes_) {
      const Variable& about = variables[variable];
      Span128 span{about.least, about.greatest};
      if (const auto found = box.spans.find(variable); found != box.spans.end()) narrow(span, found->second);
      if (span.low && span.high && *span.low > *span.high) crossed_ = true;
      if (span.high) add_edge(0, node, *span.high, about.scale);
      if (span.low) add_edge(node, 0, -*span.low, about.scale);
    }
    for (const DifferenceBound& d : box.differences) add_edge(nodes_.at(d.y), nodes_.at(d.x), d.bound, d.scale);
    bound_period(variables);
  }

  // Numbers too large for the grid count as solvable.
  [[nodiscard]] bool solvable() const {
    if (crossed_) return false;
    return !usable_ || relax(std::vector<std::optional<Int128>>(nodes_.size() + 1, 0), false).has_value();
  }

  [[nodiscard]] Ranges ranges(const Variables& variables) const {
    std::vector<std::optional<Int128>> start(nodes_.size() + 1);
    start[0] = 0;
    const auto highest = usable_ ? relax(start, false) : std::nullopt;
    const auto lowest = usable_ ? relax(start, true) : std::nullopt;
    Ranges out;
    for (const auto& [variable, node] : nodes_) {
      Span128& span = out[variable];
      span = {variables[variable].least, variables[variable].greatest};
      const Int128 unit = usable_ ? numeric::pow10(scale_ - variables[variable].scale) : 1;
      if (highest && (*highest)[node]) narrow(span, {std::nullopt, floor_div(*(*highest)[node], unit)});
      if (lowest && (*lowest)[node]) narrow(span, {-floor_div(*(*lowest)[node], unit), std::nullopt});
    }
    return out;
  }

 private:
  struct Edge {
    size_t from, to;
    Int128 weight;
  };

  // A period has 1 to limits::kPeriodDays days.
  void bound_period(const Variables& variables) {
    std::optional<size_t> start;
    std::optional<size_t> last;
    for (const auto& [variable, node] : nodes_) {
      if (variables[variable].context == ir::DateKind::PeriodStart) start = node;
      if (variables[variable].context == ir::DateKind::PeriodLast) last = node;
    }
    if (!start || !last) return;
    add_edge(*last, *start, 0, 0);
    add_edge(*start, *last, limits::kPeriodDays - 1, 0);
  }

  void add_node(const Variables& variables, uint32_t variable) {
    scale_ = std::max(scale_, variables[variable].scale);
    nodes_.try_emplace(variable, nodes_.size() + 1);
  }

  void add_edge(size_t from, size_t to, Int128 bound, int bound_scale) {
    if (!usable_) return;
    const auto scaled = numeric::checked_mul(bound, numeric::pow10(scale_ - bound_scale));
    if (scaled) edges_.push_back({from, to, *scaled});  // without an edge the box is larger
  }

  // Shortest ways from where `start` has a value; absent where there is a negative cycle.
  [[nodiscard]] std::optional<std::vector<std::optional<Int128>>> relax(std::vector<std::optional<Int128>> distance,
                                                                        bool backwards) const {
    for (size_t round = 0; round <= nodes_.size() + 1; ++round) {
      bool changed = false;
      for (const Edge& edge : edges_) {
        const size_t from = backwards ? edge.to : edge.from;
        const size_t to = backwards ? edge.from : edge.to;
        if (!distance[from]) continue;
        const auto reached = numeric::checked_add(*distance[from], edge.weight);
        if (!reached || (distance[to] && *reached >= *distance[to])) continue;
        distance[to] = reached;
        changed = true;
      }
      if (!changed) return distance;
    }
    return std::nullopt;
  }

  std::map<uint32_t, size_t> nodes_;
  std::vector<Edge> edges_;
  int scale_ = 0;
  bool usable_ = true;
  bool crossed_ = false;
};

}  // namespace

Int128 plain_value(ir::TypeKind kind) {
  constexpr Int128 kMinutesADay = 24 * 60;
  constexpr Int128 kPlainMonth = 12 * 2020;
  if (kind == ir::TypeKind::Date) return kPlainDay;
  if (kind == ir::TypeKind::Month) return kPlainMonth;
  if (kind == ir::TypeKind::DateTime) return kPlainDay * kMinutesADay;
  return 0;
}

std::optional<Boxes> both(const std::optional<Boxes>& a, const std::optional<Boxes>& b) {
  if (!a || !b || a->size() * b->size() > kMostBoxes) return std::nullopt;
  Boxes out;
  for (const Box& left : *a) {
    for (const Box& right : *b) out.push_back(merge(left, right));
  }
  return out;
}

std::optional<Boxes> unite(std::optional<Boxes> a, std::optional<Boxes> b) {
  if (!a || !b || a->size() + b->size() > kMostBoxes) return std::nullopt;
  a->insert(a->end(), std::make_move_iterator(b->begin()), std::make_move_iterator(b->end()));
  return a;
}

bool possible(const Variables& variables, const Box& box) {
  for (const auto& [variable, allowed] : box.choices) {
    if (std::find(allowed.begin(), allowed.end(), true) == allowed.end()) return false;
  }
  return DifferenceGraph(variables, box).solvable();
}

Boxes possible_ones(const Variables& variables, const Boxes& boxes) {
  Boxes out;
  for (const Box& box : boxes) {
    if (possible(variables, box)) out.push_back(box);
  }
  return out;
}

std::optional<Ranges> ranges_in(const Variables& variables, const Box& box) {
  if (!possible(variables, box)) return std::nullopt;
  return DifferenceGraph(variables, box).ranges(variables);
}

std::map<uint32_t, Int128> point_in(const Variables& variables, Box box, const Pick& pick) {
  std::map<uint32_t, Int128> point;
  auto ranges = ranges_in(variables, box);
  if (!ranges) return point;
  std::vector<uint32_t> order;
  for (const auto& [variable, span] : *ranges) order.push_back(variable);
  for (const uint32_t variable : order) {
    const Int128 value = pick(variable, ranges->at(variable));
    point[variable] = value;
    box.spans[variable] = {value, value};
    if (box.differences.empty()) continue;
    auto rest = ranges_in(variables, box);
    if (rest) ranges = std::move(rest);
  }
  return point;
}

}  // namespace tarifa::check
