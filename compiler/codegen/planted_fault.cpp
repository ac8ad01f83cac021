#include "compiler/codegen/planted_fault.h"

#include "compiler/codegen/jit.h"

namespace tarifa::codegen {

Fault fault_of(std::string_view wanted) {
#define TARIFA_PLANTED_FAULT(name, meaning) \
  if (wanted == #name) return Fault::name;
#include "compiler/codegen/planted_faults.def"
#undef TARIFA_PLANTED_FAULT
  return Fault::none;
}

std::vector<std::string> planted_faults() {
  return {
#define TARIFA_PLANTED_FAULT(name, meaning) #name,
#include "compiler/codegen/planted_faults.def"
#undef TARIFA_PLANTED_FAULT
  };
}

}  // namespace tarifa::codegen
