// Which bytes are enumerators of the IR's enums. Switches without default: a new enumerator that is
// not listed does not compile.
#pragma once

#include "compiler/ir/module.h"

namespace tarifa::ir {

#define TARIFA_OP(name, meaning) case Op::name:
[[nodiscard]] constexpr bool known(Op op) {
  switch (op) {
#include "compiler/ir/op.def"
    return true;
  }
  return false;
}
#undef TARIFA_OP

[[nodiscard]] constexpr bool known(TypeKind kind) {
  switch (kind) {
    using enum TypeKind;
    case Bool:
    case Number:
    case Text:
    case Date:
    case Month:
    case Time:
    case DateTime:
    case Days:
    case Months:
    case Period:
    case Enum:
    case Record:
    case List:
    case Ladder: return true;
  }
  return false;
}

[[nodiscard]] constexpr bool known(RoundMode mode) {
  switch (mode) {
    using enum RoundMode;
    case HalfUp:
    case HalfEven:
    case HalfDown:
    case Up:
    case Down:
    case Floor:
    case Ceiling: return true;
  }
  return false;
}

[[nodiscard]] constexpr bool known(AggregateKind kind) {
  switch (kind) {
    using enum AggregateKind;
    case Sum:
    case Count:
    case Min:
    case Max:
    case Avg:
    case First:
    case Last:
    case FirstN:
    case LastN:
    case Any:
    case All:
    case Collect:
    case Median: return true;
  }
  return false;
}

[[nodiscard]] constexpr bool known(ProrationKind kind) {
  switch (kind) {
    using enum ProrationKind;
    case WholeMonths:
    case WholeYears:
    case Days:
    case MonthCalendar:
    case MonthDays:
    case YearCalendar:
    case YearDays: return true;
  }
  return false;
}

[[nodiscard]] constexpr bool known(TierMode mode) {
  switch (mode) {
    using enum TierMode;
    case Marginal:
    case Whole:
    case Table: return true;
  }
  return false;
}

[[nodiscard]] constexpr bool known(CellKind kind) {
  switch (kind) {
    using enum CellKind;
    case Equal:
    case Less:
    case LessEqual:
    case Greater:
    case GreaterEqual:
    case Range:
    case RangeExclusive: return true;
  }
  return false;
}

[[nodiscard]] constexpr bool known(TablePolicy policy) {
  switch (policy) {
    using enum TablePolicy;
    case Unique:
    case FirstMatch:
    case CollectSum:
    case CollectMin:
    case CollectMax:
    case CollectList: return true;
  }
  return false;
}

[[nodiscard]] constexpr bool known(DateKind kind) {
  switch (kind) {
    using enum DateKind;
    case Effective:
    case PeriodStart:
    case PeriodLast:
    case Issued:
    case AsOf: return true;
  }
  return false;
}

[[nodiscard]] constexpr bool known(LineKind kind) {
  switch (kind) {
    case LineKind::Line:
    case LineKind::Tax:
    case LineKind::Minimum:
    case LineKind::Maximum:
    case LineKind::Subtotal:
    case LineKind::Rounding: return true;
  }
  return false;
}

[[nodiscard]] constexpr bool known(ValuesKind kind) {
  switch (kind) {
    using enum ValuesKind;
    case PeriodStart:
    case PeriodLast:
    case Issued:
    case WeightedByDays: return true;
  }
  return false;
}

[[nodiscard]] constexpr bool known(BillRefKind kind) {
  switch (kind) {
    case BillRefKind::Line:
    case BillRefKind::Total:
    case BillRefKind::Due: return true;
  }
  return false;
}

}  // namespace tarifa::ir
