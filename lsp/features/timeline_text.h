// What a parameter is today, and what comes next.
#pragma once

#include <string>
#include <vector>

#include "compiler/ir/module.h"
#include "compiler/support/diag.h"

namespace tarifa::lsp {

// The value of an entry: a constant, or a ladder in short.
[[nodiscard]] std::string entry_text(const ir::Module& module, const ir::Param& param, const ir::TimelineEntry& entry);
// One line for today and one for the next value of each combination of keys, up to some.
[[nodiscard]] std::vector<std::string> timeline_lines(const ir::Module& module, const ir::Param& param, int32_t today,
                                                      Language language);

}  // namespace tarifa::lsp
