// What the calls of a table pass to its columns, as far as declared ranges show it: a column
// without a range of its own is judged on what reaches it (`tiers of usage, which is never
// negative`). An upper estimate: wider is always right.
#pragma once

#include <optional>
#include <vector>

#include "compiler/ir/module.h"
#include "compiler/numeric/interval.h"

namespace tarifa::check {

class ArgumentRanges {
 public:
  explicit ArgumentRanges(const ir::Module& module);

  // At the column's scale; none where nothing calls the table or the column is no number.
  [[nodiscard]] std::optional<numeric::Interval> of(ir::TableId table, size_t column) const;

 private:
  std::vector<std::vector<std::optional<numeric::Interval>>> ranges_;  // by table, by column
};

}  // namespace tarifa::check
