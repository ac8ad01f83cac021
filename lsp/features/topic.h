// What completion tells of an item once it is looked at: `word:rule`, `function:min`, `symbol:std.units:kWh`.
#pragma once

#include <optional>
#include <string_view>

#include "lsp/features/hover.h"

namespace tarifa::lsp {

[[nodiscard]] std::optional<HoverText> text_of_topic(const Snapshot& snapshot, std::string_view topic, int32_t today,
                                                     Language language);

}  // namespace tarifa::lsp
