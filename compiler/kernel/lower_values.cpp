// Constants, absent values and choices between values of any type.
#include "compiler/kernel/lowering.h"
#include "compiler/numeric/decimal.h"
#include "compiler/support/check.h"

namespace tarifa::kernel {

namespace {

Form form_of(ir::TypeKind kind) {
  switch (kind) {
    case ir::TypeKind::Bool: return Form::Bool;
    case ir::TypeKind::Number: return Form::Number;
    case ir::TypeKind::Text: return Form::Text;
    case ir::TypeKind::Date:
    case ir::TypeKind::Month:
    case ir::TypeKind::Time:
    case ir::TypeKind::DateTime:
    case ir::TypeKind::Days:
    case ir::TypeKind::Months:
    case ir::TypeKind::Enum: return Form::Integer;
    case ir::TypeKind::Period: return Form::Period;
    case ir::TypeKind::Record: return Form::Record;
    case ir::TypeKind::List: return Form::List;
    case ir::TypeKind::Ladder: return Form::Ladder;
  }
  TARIFA_UNREACHABLE();
}

}  // namespace

Val Lowering::constant(ir::ConstId id) {
  const ir::Const& c = module_.consts[id.index()];
  const ir::Type& type = module_.type(c.type);
  if (c.missing) return nothing(c.type);
  switch (form_of(type.kind)) {
    case Form::Bool: return boolean(b_.boolean(c.number != 0));
    case Form::Number: return number(n_.constant(c.number, type.scale));
    case Form::Integer: return integer(c.number);
    case Form::Text: return text({TextVal::Kind::Constants, {c.text}, b_.constant(0)});
    case Form::Period: return period(b_.constant(c.number), b_.constant(c.second));
    case Form::Record: {
      RecordVal r;
      r.record = type.record;
      for (const ir::ConstId item : c.items) r.fields.push_back(constant(item));
      return record(std::move(r));
    }
    case Form::List: {
      ListVal l;
      l.element = type.element;
      l.most = static_cast<uint32_t>(c.items.size());
      for (const ir::ConstId item : c.items) l.values.push_back(constant(item));
      return list(std::move(l));
    }
    case Form::Ladder: break;  // there are no constants of this type
  }
  TARIFA_UNREACHABLE();
}

Val Lowering::nothing(ir::TypeId id) {
  const ir::Type& type = module_.type(id);
  Val v;
  v.form = form_of(type.kind);
  if (type.optional) v.valid = b_.boolean(false);
  v.num = n_.constant(0, 0);
  v.a = v.form == Form::Bool ? b_.boolean(false) : b_.constant(0);
  v.b = b_.constant(0);
  if (v.form == Form::Text) v.ref = text({TextVal::Kind::Constants, {""}, b_.constant(0)}).ref;
  if (v.form == Form::Ladder) {
    v.ref = static_cast<uint32_t>(ladders_.size());
    ladders_.push_back({{{}}, 0, 0});
  }
  if (v.form == Form::List) {
    ListVal empty;
    empty.element = type.element;
    v.ref = list(std::move(empty)).ref;
  }
  if (v.form == Form::Record) {
    RecordVal r;
    r.record = type.record;
    for (const ir::Field& field : module_.records[type.record.index()].fields_list) {
      r.fields.push_back(nothing(field.type));
    }
    v.ref = record(std::move(r)).ref;
  }
  return v;
}

Val Lowering::select(ValueId c, const Val& a, const Val& b) {
  if (b_.is_true(c)) return a;
  if (b_.is_false(c)) return b;
  Val v = a;
  if (a.valid.valid() || b.valid.valid()) v.valid = b_.select(c, there(a), there(b));
  if (v.valid.valid() && b_.is_true(v.valid)) v.valid = {};
  switch (a.form) {
    case Form::Number: v.num = n_.select(c, a.num, b.num); return v;
    case Form::Bool:
    case Form::Integer: v.a = b_.select(c, a.a, b.a); return v;
    case Form::Period:
      v.a = b_.select(c, a.a, b.a);
      v.b = b_.select(c, a.b, b.b);
      return v;
    case Form::Text: {
      TextVal t;
      t.kind = TextVal::Kind::Choice;
      t.condition = c;
      t.left = a.ref;
      t.right = b.ref;
      if (a.ref != b.ref) v.ref = text(std::move(t)).ref;
      return v;
    }
    case Form::Record: {
      if (a.ref == b.ref) return v;
      RecordVal r;
      r.kind = RecordVal::Kind::Choice;
      r.record = records_[a.ref].record;
      r.condition = c;
      r.left = a.ref;
      r.right = b.ref;
      v.ref = record(std::move(r)).ref;
      return v;
    }
    case Form::List:
    case Form::Ladder: break;  // lists: select_list; ladders are operands of tiers only
  }
  TARIFA_UNREACHABLE();
}

Val Lowering::one_of(ir::TypeId id, const std::vector<ir::ConstId>& items, ValueId index) {
  if (const auto known = b_.known(index)) {
    const ir::ConstId item = items[static_cast<size_t>(*known)];
    return item.valid() ? constant(item) : nothing(id);
  }
  const ir::Type& type = module_.type(id);
  Val v = nothing(id);
  const auto lookup = [&](auto&& get) {
    std::vector<Int128> values;
    for (const ir::ConstId item : items) {
      const bool there = item.valid() && !module_.consts[item.index()].missing;
      values.push_back(there ? Int128{get(module_.consts[item.index()])} : Int128{0});
    }
    return b_.lookup(values, index);
  };
  if (type.optional) {
    v.valid = b_.eq(lookup([](const ir::Const&) { return 1; }), b_.constant(1));
    if (b_.is_true(v.valid)) v.valid = {};
  }
  switch (v.form) {
    case Form::Bool: v.a = b_.eq(lookup([](const ir::Const& c) { return c.number; }), b_.constant(1)); return v;
    case Form::Integer: v.a = lookup([](const ir::Const& c) { return c.number; }); return v;
    case Form::Period:
      v.a = lookup([](const ir::Const& c) { return c.number; });
      v.b = lookup([](const ir::Const& c) { return c.second; });
      return v;
    case Form::Number: {
      Int128 common = 0;
      lookup([&](const ir::Const& c) {
        common = numeric::checked_gcd(common, c.number).value_or(1);
        return 0;
      });
      if (common == 0) common = 1;
      const ValueId x = lookup([&](const ir::Const& c) { return c.number / common; });
      v.num = n_.times(n_.integer(x), *numeric::make_fraction(common, numeric::pow10(type.scale)));
      return v;
    }
    case Form::Text: {
      TextVal t;
      t.index = index;
      for (const ir::ConstId item : items) t.set.push_back(item.valid() ? module_.consts[item.index()].text : "");
      v.ref = text(std::move(t)).ref;
      return v;
    }
    case Form::Record:
    case Form::List: {
      Val chosen = v;
      for (size_t k = 0; k < items.size(); ++k) {
        if (!items[k].valid()) continue;
        Val item = constant(items[k]);
        if (v.form == Form::List) {
          Scope s = fresh(0, 0);
          chosen = select_list(b_.eq(index, b_.constant(static_cast<Int128>(k))), item, chosen, s);
          continue;
        }
        chosen = select(b_.eq(index, b_.constant(static_cast<Int128>(k))), item, chosen);
      }
      return chosen;
    }
    case Form::Ladder: break;
  }
  TARIFA_UNREACHABLE();
}

bool Lowering::at_top(const Val& v) const {
  const auto top = [&](ValueId id) { return !id.valid() || b_.stands_at_top(id); };
  for (const Reached& r : v.num.divisors) {
    if (!top(r.value)) return false;
  }
  if (!top(v.valid) || !top(v.a) || !top(v.b) || !top(v.num.x)) return false;
  if (v.form == Form::Record) return records_[v.ref].top;
  if (v.form == Form::Text) return texts_[v.ref].top;
  return v.form != Form::List || lists_[v.ref].kind == ListVal::Kind::Column;
}

void Lowering::identity(const Val& v, std::vector<uint32_t>& key) const {
  for (const ValueId id : {v.valid, v.a, v.b, v.num.x}) key.push_back(id.value);
  for (const Int128 part : {v.num.factor.num, v.num.factor.den}) {
    for (unsigned shift = 0; shift < 128; shift += 32) key.push_back(static_cast<uint32_t>(part >> shift));
  }
  for (const Reached& r : v.num.divisors) {
    key.insert(key.end(), {r.divisor, static_cast<uint32_t>(r.date), r.value.value});
  }
  key.push_back(v.ref);
}

}  // namespace tarifa::kernel
