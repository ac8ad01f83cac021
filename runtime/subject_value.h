// A row of columns as a value of the reference interpreter, so that interpreter and kernels read
// the very same data.
#pragma once

#include "compiler/eval/value.h"
#include "compiler/kernel/columns.h"

namespace tarifa::runtime {

[[nodiscard]] eval::Value subject_value(const ir::Module& module, const kernel::RecordColumns& columns, size_t row);

}  // namespace tarifa::runtime
