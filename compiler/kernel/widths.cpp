#include "compiler/kernel/widths.h"

#include <algorithm>

#include "compiler/support/check.h"

namespace tarifa::kernel {

bool is_proven(const Interval& range, Kind kind) {
  if (range.empty()) return true;
  switch (kind) {
    case Kind::F64: return range.within(kDoubleLimit);
    case Kind::I64: return range.low() >= -kInt64Limit && range.high() < kInt64Limit;
    case Kind::I128: return range.bounded();
    case Kind::None:
    case Kind::Bool:
    case Kind::Site:
    case Kind::Int: break;
  }
  TARIFA_UNREACHABLE();
}

Kind kind_of(const Interval& range, Width force) {
  switch (force) {
    case Width::A: return Kind::F64;
    case Width::B: return Kind::I64;
    case Width::C: return Kind::I128;
    case Width::None: break;
  }
  if (is_proven(range, Kind::F64)) return Kind::F64;
  // A constant past 64 bits would punt every row.
  if (range.single_value() && !is_proven(range, Kind::I64)) return Kind::I128;
  return Kind::I64;
}

Kind kind_of_operation(const Program& program, const Value& value, Kind operands, Width force) {
  const Kind result = is_integer(value.kind) ? kind_of(value.range, force) : Kind::Int;
  Kind kind = std::max(result, operands);
  if (kind == Kind::Int) kind = Kind::F64;
  if (value.op == Op::DivRound && kind == Kind::F64 && force == Width::None) {
    const Value& n = program.value(program.operand(value, 0));
    const Value& d = program.value(program.operand(value, 1));
    if (!n.range.within(kNumeratorLimit) || !d.range.within(kNumeratorLimit)) return Kind::I64;
  }
  return kind;
}

}  // namespace tarifa::kernel
