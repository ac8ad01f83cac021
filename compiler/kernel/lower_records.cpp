// Records: the subject and items of lists are columns, others are their fields.
#include "compiler/ir/ranges.h"
#include "compiler/kernel/lowering.h"
#include "compiler/support/check.h"

namespace tarifa::kernel {

Val Lowering::record(RecordVal v) {
  v.top = !v.row || b_.stands_at_top(*v.row);
  for (const Val& field : v.fields) v.top = v.top && at_top(field);
  if (v.kind == RecordVal::Kind::Choice) {
    v.top = b_.stands_at_top(v.condition) && records_[v.left].top && records_[v.right].top;
  }
  records_.push_back(std::move(v));
  return {Form::Record, {}, {}, {}, {}, static_cast<uint32_t>(records_.size() - 1)};
}

Val Lowering::member(const Val& of, uint32_t field) {
  const RecordVal r = records_[of.ref];  // a copy: reading a field may add records
  switch (r.kind) {
    case RecordVal::Kind::Fields: return r.fields[field];
    case RecordVal::Kind::Columns: {
      const ir::Field& declared = module_.records[r.record.index()].fields_list[field];
      return read_column(declared, r.source, field, r.row);
    }
    case RecordVal::Kind::Choice: {
      Val left = of;
      left.ref = r.left;
      Val right = of;
      right.ref = r.right;
      const Val a = member(left, field);
      const Val b = member(right, field);
      if (a.form != Form::List) return select(r.condition, a, b);
      Scope s = fresh(0, 0);
      return select_list(r.condition, a, b, s);
    }
  }
  TARIFA_UNREACHABLE();
}

Val Lowering::read_column(const ir::Field& field, uint32_t source, uint32_t column, std::optional<ValueId> row) {
  const ir::Type& type = module_.type(field.type);
  const Physical physical = physical_of(module_, field);
  const auto part = [&](Part p) { return Input{source, column, p, physical}; };
  Val v = nothing(field.type);
  v.valid = type.optional ? b_.valid(part(Part::Valid), row) : ValueId{};
  const Interval range = ir::range_of_field(module_, field);
  switch (v.form) {
    case Form::Number: v.num = n_.scaled(b_.column(part(Part::Data), row, range), type.scale); return v;
    case Form::Bool:
    case Form::Integer: v.a = b_.column(part(Part::Data), row, range); return v;
    case Form::Period:
      v.a = b_.column(part(Part::Data), row, range);
      v.b = b_.column(part(Part::Second), row, range);
      return v;
    case Form::Text: {
      TextVal t;
      t.kind = TextVal::Kind::Field;
      t.source = source;
      t.column = column;
      t.row = row;
      v.ref = text(std::move(t)).ref;
      return v;
    }
    case Form::Record: {
      RecordVal r;
      r.kind = RecordVal::Kind::Columns;
      r.record = type.record;
      r.source = b_.source({source, column});
      r.row = row;
      v.ref = record(std::move(r)).ref;
      return v;
    }
    case Form::List: {
      ListVal l;
      l.kind = ListVal::Kind::Column;
      l.element = type.element;
      l.input = part(Part::Offsets);
      l.items = b_.source({source, column});
      l.field = field;
      l.row = row;
      l.most = type.bound;
      v.ref = list(std::move(l)).ref;
      return v;
    }
    case Form::Ladder: break;
  }
  TARIFA_UNREACHABLE();
}

Val Lowering::make_record(const ir::Node& node, Scope& s) {
  RecordVal r;
  r.record = module_.type(node.type).record;
  for (uint32_t k = 0; k < node.operand_count; ++k) r.fields.push_back(operand(node, k, s));
  return record(std::move(r));
}

Val Lowering::with(const ir::Node& node, Scope& s) {
  const Val base = operand(node, 0, s);
  RecordVal r;
  r.record = records_[base.ref].record;
  const size_t count = module_.records[r.record.index()].fields_list.size();
  for (uint32_t k = 0; k < count; ++k) r.fields.push_back(member(base, k));
  const std::vector<uint32_t>& changed = module_.with_fields[node.imm];
  for (uint32_t k = 0; k < changed.size(); ++k) r.fields[changed[k]] = operand(node, k + 1, s);
  return record(std::move(r));
}

}  // namespace tarifa::kernel
