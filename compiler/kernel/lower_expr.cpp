// Dispatch of operations, context, booleans and options (S37: lazy, left to right).
#include "compiler/kernel/lowering.h"
#include "compiler/support/check.h"

namespace tarifa::kernel {

namespace {

// Names and calls hand on a number that was judged where it was made (S36).
bool is_judged(ir::Op op) {
  switch (op) {
    case ir::Op::Const:
    case ir::Op::Local:
    case ir::Op::Member:
    case ir::Op::Subject:
    case ir::Op::LetCall:
    case ir::Op::RuleCall:
    case ir::Op::LineAmount:
    case ir::Op::ParamRead:
    case ir::Op::Unwrap:
    case ir::Op::Wrap: return false;
    default: return true;
  }
}

}  // namespace

void Lowering::raise(Scope& s, ValueId where, ir::RowError code, ir::Place at, uint32_t text) {
  const ValueId reached = b_.both(s.mask, where);
  if (b_.is_false(reached)) return;
  s.error = b_.raise(s.error, reached, b_.site({code, at, text}));
}

Val Lowering::lower(ir::NodeId id, Scope& s) {
  const ir::Node& node = module_.node(id);
  const ir::Type& type = module_.type(node.type);
  Val v = dispatch(id, node, s);
  if (n_.take_failure()) too_complex(s);
  if (type.kind == ir::TypeKind::Number && is_judged(node.op)) {
    under(s, there(v), [&] {
      judge(v.num, type, node.static_denominator, node.at, s);
      return 0;
    });
  }
  return v;
}

Val Lowering::dispatch(ir::NodeId id, const ir::Node& node, Scope& s) {
  switch (node.op) {
    case ir::Op::Const: return constant(ir::ConstId(node.imm));
    case ir::Op::EffectiveDate:
    case ir::Op::Issued:
    case ir::Op::AsOf:
    case ir::Op::PeriodNow:
    case ir::Op::Subject:
    case ir::Op::Local: return context_value(node, s);
    case ir::Op::Let: s.locals[node.imm] = operand(node, 0, s); return operand(node, 1, s);
    case ir::Op::Member: return member(operand(node, 0, s), node.imm);
    case ir::Op::MakeRecord: return make_record(node, s);
    case ir::Op::With: return with(node, s);
    case ir::Op::MakeList: return make_list(node, s);
    case ir::Op::Aggregate: return aggregate(node, s);
    case ir::Op::RuleCall: return call_rule(node, s);
    case ir::Op::LetCall: return call_let(node, s);
    case ir::Op::ParamRead: return read_param(node, s);
    case ir::Op::TableRead: return read_table(node, s);
    case ir::Op::And:
    case ir::Op::Or:
    case ir::Op::Implies:
    case ir::Op::Not: return logic(node, s);
    case ir::Op::If: return choice(node, s);
    case ir::Op::IsKnown:
    case ir::Op::Unwrap:
    case ir::Op::Wrap:
    case ir::Op::Coalesce: return option(node, s);
    case ir::Op::Fail: {
      const uint32_t text = node.imm & ir::kNoText;
      raise(s, b_.boolean(true), static_cast<ir::RowError>(node.imm >> 24U), node.at, text);
      return nothing(node.type);
    }
    case ir::Op::Eq:
    case ir::Op::Ne:
    case ir::Op::Lt:
    case ir::Op::Le:
    case ir::Op::Gt:
    case ir::Op::Ge:
    case ir::Op::EqMaybe: return comparison(node, s);
    case ir::Op::Add:
    case ir::Op::Sub:
    case ir::Op::Mul:
    case ir::Op::AtRate:
    case ir::Op::Neg:
    case ir::Op::Abs:
    case ir::Op::Scale: return numeric(id, node, s);
    case ir::Op::Div: return quotient(id, node, s);
    case ir::Op::Min:
    case ir::Op::Max: return extreme(node, s);
    case ir::Op::Round: return rounded(node, s);
    case ir::Op::Prorate: return prorated(node, s);
    case ir::Op::Widen: return widened(node, s);
    case ir::Op::Tiers: return tiers(node, s);
    case ir::Op::DateAddDays:
    case ir::Op::DateAddMonths:
    case ir::Op::DateDiff:
    case ir::Op::MonthAdd:
    case ir::Op::LengthAdd:
    case ir::Op::LengthSub:
    case ir::Op::LengthNeg:
    case ir::Op::LengthMul:
    case ir::Op::LengthCount:
    case ir::Op::LengthOf:
    case ir::Op::LengthMin:
    case ir::Op::LengthMax:
    case ir::Op::MakePeriod:
    case ir::Op::PeriodStart:
    case ir::Op::PeriodEnd:
    case ir::Op::PeriodLast:
    case ir::Op::PeriodDays:
    case ir::Op::YearOf:
    case ir::Op::MonthNumber:
    case ir::Op::DayOfMonth:
    case ir::Op::MonthOf:
    case ir::Op::FirstDayOf:
    case ir::Op::DateOf:
    case ir::Op::TimeOf: return dates(node, s);
    case ir::Op::LineAmount: return line_amount(node, s);
    case ir::Op::LineSum: return line_sum(node, s);
    case ir::Op::BillValue: break;  // of tests only
  }
  TARIFA_UNREACHABLE();
}

Val Lowering::context_value(const ir::Node& node, const Scope& s) {
  switch (node.op) {
    case ir::Op::EffectiveDate: return integer(s.date);
    case ir::Op::Issued: return integer(run_.issued);
    case ir::Op::AsOf: return integer(run_.as_of);
    case ir::Op::PeriodNow: return period(b_.constant(run_.period_start), b_.constant(run_.period_end));
    case ir::Op::Subject: return {Form::Record, {}, {}, {}, {}, s.subject};
    default: return s.locals[node.imm];
  }
}

Val Lowering::logic(const ir::Node& node, Scope& s) {
  const ValueId a = operand(node, 0, s).a;
  if (node.op == ir::Op::Not) return boolean(b_.negation(a));
  // Where the first decides, the second is not reached.
  const ValueId open = node.op == ir::Op::Or ? b_.negation(a) : a;
  if (b_.is_false(open)) return boolean(b_.boolean(node.op != ir::Op::And));
  const ValueId b = under(s, open, [&] { return operand(node, 1, s).a; });
  if (node.op == ir::Op::And) return boolean(b_.both(a, b));
  return boolean(b_.either(b_.negation(open), b));
}

Val Lowering::choice(const ir::Node& node, Scope& s) {
  const ValueId c = operand(node, 0, s).a;
  if (b_.is_true(c)) return operand(node, 1, s);
  if (b_.is_false(c)) return operand(node, 2, s);
  const Val a = under(s, c, [&] { return operand(node, 1, s); });
  const Val b = under(s, b_.negation(c), [&] { return operand(node, 2, s); });
  if (a.form == Form::List) return select_list(c, a, b, s);
  return select(c, a, b);
}

Val Lowering::option(const ir::Node& node, Scope& s) {
  Val v = operand(node, 0, s);
  if (node.op == ir::Op::IsKnown) return boolean(there(v));
  if (node.op == ir::Op::Wrap) return v;
  if (node.op == ir::Op::Unwrap) {
    raise(s, b_.negation(there(v)), ir::RowError::MissingValue, node.at);
    v.valid = {};
    return v;
  }
  const ValueId known = there(v);
  if (b_.is_true(known)) {
    v.valid = {};
    return v;
  }
  const Val other = under(s, b_.negation(known), [&] { return operand(node, 1, s); });
  if (b_.is_false(known)) return other;
  v.valid = {};
  if (v.form == Form::List) return select_list(known, v, other, s);
  return select(known, v, other);
}

}  // namespace tarifa::kernel
