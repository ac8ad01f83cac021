// Numbers of the protocol's SymbolKind.
#pragma once

#include "compiler/check/session.h"
#include "compiler/syntax/tree.h"

namespace tarifa::lsp {

[[nodiscard]] int protocol_kind(syntax::NodeKind kind);
[[nodiscard]] int protocol_kind(check::SymbolKind kind);

}  // namespace tarifa::lsp
