// The data of a program as machine code reads it: arrays in their width, indexes of decision tables.
#pragma once

#include <memory>
#include <vector>

#include "compiler/codegen/decision_index.h"
#include "compiler/codegen/machine_code.h"

namespace tarifa::codegen {

class CodeTables {
 public:
  CodeTables(const kernel::Program& program, const CodePlan& plan);
  [[nodiscard]] const void* const* pointers() const { return pointers_.data(); }

 private:
  std::vector<kernel::Bytes> arrays_;
  std::vector<std::unique_ptr<DecisionIndex>> decisions_;
  std::vector<const void*> pointers_;
};

}  // namespace tarifa::codegen
