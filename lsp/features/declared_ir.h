// From a declaration in the text to what the checker made of it. Absent where it failed.
#pragma once

#include "lsp/workspace/snapshot.h"

namespace tarifa::lsp {

// The symbol whose declaration is this node, or invalid.
[[nodiscard]] check::SymbolId symbol_declared(const check::ModuleUnit& module, syntax::NodeId declaration);

[[nodiscard]] const ir::Param* param_of(const Snapshot& snapshot, check::SymbolId symbol);
[[nodiscard]] const ir::Table* table_of(const Snapshot& snapshot, check::SymbolId symbol);
[[nodiscard]] const ir::Let* let_of(const Snapshot& snapshot, check::SymbolId symbol);
[[nodiscard]] const ir::Rule* rule_of(const Snapshot& snapshot, check::SymbolId symbol);

// Of a line, tax, subtotal or limit of a tariff or bill; only in a module without errors.
[[nodiscard]] const ir::Line* line_of(const Snapshot& snapshot, const check::ModuleUnit& module, syntax::NodeId line);

// The fact of the expression that takes exactly this span; null if there is none.
[[nodiscard]] const check::Fact* expression_fact(const Snapshot& snapshot, Span span);
// The fact of the name that begins there.
[[nodiscard]] const check::Fact* name_fact(const Snapshot& snapshot, Span span);

}  // namespace tarifa::lsp
