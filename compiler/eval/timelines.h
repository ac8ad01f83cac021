// Which entry of a timeline holds on a date, as it was known on another (S5).
#pragma once

#include <cstdint>
#include <optional>

#include "compiler/ir/module.h"

namespace tarifa::eval {

struct Validity {  // days on which the entry would hold if no other overrode it
  int32_t from = 0;
  std::optional<int32_t> until;  // excluded; none: open
};

// Index into Timeline::entries; none where nothing visible covers the date.
[[nodiscard]] std::optional<uint32_t> entry_on(const ir::Timeline& timeline, int32_t date, int32_t as_of);
[[nodiscard]] Validity validity_of(const ir::Timeline& timeline, uint32_t entry);
// Index into Table::versions.
[[nodiscard]] std::optional<uint32_t> version_on(const ir::Table& table, int32_t date);

}  // namespace tarifa::eval
