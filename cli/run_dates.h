// The options that say what is billed and when: --period or --from and --through, --issued, --as-of
// (S56).
#pragma once

#include <CLI/CLI.hpp>

#include <string>

#include "compiler/ir/module.h"
#include "compiler/kernel/context.h"
#include "compiler/support/result.h"

namespace tarifa::cli {

struct DateOptions {
  std::string period;
  std::string from;
  std::string through;
  std::string issued;
  std::string as_of;
};

// Kernels are compiled for the dates of a run; where a command only shows them, for this month
// unless told.
inline constexpr const char* kUsualPeriod = "2020-01";

void add_date_options(CLI::App& command, DateOptions& options);
// `fallback` is billed when no option says what is; empty: they must.
[[nodiscard]] Result<kernel::RunContext> run_context(const DateOptions& options, const std::string& fallback = {});

// S56: values and windows read `at issued` need --issued. False if the bill has any and it was not
// given.
[[nodiscard]] bool issued_suffices(const ir::Module& module, ir::BillId bill, const kernel::RunContext& context);

}  // namespace tarifa::cli
