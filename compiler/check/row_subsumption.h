// Rows of a `first match` table that change nothing: a later row takes whatever they take and gives
// the same, and no row between them decides otherwise. A hint only: past a budget it is silent.
#pragma once

#include "compiler/check/table_cover.h"

namespace tarifa::check {

// `first`: the row that changes nothing, `second`: the one that would do its work. `rows` as
// TableSpace counts them.
[[nodiscard]] std::vector<RowOverlap> subsumed_rows(const ir::Module& module, const TableSpace& space,
                                                    const std::vector<const ir::Row*>& rows,
                                                    const std::vector<bool>& reached);

}  // namespace tarifa::check
