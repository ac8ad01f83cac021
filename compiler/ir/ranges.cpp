#include "compiler/ir/ranges.h"

#include "compiler/numeric/date.h"
#include "compiler/numeric/decimal.h"
#include "compiler/support/check.h"

namespace tarifa::ir {

namespace {

constexpr Int128 kMinutesADay = 1440;
constexpr Int128 kLongest = 1'000'000'000;  // days or months

Interval range_of_number(const Type& type) {
  if (type.integer) return Interval::of(-(Int128{1} << 63), (Int128{1} << 63) - 1);
  return Interval::of(1 - numeric::kDecimalBound, numeric::kDecimalBound - 1);
}

}  // namespace

Interval range_of_type(const Module& module, const Type& type) {
  switch (type.kind) {
    case TypeKind::Bool: return Interval::of(0, 1);
    case TypeKind::Number: return range_of_number(type);
    case TypeKind::Date:
    case TypeKind::Period: return Interval::of(numeric::kFirstDate.days, Int128{numeric::kLastDate.days} + 1);
    case TypeKind::Month: return Interval::of(numeric::kFirstMonth.index, numeric::kLastMonth.index);
    case TypeKind::Time: return Interval::of(0, kMinutesADay);
    case TypeKind::DateTime:
      return Interval::of(numeric::kFirstDate.days * kMinutesADay,
                          (numeric::kLastDate.days + Int128{1}) * kMinutesADay);
    case TypeKind::Days:
    case TypeKind::Months: return Interval::of(-kLongest, kLongest);
    case TypeKind::Enum: {
      const size_t members = module.enums[type.enumeration.index()].members.size();
      return Interval::of(0, members == 0 ? 0 : static_cast<Int128>(members) - 1);
    }
    case TypeKind::Text:
    case TypeKind::Record:
    case TypeKind::List:
    case TypeKind::Ladder: return {};
  }
  TARIFA_UNREACHABLE();
}

Interval range_of_field(const Module& module, const Field& field) {
  const Interval all = range_of_type(module, module.type(field.type));
  if (!field.least && !field.greatest) return all;
  const Interval declared = Interval::of(field.least.value_or(all.low()), field.greatest.value_or(all.high()));
  const Interval both = numeric::intersect(all, declared);
  return both.empty() ? all : both;
}

Interval range_of_param(const Module& module, const Param& param) {
  Interval range = Interval::empty_set();
  for (const Timeline& timeline : param.timelines) {
    for (const TimelineEntry& entry : timeline.entries) {
      if (!entry.value.valid()) continue;
      const Const& value = module.consts[entry.value.index()];
      if (!value.missing) range = numeric::unite(range, Interval::constant(value.number));
    }
  }
  return range;
}

}  // namespace tarifa::ir
