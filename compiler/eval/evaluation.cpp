#include "compiler/eval/evaluation.h"

#include "compiler/eval/deep_stack.h"
#include "compiler/eval/exact.h"
#include "compiler/eval/failing_inputs.h"
#include "compiler/support/check.h"

namespace tarifa::eval {

namespace {

// Names and calls hand on a number that was judged where it was made, or that its declaration
// bounds.
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

Evaluation::Failed Evaluation::fail_at(ir::Place at, ir::RowError code, std::string text) const {
  return Failed(RowFailure{code, at, std::move(text), {}});
}

Outcome Evaluation::evaluate(ir::NodeId id, Frame& frame) {
  ++depth_;
  Outcome outcome;
  if (depth_ % kSegment == 0) {
    run_on_fresh_stack([&] { outcome = evaluate_here(id, frame); });
  } else {
    outcome = evaluate_here(id, frame);
  }
  --depth_;
  return outcome;
}

Outcome Evaluation::evaluate_here(ir::NodeId id, Frame& frame) {
  Outcome outcome = judged(id, dispatch(id, frame));
  if (!outcome && outcome.error().inputs.empty()) {
    outcome.error().inputs = failing_inputs(module_, id, frame.subject);
  }
  if (trace_ != nullptr) trace_->evaluated(id, outcome);
  return outcome;
}

Outcome Evaluation::judged(ir::NodeId id, Outcome outcome) {
  const ir::Node& node = module_.node(id);
  const ir::Type& type = module_.type(node.type);
  if (!outcome || outcome->missing() || type.kind != ir::TypeKind::Number || !is_judged(node.op)) return outcome;
  if (!digits_fit(outcome->number(), type.scale, to_mpz(node.static_denominator))) {
    return fail_at(node.at, ir::RowError::Overflow);
  }
  return outcome;
}

Outcome Evaluation::operand(const ir::Node& node, uint32_t k, Frame& frame) {
  return evaluate(module_.operand(node, k), frame);
}

tl::expected<std::vector<Value>, RowFailure> Evaluation::operands(const ir::Node& node, uint32_t count, Frame& frame) {
  std::vector<Value> values;
  for (uint32_t k = 0; k < count; ++k) {
    TARIFA_TAKE(Value value, operand(node, k, frame));
    values.push_back(std::move(value));
  }
  return values;
}

const Value* Evaluation::reference(ir::NodeId id, const Frame& frame) const {
  const ir::Node& node = module_.node(id);
  if (node.op == ir::Op::Subject) return frame.subject;
  if (node.op == ir::Op::Local) return &frame.locals[node.imm];
  if (node.op != ir::Op::Member) return nullptr;
  const Value* record = reference(module_.operand(node, 0), frame);
  return record == nullptr ? nullptr : &record->fields()[node.imm];
}

Outcome Evaluation::context_value(const ir::Node& node, const Frame& frame) {
  if (node.op == ir::Op::EffectiveDate) return civil_value(frame.effective);
  if (node.op == ir::Op::AsOf) return civil_value(context_.as_of);
  if (node.op == ir::Op::Issued && context_.issued) return civil_value(*context_.issued);
  if (!context_.has_period) return fail_at(node.at, ir::RowError::MissingValue, "there is no period here");
  if (node.op == ir::Op::Issued) return civil_value(issued());
  TARIFA_CHECK(node.op == ir::Op::PeriodNow);
  return period_value(context_.period_start, context_.period_end);
}

Outcome Evaluation::dispatch(ir::NodeId id, Frame& frame) {
  const ir::Node& node = module_.node(id);
  switch (node.op) {
    case ir::Op::Const: return constant_value(module_, ir::ConstId{node.imm});
    case ir::Op::EffectiveDate:
    case ir::Op::Issued:
    case ir::Op::AsOf:
    case ir::Op::PeriodNow: return context_value(node, frame);
    case ir::Op::Subject:
    case ir::Op::Local:
    case ir::Op::Let:
    case ir::Op::Member:
    case ir::Op::MakeRecord:
    case ir::Op::With:
    case ir::Op::MakeList: return record_operation(id, frame);
    case ir::Op::Aggregate: return aggregate(id, frame);
    case ir::Op::RuleCall: return rule_call(node, frame);
    case ir::Op::LetCall: return call_let(node, frame);
    case ir::Op::ParamRead: return read_param(id, frame);
    case ir::Op::TableRead: return read_table(id, frame);
    case ir::Op::And:
    case ir::Op::Or:
    case ir::Op::Implies:
    case ir::Op::Not:
    case ir::Op::If: return logic(node, frame);
    case ir::Op::IsKnown:
    case ir::Op::Unwrap:
    case ir::Op::Wrap:
    case ir::Op::Coalesce: return option(node, frame);
    case ir::Op::Fail: return author_failure(node);
    case ir::Op::Eq:
    case ir::Op::Ne:
    case ir::Op::Lt:
    case ir::Op::Le:
    case ir::Op::Gt:
    case ir::Op::Ge:
    case ir::Op::EqMaybe: return comparison(node, frame);
    case ir::Op::Add:
    case ir::Op::Sub:
    case ir::Op::Mul:
    case ir::Op::AtRate:
    case ir::Op::Neg:
    case ir::Op::Abs:
    case ir::Op::Scale: return arithmetic(node, frame);
    case ir::Op::Div: return quotient(id, frame);
    case ir::Op::Min:
    case ir::Op::Max:
    case ir::Op::LengthMin:
    case ir::Op::LengthMax: return extreme(node, frame);
    case ir::Op::Round: return rounded(id, frame);
    case ir::Op::Prorate: return prorated(node, frame);
    case ir::Op::Widen: return widened(node, frame);
    case ir::Op::Tiers: return tiers(id, frame);
    case ir::Op::DateAddDays:
    case ir::Op::DateAddMonths:
    case ir::Op::DateDiff:
    case ir::Op::MonthAdd: return date_operation(node, frame);
    case ir::Op::LengthAdd:
    case ir::Op::LengthSub:
    case ir::Op::LengthNeg:
    case ir::Op::LengthMul:
    case ir::Op::LengthCount:
    case ir::Op::LengthOf: return length_operation(node, frame);
    case ir::Op::MakePeriod:
    case ir::Op::PeriodStart:
    case ir::Op::PeriodEnd:
    case ir::Op::PeriodLast:
    case ir::Op::PeriodDays: return period_operation(node, frame);
    case ir::Op::YearOf:
    case ir::Op::MonthNumber:
    case ir::Op::DayOfMonth:
    case ir::Op::MonthOf:
    case ir::Op::FirstDayOf:
    case ir::Op::DateOf:
    case ir::Op::TimeOf: return date_part(node, frame);
    case ir::Op::LineAmount:
    case ir::Op::LineSum: return line_value(node, frame);
    case ir::Op::BillValue: return bill_value(node, frame);
  }
  TARIFA_UNREACHABLE();
}

}  // namespace tarifa::eval
