// An account's values beside the rules that yield them, from the reference interpreter.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "compiler/eval/explanation.h"
#include "lsp/workspace/sample_accounts.h"

namespace tarifa::lsp {

enum class ShownKind : uint8_t {
  Bill,
  Tariff,
  Line,
  Total,
  Due,
  Rule,
  Exception,
  Let,
  Parameter,  // the entry of a timeline that was read
  TableRow,   // the row that matched
  Condition,  // `when` of a line
  Read        // something with a name where it is used
};

struct ShownValue {
  Span span;
  ShownKind kind = ShownKind::Read;
  std::string name;
  std::string value;   // `101925.03 COP`; several where it was read at several dates; empty: none
  std::string detail;  // `usage 190.000 kWh @ unit_cost 536.4475 COP/kWh`
  bool applies = true;
  std::string failure;  // `R0301 there is no value on that date: ..`
};

struct Evaluation {
  std::vector<ShownValue> values;               // by file and offset; at one span each kind once
  std::vector<eval::Explanation> explanations;  // of the bills, or of what else the account has
  std::string failure;                          // the first, where a bill failed
};

// The analysis must be ok. Dates: those of `context`.
[[nodiscard]] Evaluation evaluate_account(const Snapshot& snapshot, const Account& account,
                                          const eval::RunContext& context, int32_t effective, Language language);

// The explanation of the bill of that name, or of the only one; null if there is none or a choice.
[[nodiscard]] const eval::Explanation* explanation_of(const Evaluation& evaluation, const std::string& bill);

// Those that begin inside of the span. INVARIANT: by offset, as in Evaluation::values.
[[nodiscard]] std::span<const ShownValue> values_within(const Evaluation& evaluation, Span span);

}  // namespace tarifa::lsp
