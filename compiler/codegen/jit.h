// From a bill and a run to machine code: the one door of compiler/codegen. No LLVM type passes through it.
// A compiled bill is immutable and may be run from several threads at once. Its first program is A and B (exact double
// lanes, checked i64); blocks of 64 rows with a row that does not fit are run again by the C program (i128), compiled
// when first needed. What does not fit that either is marked `punt` for the reference interpreter. The width never
// changes a result.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "compiler/kernel/columns.h"
#include "compiler/kernel/context.h"
#include "compiler/kernel/outputs.h"

namespace tarifa::codegen {

struct JitOptions {
  kernel::Width force_width = kernel::Width::None;
  int jit_opt = 1;       // 0 or 1: LLVM's codegen level
  unsigned threads = 1;  // modules of one bill are compiled on so many threads
  std::string
      cache_folder;   // empty: no object cache. Created if missing; a failure to read or write it is never an error
  std::string plant;  // a name of planted_faults.def: a wrong emitter, for the test of the differential test
};

struct CompileStats {
  bool from_cache = false;
  size_t operations = 0;  // kernel operations after all passes
  size_t modules = 0;
  double lower_seconds = 0;
  double codegen_seconds = 0;
};

class CompiledBill {
 public:
  ~CompiledBill();
  CompiledBill(const CompiledBill&) = delete;
  CompiledBill& operator=(const CompiledBill&) = delete;

  [[nodiscard]] const kernel::BillLayout& layout() const;
  [[nodiscard]] const std::vector<kernel::ErrorSite>& sites() const;
  [[nodiscard]] const CompileStats& stats() const;

  // Rates rows [first_row, first_row + count) of the bill's entity; first_row is a multiple of 64. `out` is allocated
  // here. Rows whose data had an error are computed too and mean nothing.
  void run(const kernel::RecordColumns& accounts, size_t first_row, size_t count, kernel::BillColumns& out) const;

  struct Parts;  // of jit.cpp

 private:
  friend std::unique_ptr<CompiledBill> compile(const ir::Module&, ir::BillId, const kernel::RunContext&,
                                               const JitOptions&);
  explicit CompiledBill(std::unique_ptr<Parts> parts);
  std::unique_ptr<Parts> parts_;
};

// The module must be verified, live as long as the result, and may not change.
[[nodiscard]] std::unique_ptr<CompiledBill> compile(const ir::Module& module, ir::BillId bill,
                                                    const kernel::RunContext& context, const JitOptions& options = {});

// `tarifa dump --stage kernel|llvm|asm`.
enum class DumpStage : uint8_t { Kernel, Llvm, Asm };
[[nodiscard]] std::string dump(const ir::Module& module, ir::BillId bill, const kernel::RunContext& context,
                               DumpStage stage, const JitOptions& options = {});

// Names of planted_faults.def, for the differential test.
[[nodiscard]] std::vector<std::string> planted_faults();

}  // namespace tarifa::codegen
