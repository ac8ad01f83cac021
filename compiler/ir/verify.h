// The invariants of node.h, types.h and module.h, judged for a module from anywhere: what has
// passed can be printed, interpreted and compiled without reading outside a store, looping, or
// meeting a value that does not fit its operation. It judges form, not sense: whether a tariff is
// fair or a table complete is not its affair. Hostile content costs time and memory linear in the
// size of the module.
#pragma once

#include <optional>
#include <string>

#include "compiler/ir/module.h"

namespace tarifa::ir {

// The first thing that is wrong, in English, for a log: `node 12 (Add): operand 1 is not of the
// node's kind`.
[[nodiscard]] std::optional<std::string> verify(const Module& module);

}  // namespace tarifa::ir
