#include "compiler/kernel/pipeline.h"

#include "compiler/kernel/lower.h"
#include "compiler/support/check.h"

namespace tarifa::kernel {

// Equal subexpressions are shared and constants hoisted by the Builder, while the program is made.
Program make_program(const ir::Module& module, ir::BillId bill, const RunContext& run, Width force) {
  Program program = lower(module, bill, run);
  drop_dead(program);
  narrow_widths(program, force);
  drop_dead(program);
  split_functions(program);
  TARIFA_CHECK(verify(program).empty());
  return program;
}

}  // namespace tarifa::kernel
