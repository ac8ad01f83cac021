// Which of a Div node's divisors stands for its own right operand (ir::Divisor::node is that
// operand or an expression structurally equal to it). Absent only in a module that verify refuses.
#pragma once

#include <optional>

#include "compiler/ir/module.h"

namespace tarifa::ir {

// Same operations on the same operands; places in the source do not count.
[[nodiscard]] bool structurally_equal(const Module& module, NodeId a, NodeId b);
[[nodiscard]] std::optional<DivisorId> own_divisor(const Module& module, NodeId div);

}  // namespace tarifa::ir
