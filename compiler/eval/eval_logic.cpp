// Booleans, options, comparison: lazy, left to right (S37, S40, S43).
#include "compiler/eval/evaluation.h"
#include "compiler/support/check.h"

namespace tarifa::eval {

Outcome Evaluation::logic(const ir::Node& node, Frame& frame) {
  TARIFA_TAKE(const Value first, operand(node, 0, frame));
  const bool truth = first.truth();
  if (node.op == ir::Op::Not) return truth_value(!truth);
  if (node.op == ir::Op::If) return operand(node, truth ? 1 : 2, frame);
  if (node.op == ir::Op::And && !truth) return truth_value(false);
  if (node.op == ir::Op::Or && truth) return truth_value(true);
  if (node.op == ir::Op::Implies && !truth) return truth_value(true);
  return operand(node, 1, frame);
}

Outcome Evaluation::option(const ir::Node& node, Frame& frame) {
  TARIFA_TAKE(Value value, operand(node, 0, frame));
  if (node.op == ir::Op::IsKnown) return truth_value(!value.missing());
  if (node.op == ir::Op::Coalesce && value.missing()) return operand(node, 1, frame);
  // Only a forged module gets here: the checker unwraps what flow analysis has shown.
  if (node.op == ir::Op::Unwrap && value.missing()) return fail_at(node.at, ir::RowError::MissingValue);
  return value;
}

Outcome Evaluation::comparison(const ir::Node& node, Frame& frame) {
  TARIFA_TAKE(const Value a, operand(node, 0, frame));
  TARIFA_TAKE(const Value b, operand(node, 1, frame));
  switch (node.op) {
    case ir::Op::Eq: return truth_value(same_value(a, b));
    case ir::Op::Ne: return truth_value(!same_value(a, b));
    case ir::Op::EqMaybe: return truth_value(!a.missing() && same_value(a, b));  // absent equals nothing
    case ir::Op::Lt: return truth_value(compare_values(a, b) < 0);
    case ir::Op::Le: return truth_value(compare_values(a, b) <= 0);
    case ir::Op::Gt: return truth_value(compare_values(a, b) > 0);
    case ir::Op::Ge: return truth_value(compare_values(a, b) >= 0);
    default: TARIFA_UNREACHABLE();
  }
}

Outcome Evaluation::author_failure(const ir::Node& node) {
  const uint32_t text = node.imm & ir::kNoText;
  return fail_at(node.at, static_cast<ir::RowError>(node.imm >> 24U),
                 text == ir::kNoText ? std::string() : module_.consts[text].text);
}

}  // namespace tarifa::eval
