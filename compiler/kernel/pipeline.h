// The passes of kernel programs, in order. Each is one file that exports one function of its name.
#pragma once

#include "compiler/kernel/context.h"
#include "compiler/kernel/program.h"

namespace tarifa::kernel {

// What no result needs goes: values, values carried by loops. What a loop only carries along is taken from before it.
void drop_dead(Program& program);
// Every Int becomes F64, I64 or I128 (widths.h), with conversions and guards.
void narrow_widths(Program& program, Width force);
// The body of the top is cut into functions of bounded size.
void split_functions(Program& program);

// Lowering and all passes; the result verifies.
[[nodiscard]] Program make_program(const ir::Module& module, ir::BillId bill, const RunContext& run, Width force);

}  // namespace tarifa::kernel
