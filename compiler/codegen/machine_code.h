// Kernel program -> object code -> functions. No LLVM type passes through; compiler/codegen/emit*, target and link know
// LLVM.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "compiler/codegen/abi.h"
#include "compiler/codegen/planted_fault.h"
#include "compiler/kernel/program.h"

namespace tarifa::codegen {

// Data that code reads through KernelArgs::tables, in this order.
struct TableSlot {
  bool decision = false;  // index into Program::decisions, else into arrays
  uint32_t index = 0;
  kernel::Kind kind = kernel::Kind::I64;  // of an array's items in memory
  bool operator==(const TableSlot&) const = default;
};

// Where a function leaves a value for later ones: an array of kBatchRows.
struct SpillSlot {
  kernel::ValueId value;
  uint32_t offset = 0;
};

// What code of a program is shaped by; made once, before it is emitted or found in the cache.
struct CodePlan {
  struct Function {
    uint32_t first = 0;  // positions in the body of the top
    uint32_t end = 0;
    std::vector<kernel::ValueId> imports;  // made by earlier functions: read from their spill slots
    std::vector<kernel::ValueId> again;    // constants and columns that are made again here
    std::vector<kernel::ValueId> exports;
  };
  std::vector<Function> functions;
  unsigned lanes = kLanes;  // rows a group; 1: scalar code, for programs of i128
  std::vector<TableSlot> tables;
  std::vector<uint32_t> spill_offsets;  // by ValueId; kNoSpill: none
  uint32_t spill_bytes = 0;
  std::vector<uint32_t> buffer_offsets;  // bytes into the scratch; lane k is k * items * size further
  uint32_t scratch_bytes = 0;
  [[nodiscard]] uint32_t table_of(const TableSlot& slot) const;
};
inline constexpr uint32_t kNoSpill = 0xFFFFFFFF;
[[nodiscard]] uint32_t size_in_memory(kernel::Kind kind);
[[nodiscard]] CodePlan plan_code(const kernel::Program& program, unsigned lanes);

struct CodeOptions {
  int jit_opt = 1;
  unsigned threads = 1;
  Fault fault = Fault::none;
};

// LLVM version, triple, CPU and features: part of the key of cached objects.
[[nodiscard]] std::string target_key();
[[nodiscard]] std::vector<std::string> compile_objects(const kernel::Program& program, const CodePlan& plan,
                                                       const CodeOptions& options);
[[nodiscard]] std::string llvm_text(const kernel::Program& program, const CodePlan& plan, const CodeOptions& options);
[[nodiscard]] std::string assembly_text(const kernel::Program& program, const CodePlan& plan,
                                        const CodeOptions& options);

// Linked code; its memory lives as long as this.
class LoadedCode {
 public:
  ~LoadedCode();
  LoadedCode(const LoadedCode&) = delete;
  LoadedCode& operator=(const LoadedCode&) = delete;
  [[nodiscard]] const std::vector<KernelFunction>& functions() const { return functions_; }

  // Null where the objects do not link: a damaged cache.
  static std::unique_ptr<LoadedCode> load(const std::vector<std::string>& objects, size_t functions);

 private:
  struct Linked;
  explicit LoadedCode(std::unique_ptr<Linked> linked);
  std::unique_ptr<Linked> linked_;
  std::vector<KernelFunction> functions_;
};

}  // namespace tarifa::codegen
