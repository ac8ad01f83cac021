// A whole file in memory, with a limit on its size.
#pragma once

#include <string>

#include "compiler/support/result.h"

namespace tarifa {

[[nodiscard]] Result<std::string> read_file(const std::string& path, uint64_t limit);

}  // namespace tarifa
