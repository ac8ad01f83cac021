// What is told of a declaration: type, timeline, exceptions, dimension.
#pragma once

#include "lsp/features/hover.h"

namespace tarifa::lsp {

// Without a span.
[[nodiscard]] HoverText symbol_text(const Snapshot& snapshot, check::SymbolId symbol, int32_t today, Language language);
// Of a field, member or line by the name that its fact has: `Account.usage`.
[[nodiscard]] HoverText local_text(const Snapshot& snapshot, const std::string& local, ir::TypeId type,
                                   Language language);
// `0..1000000 kWh`; empty where nothing is known that the type does not say.
[[nodiscard]] std::string range_text(const ir::Module& module, const ir::Type& type, ir::Int128 low, ir::Int128 high);

}  // namespace tarifa::lsp
