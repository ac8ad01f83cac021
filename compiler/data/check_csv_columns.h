// Whether a CSV file can hold accounts of an entity, and whether its header names the entity's
// fields.
#pragma once

#include <string>
#include <vector>

#include "compiler/data/record_plan.h"
#include "compiler/support/result.h"

namespace tarifa::data {

// S55: refused where a list or a record is required, since a row of CSV has no place for it.
[[nodiscard]] Result<void> check_csv_can_hold(const std::string& path, const ir::Record& record,
                                              const RecordPlan& plan);
// Every column is a field, every required field has a column.
[[nodiscard]] Result<void> check_csv_columns(const std::string& path, const std::vector<std::string>& columns,
                                             const ir::Record& record, const RecordPlan& plan);

}  // namespace tarifa::data
