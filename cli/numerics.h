// `tarifa check --numerics`: how every amount is computed.
#pragma once

#include <string>

#include "compiler/ir/module.h"
#include "compiler/kernel/context.h"

namespace tarifa::cli {

// Fields, parameters and rules with digits and ranges; lines with the exact fraction that is
// rounded, and, of each bill's kernel for these dates, the range of every amount and the widest
// numbers it is computed in. The width never changes a result.
[[nodiscard]] std::string numerics_text(const ir::Module& module, const kernel::RunContext& context);

}  // namespace tarifa::cli
