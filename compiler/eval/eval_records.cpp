// Records, lists, calls, and the lines of a bill as values.
#include "compiler/eval/evaluation.h"
#include "compiler/eval/exact.h"
#include "compiler/support/check.h"

namespace tarifa::eval {

Outcome Evaluation::record_operation(ir::NodeId id, Frame& frame) {
  const ir::Node& node = module_.node(id);
  switch (node.op) {
    case ir::Op::Subject:
      if (frame.subject == nullptr) return fail_at(node.at, ir::RowError::MissingValue, "there is no subject here");
      return *frame.subject;
    case ir::Op::Local: return frame.locals[node.imm];
    case ir::Op::Member: {
      if (const Value* field = reference(id, frame)) return *field;
      TARIFA_TAKE(const Value record, operand(node, 0, frame));
      return record.fields()[node.imm];
    }
    case ir::Op::Let: {
      TARIFA_TAKE(frame.locals[node.imm], operand(node, 0, frame));
      return operand(node, 1, frame);
    }
    case ir::Op::MakeRecord: {
      TARIFA_TAKE(std::vector<Value> fields, operands(node, node.operand_count, frame));
      return record_value(std::move(fields));
    }
    case ir::Op::MakeList: {
      TARIFA_TAKE(std::vector<Value> items, operands(node, node.operand_count, frame));
      return list_value(std::move(items));
    }
    case ir::Op::With: {
      TARIFA_TAKE(const std::vector<Value> values, operands(node, node.operand_count, frame));
      std::vector<Value> fields = values[0].fields();
      const std::vector<uint32_t>& changed = module_.with_fields[node.imm];
      for (size_t k = 0; k < changed.size(); ++k) fields[changed[k]] = values[k + 1];
      return record_value(std::move(fields));
    }
    default: TARIFA_UNREACHABLE();
  }
}

Outcome Evaluation::call_let(const ir::Node& node, Frame& frame) {
  const ir::LetId id{node.imm};
  const ir::Let& let = module_.lets[id.index()];
  TARIFA_TAKE(std::vector<Value> arguments, operands(node, node.operand_count, frame));
  Frame inner{frame.effective, frame.subject, frame.lines, std::move(arguments)};
  inner.locals.resize(std::max<size_t>(let.local_count, inner.locals.size()));
  if (trace_ != nullptr) trace_->open_let(id);
  Outcome outcome = evaluate(let.body, inner);
  if (trace_ != nullptr) trace_->close_let(id, outcome);
  return outcome;
}

Outcome Evaluation::rule_call(const ir::Node& node, Frame& frame) {
  const ir::RuleId rule{node.imm};
  if (const Value* subject = reference(module_.operand(node, 0), frame)) {
    return call_rule(rule, *subject, frame.effective);
  }
  TARIFA_TAKE(const Value subject, operand(node, 0, frame));
  return call_rule(rule, subject, frame.effective);
}

// Amounts of lines were judged when they were made; a sum of them is judged at every addition.
Outcome Evaluation::line_value(const ir::Node& node, Frame& frame) {
  const ir::LineRef& ref = module_.line_refs[node.imm];
  const ir::Type& type = module_.type(node.type);
  TARIFA_CHECK(frame.lines != nullptr);
  std::optional<Number> sum;
  for (const ir::LineId line : ref.lines) {
    const auto amount = frame.lines->find(line);
    if (amount == frame.lines->end()) continue;
    if (node.op == ir::Op::LineAmount) return amount->second;
    if (!sum) sum = Number{};
    TARIFA_PASS(add_judged(*sum, amount->second.number(), type.scale, to_mpz(node.static_denominator), node.at));
  }
  if (sum) return Value{*sum};
  if (type.optional) return missing_value();
  if (node.op == ir::Op::LineAmount) return fail_at(node.at, ir::RowError::MissingValue);  // a forged module
  return number_value(mpq_class(0));
}

Outcome Evaluation::bill_value(const ir::Node& node, Frame& frame) {
  const ir::BillRef& ref = module_.bill_refs[node.imm];
  TARIFA_TAKE(const Value subject, operand(node, 0, frame));
  BillOutcome outcome = ref.bill.valid() ? bill(ref.bill, subject) : tariff_alone(ref.tariff, subject);
  if (!outcome) return Failed(std::move(outcome).error());
  const int digits = module_.type(node.type).scale;
  switch (ref.kind) {
    case ir::BillRefKind::Total: return number_value(outcome->total, digits);
    case ir::BillRefKind::Due: return outcome->due ? civil_value(*outcome->due) : missing_value();
    case ir::BillRefKind::Line: break;
  }
  for (const ir::LineId id : ref.lines) {
    const ir::Line& line = module_.lines[id.index()];
    const int scale = module_.type(line.type).scale;
    if (line.kind == ir::LineKind::Rounding && outcome->rounding != 0) return number_value(outcome->rounding, scale);
    const auto subtotal = outcome->subtotals.find(id);
    if (subtotal != outcome->subtotals.end()) return number_value(subtotal->second, scale);
    for (const LineResult& result : outcome->lines) {
      if (result.line == id) return number_value(result.amount, scale);
    }
  }
  return missing_value();
}

}  // namespace tarifa::eval
