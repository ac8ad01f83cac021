// Rating one batch: by the kernels, with the interpreter for the rows they hand back, for the words
// of failed rows and for the shadow check; or by the interpreter alone. Thread-safe: one BatchRater
// serves all threads of a run.
#pragma once

#include <map>
#include <memory>
#include <string>

#include "compiler/codegen/jit.h"
#include "compiler/eval/interpreter.h"
#include "runtime/data/account_reader.h"
#include "runtime/rated_row.h"
#include "runtime/write/bill_writer.h"

namespace tarifa::runtime {

struct RunTotals {
  uint64_t billed = 0;
  uint64_t failed = 0;
  uint64_t shadowed = 0;                       // rows rated by kernel and interpreter
  uint64_t punted = 0;                         // rows the kernels could not hold
  std::map<std::string_view, uint64_t> codes;  // of failed rows
  ir::Int128 total = 0;                        // sum of the bills
  void add(const RunTotals& other);
};

struct RatedBatch {
  std::string text;
  RunTotals totals;
  std::string difference;  // not empty: kernel and interpreter disagree, and nothing may be written
};

// The first kShadowRows rows, then every kShadowStep-th: at least 1,000 rows and 0.1 % of a run.
inline constexpr uint64_t kShadowRows = 1000;
inline constexpr uint64_t kShadowStep = 1000;

[[nodiscard]] eval::RunContext interpreter_context(const kernel::RunContext& context);

class BatchRater {
 public:
  // Without `compiled` the interpreter rates every row.
  BatchRater(const ir::Module& module, ir::BillId bill, const kernel::RunContext& context,
             const codegen::CompiledBill* compiled, const BillWriter& writer)
      : module_(module), bill_(bill), context_(context), compiled_(compiled), writer_(writer) {}

  [[nodiscard]] RatedBatch rate(const Batch& batch) const;

 private:
  struct Working;
  void rate_row(Working& working, size_t row) const;
  void by_kernel(Working& working, size_t row) const;
  [[nodiscard]] bool by_interpreter(Working& working, size_t row, RatedRow& out, RowFailure& failure) const;
  void compare(Working& working, size_t row) const;

  const ir::Module& module_;
  ir::BillId bill_;
  kernel::RunContext context_;
  const codegen::CompiledBill* compiled_;
  const BillWriter& writer_;
};

}  // namespace tarifa::runtime
