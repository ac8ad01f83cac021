// The typed IR of one bill and run -> a kernel program of mathematical integers (lowering.h says how).
#pragma once

#include "compiler/kernel/context.h"
#include "compiler/kernel/program.h"

namespace tarifa::kernel {

// The module must be verified.
[[nodiscard]] Program lower(const ir::Module& module, ir::BillId bill, const RunContext& run);

}  // namespace tarifa::kernel
