// first, last, first(n, ..), last(n, ..), and mapped or filtered lists (S39): which items, in which order; then their
// bodies.
#include "compiler/kernel/lowering.h"
#include "compiler/support/check.h"

namespace tarifa::kernel {

namespace {

Interval positions_of(uint32_t most, ListVal::Kind kind) {
  return kind == ListVal::Kind::Column ? Interval::of(0, Int128{1} << 32) : Interval::of(0, most);
}

}  // namespace

Val Lowering::first_or_last(const ir::Node& node, const ir::Aggregate& a, const Val& list, Scope& s) {
  const bool first = a.kind == ir::AggregateKind::First;
  const ListVal::Kind kind = lists_[list.ref].kind;
  Common form;
  Interval keys = Interval::constant(0);
  std::vector<Builder::Carried> carried{{b_.boolean(false), {}},
                                        {b_.constant(0), positions_of(lists_[list.ref].most, kind)}};
  if (a.by.valid()) carried.push_back({b_.constant(0), Interval::all()});
  const auto results = for_each(list, s, carried, [&](ValueId position, std::span<const ValueId> state, Scope& in) {
    const ValueId pass = passes(a, list, position, in);
    return under(in, pass, [&] {
      // Ties keep data order: the first of equal ones is first, the last of them is last.
      ValueId better = b_.boolean(!first);
      std::vector<ValueId> yields;
      ValueId key;
      if (a.by.valid()) {
        key = common_form(a.by, lower(a.by, in), list, form, in);
        keys = numeric::unite(keys, b_.range(key));
        if (!b_.known(state[2])) b_.assume(state[2], keys);
        better = first ? b_.lt(key, state[2]) : b_.le(state[2], key);
      }
      const ValueId take = b_.both(in.mask, b_.either(b_.negation(state[0]), better));
      yields.push_back(b_.either(state[0], in.mask));
      yields.push_back(b_.select(take, position, state[1]));
      if (key.valid()) yields.push_back(b_.select(take, key, state[2]));
      return yields;
    });
  });
  const ValueId found = results[0];
  Val body = under(s, found, [&] {
    s.locals[a.item] = item_at(list, b_.select(found, results[1], b_.constant(0)));
    return lower(a.body, s);
  });
  body.valid = b_.both(found, there(body));
  if (!module_.type(node.type).optional) body.valid = {};
  return body;
}

Val Lowering::selection(const ir::Node& node, const ir::Aggregate& a, const Val& of, Scope& s) {
  const uint32_t most = lists_[of.ref].most;
  ListVal out;
  out.kind = ListVal::Kind::Indexes;
  out.element = module_.type(node.type).element;
  out.base = of.ref;
  out.most = most;
  ValueId wanted;
  if (a.n.valid()) {
    wanted = n_.mantissa(lower(a.n, s).num, 0);
    raise(s, b_.lt(wanted, b_.constant(0)), ir::RowError::OutOfRange, node.at);
    wanted = b_.max(wanted, b_.constant(0));
  }
  Common form;
  std::vector<uint32_t> keys;
  const Builder::Carried counter{b_.constant(0), Interval::of(0, most)};
  const auto results = for_each(of, s, {counter}, [&](ValueId position, std::span<const ValueId> state, Scope& in) {
    const ValueId pass = passes(a, of, position, in);
    return under(in, pass, [&] {
      if (a.by.valid()) {
        const ValueId key = common_form(a.by, lower(a.by, in), of, form, in);
        keys = store_all(std::vector<ValueId>{key}, state[0], keys, most + 1);
      }
      out.buffers = store_all(std::vector<ValueId>{position}, state[0], out.buffers, most + 1);
      return std::vector<ValueId>{b_.select(in.mask, b_.add(state[0], b_.constant(1)), state[0])};
    });
  });
  const ValueId all = results[0];
  out.first = b_.constant(0);
  out.count = wanted.valid() ? b_.min(wanted, all) : all;
  if (a.kind == ir::AggregateKind::LastN) out.first = b_.sub(all, out.count);
  if (out.buffers.empty()) {  // a list without items
    out.kind = ListVal::Kind::Items;
    return list(std::move(out));
  }
  if (!keys.empty()) {
    out.order = b_.buffer(most + 1, Kind::Int);
    const uint32_t sort = b_.sort(keys[0], *out.order);
    b_.per_lane(s.mask, [&] {
      b_.buffer_sort(sort, all);
      return std::vector<ValueId>{};
    });
  }
  const ir::Node& body = module_.node(a.body);
  const ir::TypeId element = out.element;
  const Val chosen = list(out);
  if (body.op == ir::Op::Local && body.imm == a.item) return chosen;
  if (!can_flatten(element)) {
    too_complex(s);
    return chosen;
  }
  // The bodies of the items chosen, in their order.
  ListVal mapped;
  mapped.kind = ListVal::Kind::Buffered;
  mapped.element = element;
  mapped.most = most;
  mapped.first = b_.constant(0);
  mapped.count = out.count;
  const Builder::Carried next{b_.constant(0), Interval::of(0, most)};
  for_each(chosen, s, {next}, [&](ValueId position, std::span<const ValueId> state, Scope& in) {
    in.locals[a.item] = item_at(chosen, position);
    std::vector<ValueId> parts;
    flatten(lower(a.body, in), element, parts);
    mapped.buffers = store_all(parts, state[0], mapped.buffers, most + 1);
    return std::vector<ValueId>{b_.add(state[0], b_.constant(1))};
  });
  return list(std::move(mapped));
}

}  // namespace tarifa::kernel
