// `tarifa check --numerics`: how every amount is computed.
#pragma once

#include <string>

#include "compiler/ir/module.h"

namespace tarifa::cli {

// One line a field, rule and line: digits, range, and for lines the exact fraction that is rounded and the width it is computed in.
[[nodiscard]] std::string numerics_text(const ir::Module& module);

}  // namespace tarifa::cli
