// Names of wrong emitters (planted_faults.def).
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace tarifa::codegen {

enum class Fault : uint8_t {
  none,
#define TARIFA_PLANTED_FAULT(name, meaning) name,
#include "compiler/codegen/planted_faults.def"
#undef TARIFA_PLANTED_FAULT
};

// Fault::none for an unknown name.
[[nodiscard]] Fault fault_of(std::string_view name);

}  // namespace tarifa::codegen
