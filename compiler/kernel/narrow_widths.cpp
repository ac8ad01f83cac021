// INVARIANT kept: a conversion stands where the converted value stands, so that it is made once.
#include <algorithm>
#include <map>

#include "compiler/kernel/pipeline.h"
#include "compiler/kernel/widths.h"
#include "compiler/support/check.h"

namespace tarifa::kernel {

namespace {

class NarrowWidths {
 public:
  NarrowWidths(Program& program, Width force) : p_(program), force_(force) {}

  void run() {
    for (Buffer& buffer : p_.buffers) {
      if (buffer.kind != Kind::Bool) buffer.kind = kind_of(buffer.range, force_);
    }
    for (const Sort& sort : p_.sorts) p_.buffers[sort.order].kind = Kind::I64;
    narrow(RegionId(0));
  }

 private:
  void narrow(RegionId region) {
    std::vector<ValueId> old = std::move(p_.regions[region.index()].body);
    p_.regions[region.index()].body.clear();
    for (const ValueId v : old) {
      // Its conversions of operands come first; then itself.
      switch (p_.value(v).op) {
        case Op::Loop: loop(v); break;
        case Op::PerLane: {
          narrow(RegionId(p_.value(v).imm));
          for (ValueId& yield : p_.regions[p_.value(v).imm].yields) yield = small(yield);
          emit(v);
          break;
        }
        default: operation(v); break;
      }
    }
  }

  void emit(ValueId v) { p_.regions[p_.value(v).region.index()].body.push_back(v); }

  // The narrow form of a value that was made in a wider one.
  ValueId small(ValueId v) const {
    const auto found = narrowed_.find(v.value);
    return found == narrowed_.end() ? v : found->second;
  }

  ValueId convert(ValueId v, Kind kind) {
    const auto origin = origins_.find(v.value);
    if (origin != origins_.end() && p_.value(origin->second).kind == kind) return origin->second;
    const Value from = p_.value(v);
    if (from.kind == kind || !is_integer(from.kind)) return v;
    const auto known = converted_.find({v.value, kind});
    if (known != converted_.end()) return known->second;
    Value value;
    value.kind = kind;
    value.region = from.region;
    value.range = from.range;
    if (from.op == Op::Const) {
      value.op = Op::Const;
      value.imm = from.imm;
      value.guarded = !is_proven(from.range, kind);
    } else {
      value.op = Op::Convert;
      value.first_operand = static_cast<uint32_t>(p_.operands.size());
      value.operand_count = 1;
      value.guarded = kind < from.kind && !is_proven(from.range, kind);
      p_.operands.push_back(v);
    }
    const ValueId id(p_.values.size());
    p_.values.push_back(value);
    emit(id);
    converted_[{v.value, kind}] = id;
    return id;
  }

  // The k-th operand in the kind it is used in.
  Kind wanted(const Value& value, uint32_t k, Kind kind) const {
    switch (value.op) {
      case Op::ColumnData:
      case Op::ColumnValid:
      case Op::ListFirst:
      case Op::ListEnd:
      case Op::Derived:
      case Op::Lookup:
      case Op::Search:
      case Op::BufferLoad:
      case Op::BufferSort: return Kind::I64;
      case Op::BufferStore: return k == 0 ? Kind::I64 : p_.buffers[value.imm].kind;
      case Op::Match: return k == 0 ? Kind::I64 : Kind::I128;
      case Op::Output: {
        const OutputSlot& slot = p_.outputs[value.imm];
        return slot.wide ? Kind::I128 : Kind::I64;
      }
      default: return kind;
    }
  }

  Kind kind_done_in(const Value& value) const {
    switch (value.op) {
      case Op::ListFirst:
      case Op::ListEnd:
      case Op::Search:
      case Op::Match: return Kind::I64;
      case Op::BufferLoad: return p_.buffers[value.imm].kind;
      case Op::Lookup: {
        const Kind kind = kind_of(value.range, force_);
        return is_proven(value.range, kind) ? kind : Kind::I128;
      }
      case Op::ColumnData:
      case Op::Derived:
      case Op::Const: return value.kind == Kind::Int ? kind_of(value.range, force_) : value.kind;
      case Op::Result: {
        const Value& op = p_.value(p_.operand(value, 0));
        return p_.value(p_.regions[op.imm].yields[value.imm]).kind;
      }
      default: break;
    }
    Kind operands = Kind::Int;
    for (uint32_t k = 0; k < value.operand_count; ++k) {
      const Kind kind = p_.value(p_.operand(value, k)).kind;
      if (is_integer(kind)) operands = std::max(operands, kind);
    }
    return kind_of_operation(p_, value, operands, force_);
  }

  bool needs_guard(const Value& value, Kind kind) const {
    if (!is_integer(kind)) return false;
    switch (value.op) {
      case Op::ColumnData:
      case Op::Const:
      case Op::Add:
      case Op::Sub:
      case Op::Mul:
      case Op::Neg:
      case Op::Abs: return !is_proven(value.range, kind);
      case Op::DivRound: {
        if (kind != Kind::F64) return false;
        const Value& n = p_.value(p_.operand(value, 0));
        const Value& d = p_.value(p_.operand(value, 1));
        return !n.range.within(kNumeratorLimit) || !d.range.within(kNumeratorLimit);
      }
      default: return false;
    }
  }

  void operation(ValueId v) {
    const Value value = p_.value(v);
    if (value.op != Op::Result) {
      for (uint32_t k = 0; k < value.operand_count; ++k) {
        ValueId& operand = p_.operands[value.first_operand + k];
        operand = small(operand);
      }
    }
    const bool compares = value.op == Op::Eq || value.op == Op::Lt || value.op == Op::Le;
    const Kind kind = is_integer(value.kind) || compares ? kind_done_in(value) : value.kind;
    for (uint32_t k = 0; k < value.operand_count; ++k) {
      const ValueId operand = p_.operand(value, k);
      if (!is_integer(p_.value(operand).kind)) continue;
      p_.operands[value.first_operand + k] = convert(operand, wanted(value, k, kind));
    }
    emit(v);
    if (!is_integer(value.kind)) return;
    p_.values[v.index()].kind = kind;
    p_.values[v.index()].guarded = needs_guard(value, kind);
    narrow_result(v, kind);
  }

  // A result that is smaller than what it was made from is kept small: its users are narrow then.
  void narrow_result(ValueId v, Kind kind) {
    const Value& value = p_.value(v);
    const bool index =
        value.op == Op::ListFirst || value.op == Op::ListEnd || value.op == Op::Search || value.op == Op::Match;
    const Kind kept = kind_of(value.range, force_);
    if (index || value.op == Op::Result || kept >= kind || !is_proven(value.range, kept)) return;
    const ValueId narrow = convert(v, kept);
    narrowed_[v.value] = narrow;
    origins_[narrow.value] = v;
  }

  void loop(ValueId v) {
    const Value value = p_.value(v);
    Region& region = p_.regions[value.imm];
    p_.values[region.params[0].index()].kind = Kind::I64;
    for (uint32_t k = 0; k < value.operand_count; ++k) {
      const ValueId operand = small(p_.operand(value, k));
      if (!is_integer(p_.value(operand).kind)) continue;
      Kind kind = Kind::I64;
      if (k >= 2) {
        Value& param = p_.values[region.params[k - 1].index()];
        param.kind = kind_of(param.range, force_);
        kind = param.kind;
      }
      p_.operands[value.first_operand + k] = convert(operand, kind);
    }
    narrow(RegionId(value.imm));
    for (size_t k = 0; k < p_.regions[value.imm].yields.size(); ++k) {
      const Kind kind = p_.value(p_.regions[value.imm].params[k + 1]).kind;
      const ValueId yield = convert(small(p_.regions[value.imm].yields[k]), kind);
      p_.regions[value.imm].yields[k] = yield;
    }
    emit(v);
  }

  Program& p_;
  Width force_;
  std::map<std::pair<uint32_t, Kind>, ValueId> converted_;
  std::map<uint32_t, ValueId> narrowed_;
  std::map<uint32_t, ValueId> origins_;
};

}  // namespace

void narrow_widths(Program& program, Width force) { NarrowWidths(program, force).run(); }

}  // namespace tarifa::kernel
