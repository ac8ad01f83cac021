// Sums, counts, extremes, medians over a list. In the order of the items: `where`, then the body of what passes.
#include "compiler/kernel/lowering.h"
#include "compiler/numeric/int128.h"
#include "compiler/support/check.h"

namespace tarifa::kernel {

namespace {

Interval with_zero(const Interval& range) { return numeric::unite(range, Interval::constant(0)); }

}  // namespace

Val Lowering::aggregate(const ir::Node& node, Scope& s) {
  const ir::Aggregate& a = module_.aggregates[node.imm];
  const Val list = lower(a.list, s);
  switch (a.kind) {
    case ir::AggregateKind::Sum:
    case ir::AggregateKind::Count:
    case ir::AggregateKind::Avg: return total(node, a, list, s);
    case ir::AggregateKind::Min:
    case ir::AggregateKind::Max: return extreme_of(a, list, s);
    case ir::AggregateKind::First:
    case ir::AggregateKind::Last: return first_or_last(node, a, list, s);
    case ir::AggregateKind::FirstN:
    case ir::AggregateKind::LastN:
    case ir::AggregateKind::Collect: return selection(node, a, list, s);
    case ir::AggregateKind::Any:
    case ir::AggregateKind::All: return quantifier(a, list, s);
    case ir::AggregateKind::Median: return median(a, list, s);
  }
  TARIFA_UNREACHABLE();
}

ValueId Lowering::passes(const ir::Aggregate& a, const Val& list, ValueId position, Scope& s) {
  s.locals[a.item] = item_at(list, position);
  return a.where.valid() ? lower(a.where, s).a : b_.boolean(true);
}

// In a loop the body has one form by itself; items that are written one by one are brought to that of the body's type.
ValueId Lowering::common_form(ir::NodeId body, const Val& v, const Val& list, Common& form, Scope& s) {
  if (v.form != Form::Number) return v.a;
  form.is_number = true;
  for (const Reached& r : v.num.divisors) {
    if (!b_.stands_at_top(r.value)) too_complex(s);  // reached for some items only
  }
  if (lists_[list.ref].kind != ListVal::Kind::Items) {
    form.factor = v.num.factor;
    form.divisors = v.num.divisors;
    return v.num.x;
  }
  if (!v.num.divisors.empty()) too_complex(s);
  const ir::Node& node = module_.node(body);
  const auto denominator =
      numeric::checked_mul(numeric::pow10(module_.type(node.type).scale), static_cast<Int128>(node.static_denominator));
  form.factor = {1, denominator.value_or(1)};
  const ValueId x = n_.over(v.num, form.factor);
  if (n_.take_failure() || !denominator) too_complex(s);
  return x;
}

Val Lowering::from_common(ValueId x, const Common& form, ValueId reached) {
  if (!form.is_number) return integer(x);
  Num n{x, form.factor, form.divisors};
  if (const auto known = b_.known(x)) n = n_.times(n_.constant(*known, 0), form.factor);
  for (Reached& r : n.divisors) {
    if (!b_.known(r.value)) r.value = b_.select(reached, r.value, b_.constant(1));
  }
  return number(n);
}

Val Lowering::total(const ir::Node& node, const ir::Aggregate& a, const Val& list, Scope& s) {
  const auto most = static_cast<Int128>(lists_[list.ref].most);
  const ir::Type& type = module_.type(node.type);
  const bool counts = a.kind == ir::AggregateKind::Count;
  Common form;
  // The range of the sum is known once the body is: the loop is built with the range of its type and narrowed after.
  Interval items = Interval::constant(0);
  std::vector<Builder::Carried> carried{{b_.constant(0), Interval::of(0, most)}};
  if (!counts) carried.push_back({b_.constant(0), Interval::all()});
  std::vector<ValueId> sum_params;
  const auto results = for_each(list, s, carried, [&](ValueId position, std::span<const ValueId> state, Scope& in) {
    const ValueId pass = passes(a, list, position, in);
    std::vector<ValueId> yields{b_.select(b_.both(in.mask, pass), b_.add(state[0], b_.constant(1)), state[0])};
    if (counts) return yields;
    under(in, pass, [&] {
      const ValueId x = common_form(a.body, lower(a.body, in), list, form, in);
      items = with_zero(numeric::unite(items, b_.range(x)));
      const Interval whole = numeric::mul(items, Interval::of(0, most));
      if (!b_.known(state[1])) b_.assume(state[1], whole);
      const ValueId sum = b_.add(state[1], b_.select(in.mask, x, b_.constant(0)));
      b_.assume(sum, whole);
      judge(from_common(sum, form, b_.boolean(true)).num, type, node.static_denominator, node.at, in);
      yields.push_back(sum);
      return 0;
    });
    return yields;
  });
  const ValueId count = results[0];
  if (counts) return number(n_.integer(count));
  b_.assume(results[1], numeric::mul(items, Interval::of(0, most)));
  const ValueId some = b_.lt(b_.constant(0), count);
  form.is_number = true;
  Val sum = from_common(results[1], form, some);
  if (a.kind == ir::AggregateKind::Sum) return sum;
  Num by = n_.integer(count);
  sum.num = n_.div(sum.num, by, 0, divisor_key(a.divisor, s));
  sum.valid = some;
  return sum;
}

Val Lowering::quantifier(const ir::Aggregate& a, const Val& list, Scope& s) {
  const bool any = a.kind == ir::AggregateKind::Any;
  const auto results =
      for_each(list, s, {{b_.boolean(false), {}}}, [&](ValueId position, std::span<const ValueId> state, Scope& in) {
        const ValueId decides = under(in, b_.negation(state[0]), [&] {
          const ValueId pass = passes(a, list, position, in);
          return under(in, pass, [&] {
            const ValueId holds = lower(a.body, in).a;
            return b_.both(in.mask, any ? holds : b_.negation(holds));
          });
        });
        return std::vector<ValueId>{b_.either(state[0], decides)};
      });
  return boolean(any ? results[0] : b_.negation(results[0]));
}

Val Lowering::extreme_of(const ir::Aggregate& a, const Val& list, Scope& s) {
  const bool least = a.kind == ir::AggregateKind::Min;
  Common form;
  Interval items = Interval::constant(0);
  const std::vector<Builder::Carried> carried{{b_.boolean(false), {}}, {b_.constant(0), Interval::all()}};
  const auto results = for_each(list, s, carried, [&](ValueId position, std::span<const ValueId> state, Scope& in) {
    const ValueId pass = passes(a, list, position, in);
    return under(in, pass, [&] {
      const ValueId x = common_form(a.body, lower(a.body, in), list, form, in);
      items = with_zero(numeric::unite(items, b_.range(x)));
      if (!b_.known(state[1])) b_.assume(state[1], items);
      const ValueId better = least ? b_.lt(x, state[1]) : b_.lt(state[1], x);
      const ValueId take = b_.both(in.mask, b_.either(b_.negation(state[0]), better));
      return std::vector<ValueId>{b_.either(state[0], in.mask), b_.select(take, x, state[1])};
    });
  });
  b_.assume(results[1], items);
  Val v = from_common(results[1], form, results[0]);
  v.valid = results[0];
  return v;
}

Val Lowering::median(const ir::Aggregate& a, const Val& list, Scope& s) {
  const uint32_t most = lists_[list.ref].most;
  Common form;
  std::vector<uint32_t> keys;
  const Builder::Carried counter{b_.constant(0), Interval::of(0, most)};
  const auto results = for_each(list, s, {counter}, [&](ValueId position, std::span<const ValueId> state, Scope& in) {
    const ValueId pass = passes(a, list, position, in);
    return under(in, pass, [&] {
      const ValueId x = common_form(a.body, lower(a.body, in), list, form, in);
      keys = store_all(std::vector<ValueId>{x}, state[0], keys, most + 1);
      return std::vector<ValueId>{b_.select(in.mask, b_.add(state[0], b_.constant(1)), state[0])};
    });
  });
  const ValueId count = results[0];
  form.is_number = true;
  if (keys.empty()) {
    Val none = number(n_.constant(0, 0));
    none.valid = b_.boolean(false);
    return none;
  }
  const uint32_t order = b_.buffer(most + 1, Kind::Int);
  const uint32_t sort = b_.sort(keys[0], order);
  const ValueId lower_half = b_.max(b_.div_floor(b_.sub(count, b_.constant(1)), 2), b_.constant(0));
  const ValueId upper_half = b_.div_floor(count, 2);
  const auto middle = b_.per_lane(s.mask, [&] {
    b_.buffer_sort(sort, count);
    const ValueId low = b_.buffer_load(keys[0], b_.buffer_load(order, lower_half));
    const ValueId odd = b_.eq(lower_half, upper_half);
    const ValueId high =
        b_.buffer_load(keys[0], b_.select(odd, b_.buffer_load(order, lower_half), b_.buffer_load(order, upper_half)));
    return std::vector<ValueId>{b_.add(low, high)};
  });
  const ValueId some = b_.lt(b_.constant(0), count);
  Val v = from_common(middle[0], form, some);
  v.num = n_.times(v.num, {1, 2});
  v.valid = some;
  return v;
}

}  // namespace tarifa::kernel
