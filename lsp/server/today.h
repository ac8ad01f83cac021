// The date of this machine: the only clock of the server. Features are given the date.
#pragma once

#include <cstdint>

namespace tarifa::lsp {

[[nodiscard]] int32_t today();  // days since 1970-01-01, in the machine's zone

}  // namespace tarifa::lsp
