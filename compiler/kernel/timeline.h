// Parameters' timelines as they stand at a knowledge date (S5), and the decision tables' versions.
#pragma once

#include <optional>
#include <vector>

#include "compiler/ir/module.h"

namespace tarifa::kernel {

// From `from` until the next segment; `entry` is the deciding entry of the timeline, none where nothing visible covers
// it.
struct Segment {
  int32_t from = 0;
  std::optional<uint32_t> entry;
};

[[nodiscard]] std::optional<uint32_t> entry_at(const ir::Timeline& timeline, int32_t date, int32_t as_of);
// Ascending; before the first nothing covers. Neighbours differ.
[[nodiscard]] std::vector<Segment> segments(const ir::Timeline& timeline, int32_t as_of);

[[nodiscard]] std::optional<uint32_t> version_at(const ir::Table& table, int32_t date);

}  // namespace tarifa::kernel
