// The reference interpreter: the meaning of the typed IR, written to be read. It is the oracle of
// the kernels, the explainer, the debugger of tests, and what the checker computes constants with.
// Slow, exact (exact.h), nothing cleverer than needed; what S-rules leave open is written down in
// docs/semantics.md, "Details", which kernels follow too. The module must be verified (ir/verify.h)
// or come from the checker: a type that does not fit its operation is a bug and aborts. A field of
// a subject must be inside its declared type and range: data readers judge that (S37), not this.
// One Interpreter is for one thread. It keeps no values between calls.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <vector>

#include "compiler/eval/outcome.h"
#include "compiler/eval/value.h"
#include "compiler/ir/module.h"

namespace tarifa::eval {

class Trace;

// The dates of one run (S56). Dates are days since 1970-01-01.
struct RunContext {
  int32_t period_start = 0;
  int32_t period_end = 0;         // the day after the last
  std::optional<int32_t> issued;  // none: the period's end
  int32_t as_of = 0;
  bool issued_given = false;  // `at issued` is R0203 otherwise; the command line and the checker refuse it earlier
  bool has_period = true;     // false: a rule or constant by itself; reading the period is R0203
};

struct PrintedNumber {
  ir::Int128 mantissa = 0;
  ir::TypeId type;  // its scale and unit
};

struct LineResult {
  ir::LineId line;
  ir::Int128 amount = 0;                  // at the currency's digits
  std::optional<PrintedNumber> quantity;  // both where the line is one `q @ r`
  std::optional<PrintedNumber> rate;
};

struct BillResult {
  std::vector<LineResult> lines;               // lines that are there, in printed order; no subtotals
  std::map<ir::LineId, ir::Int128> subtotals;  // at their type's scale
  std::vector<ir::TariffId> tariffs;           // that apply
  ir::Int128 rounding = 0;                     // the line `rounding`; 0: there is none
  ir::Int128 total = 0;                        // the sum of lines and rounding
  std::optional<int32_t> due;
};

using BillOutcome = tl::expected<BillResult, RowFailure>;

class Interpreter {
 public:
  explicit Interpreter(const ir::Module& module);

  [[nodiscard]] BillOutcome bill(ir::BillId bill, const Value& subject, const RunContext& context,
                                 Trace* trace = nullptr);
  // A tariff alone: its lines if it applies, none if not. No rounding of the total, no due date.
  [[nodiscard]] BillOutcome tariff(ir::TariffId tariff, const Value& subject, const RunContext& context,
                                   Trace* trace = nullptr);
  [[nodiscard]] Outcome rule(ir::RuleId rule, const Value& subject, const RunContext& context, int32_t effective_date,
                             Trace* trace = nullptr);
  // Any node outside tariffs: constants of the checker (no subject, no locals), tests (locals: the
  // row's values).
  [[nodiscard]] Outcome expression(ir::NodeId node, const RunContext& context, int32_t effective_date,
                                   const Value* subject = nullptr, std::vector<Value> locals = {},
                                   Trace* trace = nullptr);

 private:
  friend class Evaluation;
  const ir::Module& module_;
  // First days of the parts of a weighted line (S21); they depend on nothing of the row.
  struct PartsKey {
    ir::LineId line;
    int32_t start, end, as_of;
    auto operator<=>(const PartsKey&) const = default;
  };
  std::map<PartsKey, std::vector<int32_t>> parts_;
};

}  // namespace tarifa::eval
