// Adding rows to columns and taking them back. The layout is that of kernel/columns.h.
#pragma once

#include "compiler/kernel/columns.h"
#include "runtime/data/data_words.h"

namespace tarifa::runtime {

// Columns of no rows, of the shape that kernels expect.
[[nodiscard]] kernel::RecordColumns empty_columns(const ir::Module& module, const RecordPlan& plan);
// One value more in a column; validity is the caller's.
void append_scalar(kernel::Column& column, const Scalar& scalar);
// A list whose `count` items are in the column's items already.
void append_list(kernel::Column& column, uint32_t count);
// The missing value of an optional field.
void append_missing(const FieldPlan& plan, kernel::Column& column);
// A row of zeros, optional fields missing.
void append_zeros(const RecordPlan& plan, kernel::RecordColumns& columns);
// Back to the first `rows` rows, whatever stands behind them, also in columns that got more than
// others.
void truncate_rows(const RecordPlan& plan, kernel::RecordColumns& columns, size_t rows);
// Buffers up to a whole number of 64-row blocks: zeros, and empty lists and texts.
void pad_to_blocks(kernel::RecordColumns& columns);

}  // namespace tarifa::runtime
