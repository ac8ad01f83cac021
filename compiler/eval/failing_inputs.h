// The fields of the subject that a failing expression names itself, with their values: what a row
// error shows beside its code. Fields behind rules and lets are left to `tarifa explain`.
#pragma once

#include "compiler/eval/outcome.h"

namespace tarifa::eval {

[[nodiscard]] std::vector<Input> failing_inputs(const ir::Module& module, ir::NodeId node, const Value* subject);

}  // namespace tarifa::eval
