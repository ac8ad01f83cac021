// One row of a run after rating, whoever rated it: what writers write and what the shadow check
// compares.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "compiler/ir/module.h"
#include "runtime/data/row_failure.h"

namespace tarifa::runtime {

struct PrintedQuantity {
  ir::Int128 mantissa = 0;
  uint8_t scale = 0;
  ir::UnitId unit;
  bool operator==(const PrintedQuantity&) const = default;
};

struct RatedLine {
  ir::LineId line;                          // none: `rounding` of the bill
  ir::Int128 amount = 0;                    // at the currency's digits
  std::optional<PrintedQuantity> quantity;  // both where the line is one q @ r
  std::optional<PrintedQuantity> rate;
  bool operator==(const RatedLine&) const = default;
};

struct RatedRow {
  uint64_t row = 0;  // its number in the file
  std::string_view account;
  std::vector<RatedLine> lines;  // in printed order; empty when it failed
  ir::Int128 total = 0;
  std::optional<int32_t> due;
  const RowFailure* failure = nullptr;  // then the rest means nothing
};

}  // namespace tarifa::runtime
