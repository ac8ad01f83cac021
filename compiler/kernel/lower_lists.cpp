// Lists: columns of items, items that are written, and lists that are made into buffers (S39).
#include "compiler/kernel/lowering.h"
#include "compiler/numeric/decimal.h"
#include "compiler/support/check.h"

namespace tarifa::kernel {

Val Lowering::list(ListVal v) {
  lists_.push_back(std::move(v));
  return {Form::List, {}, {}, {}, {}, static_cast<uint32_t>(lists_.size() - 1)};
}

Val Lowering::make_list(const ir::Node& node, Scope& s) {
  ListVal l;
  l.element = module_.type(node.type).element;
  l.most = node.operand_count;
  for (uint32_t k = 0; k < node.operand_count; ++k) l.values.push_back(operand(node, k, s));
  return list(std::move(l));
}

// Items that are written are gone through one by one; others in a loop, whose errors count under the mask.
std::vector<ValueId> Lowering::for_each(const Val& of, Scope& s, std::vector<Builder::Carried> carried,
                                        const ItemBody& body) {
  const ListVal l = lists_[of.ref];
  if (l.kind == ListVal::Kind::Items) {
    std::vector<ValueId> state;
    for (const Builder::Carried& c : carried) state.push_back(c.init);
    for (size_t k = 0; k < l.values.size(); ++k) state = body(b_.constant(static_cast<Int128>(k)), state, s);
    return state;
  }
  const bool column = l.kind == ListVal::Kind::Column;
  const ValueId first = column ? b_.list_first(l.input, l.row) : l.first;
  const ValueId end = column ? b_.list_end(l.input, l.row) : b_.add(l.first, l.count);
  carried.push_back({b_.no_error(), {}});
  std::vector<ValueId> results =
      b_.loop(s.mask, first, end, carried, [&](ValueId index, std::span<const ValueId> state) {
        Scope inner = s;
        inner.mask = b_.boolean(true);
        inner.error = state.back();
        std::vector<ValueId> yields = body(index, state.first(state.size() - 1), inner);
        yields.push_back(inner.error);
        return yields;
      });
  s.error = b_.merge(s.error, s.mask, results.back());
  results.pop_back();
  return results;
}

ValueId Lowering::load(uint32_t buffer, ValueId position) {
  return b_.per_lane(b_.boolean(true), [&] { return std::vector<ValueId>{b_.buffer_load(buffer, position)}; })[0];
}

Val Lowering::item_at(const Val& of, ValueId position) {
  const ListVal l = lists_[of.ref];
  switch (l.kind) {
    case ListVal::Kind::Column: {
      const ir::Type& element = module_.type(l.element);
      if (element.kind != ir::TypeKind::Record) return read_column(item_field(module_, l.field), l.items, 0, position);
      RecordVal r;
      r.kind = RecordVal::Kind::Columns;
      r.record = element.record;
      r.source = l.items;
      r.row = position;
      return record(std::move(r));
    }
    case ListVal::Kind::Items: {
      Val chosen = l.values.empty() ? nothing(l.element) : l.values.back();
      for (size_t k = l.values.size(); k-- > 0;) {
        const ValueId here = b_.eq(position, b_.constant(static_cast<Int128>(k)));
        chosen = select(here, l.values[k], chosen);
      }
      return chosen;
    }
    case ListVal::Kind::Buffered: {
      const ValueId at = l.order ? load(*l.order, position) : position;
      std::vector<ValueId> parts;
      for (const uint32_t buffer : l.buffers) parts.push_back(load(buffer, at));
      size_t next = 0;
      return unflatten(l.element, parts, next);
    }
    case ListVal::Kind::Indexes: {
      const ValueId at = l.order ? load(*l.order, position) : position;
      Val base;
      base.form = Form::List;
      base.ref = l.base;
      return item_at(base, load(l.buffers[0], at));
    }
  }
  TARIFA_UNREACHABLE();
}

// ---- items in buffers

bool Lowering::can_flatten(ir::TypeId id) const {
  const ir::Type& type = module_.type(id);
  if (type.kind == ir::TypeKind::Text || type.kind == ir::TypeKind::List || type.kind == ir::TypeKind::Ladder)
    return false;
  if (type.kind != ir::TypeKind::Record) return true;
  for (const ir::Field& field : module_.records[type.record.index()].fields_list) {
    if (!can_flatten(field.type)) return false;
  }
  return true;
}

void Lowering::flatten(const Val& v, ir::TypeId id, std::vector<ValueId>& out) {
  const ir::Type& type = module_.type(id);
  if (type.optional) out.push_back(there(v));
  switch (v.form) {
    case Form::Number: out.push_back(n_.mantissa(v.num, type.scale)); return;
    case Form::Bool:
    case Form::Integer: out.push_back(v.a); return;
    case Form::Period:
      out.push_back(v.a);
      out.push_back(v.b);
      return;
    case Form::Record: {
      const std::vector<ir::Field>& fields = module_.records[type.record.index()].fields_list;
      for (uint32_t k = 0; k < fields.size(); ++k) flatten(member(v, k), fields[k].type, out);
      return;
    }
    case Form::Text:
    case Form::List:
    case Form::Ladder: break;
  }
  TARIFA_UNREACHABLE();
}

Val Lowering::unflatten(ir::TypeId id, std::span<const ValueId> parts, size_t& at) {
  const ir::Type& type = module_.type(id);
  Val v = nothing(id);
  v.valid = type.optional ? parts[at++] : ValueId{};
  switch (v.form) {
    case Form::Number: v.num = n_.scaled(parts[at++], type.scale); return v;
    case Form::Bool:
    case Form::Integer: v.a = parts[at++]; return v;
    case Form::Period:
      v.a = parts[at++];
      v.b = parts[at++];
      return v;
    case Form::Record: {
      RecordVal r;
      r.record = type.record;
      for (const ir::Field& field : module_.records[type.record.index()].fields_list) {
        r.fields.push_back(unflatten(field.type, parts, at));
      }
      v.ref = record(std::move(r)).ref;
      return v;
    }
    case Form::Text:
    case Form::List:
    case Form::Ladder: break;
  }
  TARIFA_UNREACHABLE();
}

std::vector<uint32_t> Lowering::store_all(std::span<const ValueId> parts, ValueId position,
                                          std::vector<uint32_t> buffers, uint32_t most) {
  for (size_t k = 0; k < parts.size(); ++k) {
    if (k >= buffers.size()) buffers.push_back(b_.buffer(most, b_.kind(parts[k])));
    b_.per_lane(b_.boolean(true), [&] {
      b_.buffer_store(buffers[k], position, parts[k]);
      return std::vector<ValueId>{};
    });
  }
  return buffers;
}

Val Lowering::select_list(ValueId c, const Val& a, const Val& b, Scope& s) {
  if (b_.is_true(c)) return a;
  if (b_.is_false(c)) return b;
  Val out = a;
  if (a.ref != b.ref) out = gathered(lists_[a.ref].element, {{c, a}, {b_.negation(c), b}}, s);
  out.valid = {};
  if (a.valid.valid() || b.valid.valid()) out.valid = b_.select(c, there(a), there(b));
  return out;
}

Val Lowering::gathered(ir::TypeId element, const std::vector<std::pair<ValueId, Val>>& parts, Scope& s) {
  ListVal l;
  l.element = element;
  for (const auto& [where, part] : parts) l.most += lists_[part.ref].most;
  if (l.most == 0) return list(std::move(l));
  if (!can_flatten(element)) {
    too_complex(s);
    return list(std::move(l));
  }
  l.kind = ListVal::Kind::Buffered;
  l.first = b_.constant(0);
  l.count = b_.constant(0);
  for (const auto& [where, part] : parts) {
    under(s, where, [&, &from = part] {
      const Builder::Carried counter{l.count, Interval::of(0, l.most)};
      l.count = for_each(from, s, {counter}, [&](ValueId position, std::span<const ValueId> state, Scope& inner) {
        std::vector<ValueId> flat;
        flatten(item_at(from, position), element, flat);
        l.buffers = store_all(flat, state[0], l.buffers, l.most + 1);
        return std::vector<ValueId>{b_.select(inner.mask, b_.add(state[0], b_.constant(1)), state[0])};
      })[0];
      return 0;
    });
  }
  b_.assume(l.count, Interval::of(0, l.most));
  return list(std::move(l));
}

}  // namespace tarifa::kernel
