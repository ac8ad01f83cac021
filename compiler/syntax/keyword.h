// Words to token kinds.
#pragma once

#include <string_view>

#include "compiler/syntax/tree.h"

namespace tarifa::syntax {

// The keyword spelled so, reserved or contextual; IDENT if it is none.
[[nodiscard]] TokenKind keyword_kind(std::string_view word);

}  // namespace tarifa::syntax
