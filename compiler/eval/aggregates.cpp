// Sums, counts and selections over a list (S39). Order of evaluation: the list, `n`; then item by
// item, in data order, `where`, and the body (of a fold) or the sort key (of a selection); then the
// bodies of the items selected, in their order.
#include <algorithm>

#include "compiler/eval/evaluation.h"
#include "compiler/eval/exact.h"
#include "compiler/support/check.h"

namespace tarifa::eval {

namespace {

// Min, Max, Median of a list that is not empty.
Value middle_or_extreme(ir::AggregateKind kind, std::vector<Value> bodies) {
  ReachedDivisors reached;
  for (const Value& body : bodies) {
    if (const auto* number = std::get_if<Number>(&body.data)) {
      reached.insert(number->reached.begin(), number->reached.end());
    }
  }
  std::stable_sort(bodies.begin(), bodies.end(),
                   [](const Value& x, const Value& y) { return compare_values(x, y) < 0; });
  const size_t half = bodies.size() / 2;
  Value result = kind == ir::AggregateKind::Min   ? bodies.front()
                 : kind == ir::AggregateKind::Max ? bodies.back()
                                                  : bodies[half];
  if (kind == ir::AggregateKind::Median && bodies.size() % 2 == 0) {
    result = number_value(mpq_class((bodies[half - 1].number().value + bodies[half].number().value) / 2));
  }
  if (auto* number = std::get_if<Number>(&result.data)) number->reached = std::move(reached);
  return result;
}

}  // namespace

tl::expected<bool, RowFailure> Evaluation::passes(ir::NodeId condition, Frame& frame) {
  if (!condition.valid()) return true;
  TARIFA_TAKE(const Value truth, evaluate(condition, frame));
  return truth.truth();
}

Outcome Evaluation::aggregate(ir::NodeId id, Frame& frame) {
  const ir::Aggregate& a = module_.aggregates[module_.node(id).imm];
  Value computed;
  const Value* list = reference(a.list, frame);
  if (list == nullptr) {
    TARIFA_TAKE(computed, evaluate(a.list, frame));
    list = &computed;
  }
  const std::vector<Value> items = list->items();  // a copy: locals may move below
  switch (a.kind) {
    case ir::AggregateKind::First:
    case ir::AggregateKind::Last: return selection(id, items, frame, 1, false);
    case ir::AggregateKind::Collect: return selection(id, items, frame, items.size(), true);
    case ir::AggregateKind::FirstN:
    case ir::AggregateKind::LastN: {
      TARIFA_TAKE(const Value n, evaluate(a.n, frame));
      const mpq_class& wanted = n.number().value;
      if (wanted < 0) return fail_at(module_.node(id).at, ir::RowError::OutOfRange);
      const bool all = wanted >= static_cast<unsigned long>(items.size());
      return selection(id, items, frame, all ? items.size() : wanted.get_num().get_ui(), true);
    }
    case ir::AggregateKind::Sum:
    case ir::AggregateKind::Count:
    case ir::AggregateKind::Min:
    case ir::AggregateKind::Max:
    case ir::AggregateKind::Avg:
    case ir::AggregateKind::Any:
    case ir::AggregateKind::All:
    case ir::AggregateKind::Median: return fold(id, a, items, frame);
  }
  TARIFA_UNREACHABLE();
}

Outcome Evaluation::fold(ir::NodeId id, const ir::Aggregate& a, const std::vector<Value>& items, Frame& frame) {
  const ir::Node& node = module_.node(id);
  const bool any = a.kind == ir::AggregateKind::Any, all = a.kind == ir::AggregateKind::All;
  const bool adds = a.kind == ir::AggregateKind::Sum || a.kind == ir::AggregateKind::Avg;
  std::vector<Value> bodies;
  Number sum;
  size_t passed = 0;
  for (const Value& item : items) {
    frame.locals[a.item] = item;
    TARIFA_TAKE(const bool counts, passes(a.where, frame));
    if (!counts) continue;
    ++passed;
    if (a.kind == ir::AggregateKind::Count) continue;
    TARIFA_TAKE(Value body, evaluate(a.body, frame));
    if ((any && body.truth()) || (all && !body.truth())) return truth_value(any);
    if (adds) {
      const int scale = module_.type(node.type).scale;
      TARIFA_PASS(add_judged(sum, body.number(), scale, to_mpz(node.static_denominator), node.at));
    } else {
      bodies.push_back(std::move(body));
    }
  }
  if (trace_ != nullptr) trace_->aggregated(id, items.size(), passed);
  if (any || all) return truth_value(all);
  if (a.kind == ir::AggregateKind::Count) return number_value(static_cast<ir::Int128>(passed), 0);
  if (a.kind == ir::AggregateKind::Sum) return Value{sum};
  if (passed == 0) return missing_value();
  if (a.kind == ir::AggregateKind::Avg) {
    sum.value /= static_cast<unsigned long>(passed);
    sum.reached[divisor_key(a.divisor, frame.effective)] = static_cast<unsigned long>(passed);
    return Value{sum};
  }
  return middle_or_extreme(a.kind, std::move(bodies));
}

Outcome Evaluation::selection(ir::NodeId id, const std::vector<Value>& items, Frame& frame, size_t n, bool list) {
  const ir::Aggregate& a = module_.aggregates[module_.node(id).imm];
  std::vector<size_t> chosen;
  std::vector<Value> keys(items.size());
  for (size_t i = 0; i < items.size(); ++i) {
    frame.locals[a.item] = items[i];
    TARIFA_TAKE(const bool counts, passes(a.where, frame));
    if (!counts) continue;
    chosen.push_back(i);
    if (!a.by.valid()) continue;
    TARIFA_TAKE(keys[i], evaluate(a.by, frame));
  }
  if (a.by.valid()) {
    std::stable_sort(chosen.begin(), chosen.end(),
                     [&](size_t x, size_t y) { return compare_values(keys[x], keys[y]) < 0; });
  }
  const bool from_end = a.kind == ir::AggregateKind::Last || a.kind == ir::AggregateKind::LastN;
  const size_t count = std::min(n, chosen.size());
  if (trace_ != nullptr) trace_->aggregated(id, items.size(), chosen.size());
  const size_t begin = from_end ? chosen.size() - count : 0;
  std::vector<Value> bodies;
  for (size_t k = begin; k < begin + count; ++k) {
    frame.locals[a.item] = items[chosen[k]];
    TARIFA_TAKE(Value body, evaluate(a.body, frame));
    bodies.push_back(std::move(body));
  }
  if (list) return list_value(std::move(bodies));
  return bodies.empty() ? missing_value() : std::move(bodies[0]);
}

}  // namespace tarifa::eval
