#include "compiler/eval/interpreter.h"

#include "compiler/eval/evaluation.h"

namespace tarifa::eval {

Interpreter::Interpreter(const ir::Module& module) : module_(module) {}

BillOutcome Interpreter::bill(ir::BillId id, const Value& subject, const RunContext& context, Trace* trace) {
  return Evaluation(*this, context, trace).bill(id, subject);
}

BillOutcome Interpreter::tariff(ir::TariffId id, const Value& subject, const RunContext& context, Trace* trace) {
  return Evaluation(*this, context, trace).tariff_alone(id, subject);
}

Outcome Interpreter::rule(ir::RuleId id, const Value& subject, const RunContext& context, int32_t effective_date,
                          Trace* trace) {
  return Evaluation(*this, context, trace).call_rule(id, subject, effective_date);
}

Outcome Interpreter::expression(ir::NodeId node, const RunContext& context, int32_t effective_date,
                                const Value* subject, std::vector<Value> locals, Trace* trace) {
  Frame frame{effective_date, subject, nullptr, std::move(locals)};
  return Evaluation(*this, context, trace).evaluate(node, frame);
}

}  // namespace tarifa::eval
