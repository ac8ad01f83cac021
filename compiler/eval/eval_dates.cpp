// Dates, lengths and periods (S2). What leaves the calendar or 10^9 days or months is R0101.
#include "compiler/eval/civil.h"
#include "compiler/eval/evaluation.h"
#include "compiler/eval/exact.h"
#include "compiler/support/check.h"
#include "compiler/support/limits.h"

namespace tarifa::eval {

namespace {

mpz_class whole(const Value& value) {
  const mpq_class& number = value.number().value;
  TARIFA_CHECK(number.get_den() == 1);
  return number.get_num();
}

Value whole_number(int64_t value) { return number_value(static_cast<ir::Int128>(value), 0); }

}  // namespace

Outcome Evaluation::date_operation(const ir::Node& node, Frame& frame) {
  TARIFA_TAKE(const Value first, operand(node, 0, frame));
  TARIFA_TAKE(const Value second, operand(node, 1, frame));
  const int64_t a = first.civil(), b = second.civil();
  switch (node.op) {
    case ir::Op::DateAddDays:
      if (!date_in_range(a + b)) return fail_at(node.at, ir::RowError::Overflow);
      return civil_value(a + b);
    case ir::Op::DateAddMonths: {
      const MonthsAdded sum = add_months(a, b, static_cast<ir::MonthEnd>(node.imm));
      if (sum.error != ir::RowError::None) return fail_at(node.at, sum.error);
      return civil_value(sum.date);
    }
    case ir::Op::DateDiff: return civil_value(a - b);
    case ir::Op::MonthAdd:
      if (!month_in_range(a + b)) return fail_at(node.at, ir::RowError::Overflow);
      return civil_value(a + b);
    default: TARIFA_UNREACHABLE();
  }
}

Outcome Evaluation::length(const mpz_class& count, ir::Place at) const {
  if (abs(count) > 1'000'000'000) return fail_at(at, ir::RowError::Overflow);
  return civil_value(count.get_si());
}

Outcome Evaluation::length_operation(const ir::Node& node, Frame& frame) {
  TARIFA_TAKE(const Value first, operand(node, 0, frame));
  if (node.op == ir::Op::LengthOf) return length(whole(first), node.at);
  const mpz_class a = static_cast<long>(first.civil());
  if (node.op == ir::Op::LengthCount) return number_value(mpq_class(a));
  if (node.op == ir::Op::LengthNeg) return length(-a, node.at);
  TARIFA_TAKE(const Value second, operand(node, 1, frame));
  if (node.op == ir::Op::LengthMul) return length(a * whole(second), node.at);
  const mpz_class b = static_cast<long>(second.civil());
  return length(node.op == ir::Op::LengthAdd ? mpz_class(a + b) : mpz_class(a - b), node.at);
}

Outcome Evaluation::period_operation(const ir::Node& node, Frame& frame) {
  TARIFA_TAKE(const Value first, operand(node, 0, frame));
  if (node.op == ir::Op::MakePeriod) {
    TARIFA_TAKE(const Value second, operand(node, 1, frame));
    const int64_t days = second.civil() - first.civil();
    if (days < 1 || days > limits::kPeriodDays) return fail_at(node.at, ir::RowError::OutOfRange);
    return period_value(first.date(), second.date());
  }
  const PeriodSpan period = first.period();
  switch (node.op) {
    case ir::Op::PeriodStart: return civil_value(period.start);
    case ir::Op::PeriodEnd: return civil_value(period.end);
    case ir::Op::PeriodLast: return civil_value(int64_t{period.end} - 1);
    case ir::Op::PeriodDays: return whole_number(int64_t{period.end} - period.start);
    default: TARIFA_UNREACHABLE();
  }
}

Outcome Evaluation::date_part(const ir::Node& node, Frame& frame) {
  TARIFA_TAKE(const Value first, operand(node, 0, frame));
  const int64_t value = first.civil();
  switch (node.op) {
    case ir::Op::YearOf: return whole_number(civil_day(value).year);
    case ir::Op::MonthNumber: return whole_number(civil_day(value).month);
    case ir::Op::DayOfMonth: return whole_number(civil_day(value).day);
    case ir::Op::MonthOf: return civil_value(month_of(value));
    case ir::Op::FirstDayOf: return civil_value(first_day(value));
    case ir::Op::DateOf: return civil_value(date_of_minutes(value));
    case ir::Op::TimeOf: return civil_value(value - date_of_minutes(value) * 1440);
    default: TARIFA_UNREACHABLE();
  }
}

}  // namespace tarifa::eval
