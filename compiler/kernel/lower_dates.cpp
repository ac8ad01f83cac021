// Dates, months, lengths and periods as integer arithmetic. The civil calendar by the usual algorithm on years that
// begin in March, with floor divisions only.
#include "compiler/kernel/lowering.h"
#include "compiler/numeric/date.h"
#include "compiler/support/check.h"
#include "compiler/support/limits.h"

namespace tarifa::kernel {

namespace {
constexpr Int128 kLongest = 1'000'000'000;
constexpr Int128 kDaysToEpoch = 719468;  // from 0000-03-01 to 1970-01-01
constexpr Int128 kDaysOf400Years = 146097;
constexpr Int128 kMinutesADay = 1440;
}  // namespace

ValueId Lowering::clamp(ValueId v, Int128 low, Int128 high) {
  return b_.min(b_.max(v, b_.constant(low)), b_.constant(high));
}

Lowering::CivilValues Lowering::civil(ValueId date) {
  const ValueId z = b_.add(date, b_.constant(kDaysToEpoch));
  const ValueId era = b_.div_floor(z, kDaysOf400Years);
  const ValueId doe = b_.sub(z, b_.mul(era, kDaysOf400Years));
  b_.assume(doe, Interval::of(0, kDaysOf400Years - 1));
  ValueId yoe = b_.sub(doe, b_.div_floor(doe, 1460));
  yoe = b_.add(yoe, b_.div_floor(doe, 36524));
  yoe = b_.div_floor(b_.sub(yoe, b_.div_floor(doe, 146096)), 365);
  b_.assume(yoe, Interval::of(0, 399));
  const ValueId before = b_.sub(b_.add(b_.mul(yoe, 365), b_.div_floor(yoe, 4)), b_.div_floor(yoe, 100));
  const ValueId doy = b_.sub(doe, before);
  b_.assume(doy, Interval::of(0, 365));
  const ValueId mp = b_.div_floor(b_.add(b_.mul(doy, 5), b_.constant(2)), 153);
  b_.assume(mp, Interval::of(0, 11));
  const ValueId start = b_.div_floor(b_.add(b_.mul(mp, 153), b_.constant(2)), 5);
  CivilValues out;
  out.day = b_.add(b_.sub(doy, start), b_.constant(1));
  const ValueId late = b_.lt(mp, b_.constant(10));
  out.month = b_.add(mp, b_.select(late, b_.constant(3), b_.constant(-9)));
  const ValueId year = b_.add(yoe, b_.mul(era, 400));
  out.year = b_.add(year, b_.select(late, b_.constant(0), b_.constant(1)));
  b_.assume(out.day, Interval::of(1, 31));
  b_.assume(out.month, Interval::of(1, 12));
  b_.assume(out.year, Interval::of(1, 10000));
  return out;
}

ValueId Lowering::first_day_of(ValueId month) {
  const ValueId m = b_.sub(month, b_.constant(2));
  const ValueId year = b_.div_floor(m, 12);
  const ValueId mp = b_.sub(m, b_.mul(year, 12));
  b_.assume(mp, Interval::of(0, 11));
  ValueId days = b_.add(b_.mul(year, 365), b_.div_floor(year, 4));
  days = b_.add(b_.sub(days, b_.div_floor(year, 100)), b_.div_floor(year, 400));
  days = b_.add(days, b_.div_floor(b_.add(b_.mul(mp, 153), b_.constant(2)), 5));
  return b_.sub(days, b_.constant(kDaysToEpoch));
}

Val Lowering::length(ValueId v, ir::Place at, Scope& s) {
  const ValueId outside = b_.either(b_.lt(v, b_.constant(-kLongest)), b_.lt(b_.constant(kLongest), v));
  raise(s, outside, ir::RowError::Overflow, at);
  return integer(clamp(v, -kLongest, kLongest));
}

Val Lowering::add_months(const ir::Node& node, Scope& s) {
  const ValueId date = operand(node, 0, s).a;
  const ValueId months = operand(node, 1, s).a;
  const CivilValues from = civil(date);
  const ValueId month = b_.sub(b_.add(b_.mul(from.year, 12), from.month), b_.constant(1));
  const ValueId wanted = b_.add(month, months);
  const Int128 low = numeric::kFirstMonth.index;
  const Int128 high = numeric::kLastMonth.index;
  raise(s, b_.either(b_.lt(wanted, b_.constant(low)), b_.lt(b_.constant(high), wanted)), ir::RowError::Overflow,
        node.at);
  const ValueId target = clamp(wanted, low, high);
  const ValueId first = first_day_of(target);
  const ValueId size = b_.sub(first_day_of(b_.add(target, b_.constant(1))), first);
  b_.assume(size, Interval::of(28, 31));
  const ValueId missing = b_.lt(size, from.day);
  const auto rule = static_cast<ir::MonthEnd>(node.imm);
  if (rule == ir::MonthEnd::Strict) raise(s, missing, ir::RowError::AmbiguousMonthEnd, node.at);
  const ValueId day = b_.sub(from.day, b_.constant(1));
  const ValueId last = rule == ir::MonthEnd::ToNextMonth ? size : b_.sub(size, b_.constant(1));
  return integer(b_.add(first, b_.select(missing, last, day)));
}

Val Lowering::make_period(const ir::Node& node, Scope& s) {
  const ValueId start = operand(node, 0, s).a;
  const ValueId end = operand(node, 1, s).a;
  const ValueId days = b_.sub(end, start);
  const ValueId bad = b_.either(b_.lt(days, b_.constant(1)), b_.lt(b_.constant(limits::kPeriodDays), days));
  raise(s, bad, ir::RowError::OutOfRange, node.at);
  return period(start, end);
}

Val Lowering::extreme_length(const ir::Node& node, Scope& s) {
  ValueId best = operand(node, 0, s).a;
  for (uint32_t k = 1; k < node.operand_count; ++k) {
    const ValueId other = operand(node, k, s).a;
    best = node.op == ir::Op::LengthMin ? b_.min(best, other) : b_.max(best, other);
  }
  return integer(best);
}

Val Lowering::date_part(const ir::Node& node, Scope& s) {
  const ValueId v = operand(node, 0, s).a;
  switch (node.op) {
    case ir::Op::YearOf: return number(n_.integer(civil(v).year));
    case ir::Op::MonthNumber: return number(n_.integer(civil(v).month));
    case ir::Op::DayOfMonth: return number(n_.integer(civil(v).day));
    case ir::Op::MonthOf: {
      const CivilValues c = civil(v);
      return integer(b_.sub(b_.add(b_.mul(c.year, 12), c.month), b_.constant(1)));
    }
    case ir::Op::FirstDayOf: return integer(first_day_of(v));
    case ir::Op::DateOf: return integer(b_.div_floor(v, kMinutesADay));
    default:  // TimeOf
      return integer(b_.sub(v, b_.mul(b_.div_floor(v, kMinutesADay), kMinutesADay)));
  }
}

Val Lowering::dates(const ir::Node& node, Scope& s) {
  const auto first = [&] { return operand(node, 0, s).a; };
  const auto second = [&] { return operand(node, 1, s).a; };
  const auto inside = [&](ValueId v, Int128 low, Int128 high) {
    raise(s, b_.either(b_.lt(v, b_.constant(low)), b_.lt(b_.constant(high), v)), ir::RowError::Overflow, node.at);
    return integer(clamp(v, low, high));
  };
  switch (node.op) {
    case ir::Op::DateAddDays: {
      const ValueId date = first();
      return inside(b_.add(date, second()), numeric::kFirstDate.days, numeric::kLastDate.days);
    }
    case ir::Op::DateAddMonths: return add_months(node, s);
    case ir::Op::DateDiff: {
      const ValueId date = first();
      return integer(b_.sub(date, second()));
    }
    case ir::Op::MonthAdd: {
      const ValueId month = first();
      return inside(b_.add(month, second()), numeric::kFirstMonth.index, numeric::kLastMonth.index);
    }
    case ir::Op::LengthAdd: {
      const ValueId a = first();
      return length(b_.add(a, second()), node.at, s);
    }
    case ir::Op::LengthSub: {
      const ValueId a = first();
      return length(b_.sub(a, second()), node.at, s);
    }
    case ir::Op::LengthNeg: return length(b_.neg(first()), node.at, s);
    case ir::Op::LengthMul: {
      const ValueId a = first();
      return length(b_.mul(a, n_.mantissa(operand(node, 1, s).num, 0)), node.at, s);
    }
    case ir::Op::LengthCount: return number(n_.integer(first()));
    case ir::Op::LengthOf: return length(n_.mantissa(operand(node, 0, s).num, 0), node.at, s);
    case ir::Op::LengthMin:
    case ir::Op::LengthMax: return extreme_length(node, s);
    case ir::Op::MakePeriod: return make_period(node, s);
    case ir::Op::PeriodStart: return integer(first());
    case ir::Op::PeriodEnd: return integer(operand(node, 0, s).b);
    case ir::Op::PeriodLast: return integer(b_.sub(operand(node, 0, s).b, b_.constant(1)));
    case ir::Op::PeriodDays: {
      const Val p = operand(node, 0, s);
      return number(n_.integer(b_.sub(p.b, p.a)));
    }
    default: return date_part(node, s);
  }
}

}  // namespace tarifa::kernel
