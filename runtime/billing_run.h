// A whole run: accounts of a file in, bills out, in the order of the file, the same bytes for any
// number of threads. Output appears whole or not at all; a row that fails never touches another.
#pragma once

#include <functional>
#include <optional>
#include <string>

#include "runtime/rate_batch.h"

namespace tarifa::runtime {

// `--fail-over 5%`: an exact percent, mantissa / 10^scale.
struct FailOver {
  int64_t mantissa = 0;
  int scale = 0;
  // More than this share of the rows has failed.
  [[nodiscard]] bool exceeded_by(uint64_t failed, uint64_t rows) const;
};

struct RunOptions {
  kernel::RunContext context;
  BillForm form = BillForm::Table;
  Language language = Language::English;
  bool interpret = false;
  codegen::JitOptions jit;
  unsigned threads = 2;
  std::optional<FailOver> fail_over;
  std::string out;                                                                       // path; empty: standard output
  std::function<void(uint64_t bytes_read, uint64_t file_size, uint64_t rows)> progress;  // or none
};

enum class RunEnd : uint8_t { Done, TooManyFailed, KernelDiffers };

struct RunReport {
  RunEnd end = RunEnd::Done;
  RunTotals totals;
  std::string difference;  // of KernelDiffers
};

// The module must be verified. Nothing is written unless the end is Done.
[[nodiscard]] Result<RunReport> run_billing(const ir::Module& module, ir::BillId bill, const std::string& accounts,
                                            const RunOptions& options);

}  // namespace tarifa::runtime
