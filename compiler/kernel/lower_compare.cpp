// Comparisons: exact, across scales and denominators (S40, S43).
#include "compiler/kernel/lowering.h"
#include "compiler/support/check.h"

namespace tarifa::kernel {

ValueId Lowering::equal(const Val& a, const Val& b) {
  switch (a.form) {
    case Form::Number: return n_.eq(a.num, b.num);
    case Form::Bool:
    case Form::Integer: return b_.eq(a.a, b.a);
    case Form::Period: return b_.both(b_.eq(a.a, b.a), b_.eq(a.b, b.b));
    case Form::Text: return text_equal(a.ref, b.ref);
    case Form::Record:
    case Form::List:
    case Form::Ladder: break;
  }
  TARIFA_UNREACHABLE();
}

ValueId Lowering::compare(ir::Op op, const Val& a, const Val& b) {
  const bool numbers = a.form == Form::Number;
  switch (op) {
    case ir::Op::Eq: return equal(a, b);
    case ir::Op::Ne: return b_.negation(equal(a, b));
    case ir::Op::EqMaybe: return b_.both(b_.both(there(a), there(b)), equal(a, b));
    case ir::Op::Lt: return numbers ? n_.lt(a.num, b.num) : b_.lt(a.a, b.a);
    case ir::Op::Le: return numbers ? n_.le(a.num, b.num) : b_.le(a.a, b.a);
    case ir::Op::Gt: return compare(ir::Op::Lt, b, a);
    case ir::Op::Ge: return compare(ir::Op::Le, b, a);
    default: TARIFA_UNREACHABLE();
  }
}

Val Lowering::comparison(const ir::Node& node, Scope& s) {
  const Val a = operand(node, 0, s);
  const Val b = operand(node, 1, s);
  return boolean(compare(node.op, a, b));
}

}  // namespace tarifa::kernel
