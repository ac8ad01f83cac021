// A row that cannot be billed: which, why, where the rule stands that it breaks, and what was read.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "compiler/ir/module.h"
#include "compiler/support/diag.h"

namespace tarifa::runtime {

struct RowFailure {
  uint64_t row = 0;     // number of the row in the file, from 1
  std::string account;  // its key; empty: no readable key, the row is named by its number
  ir::RowError error = ir::RowError::None;
  ir::Place at;                      // of the field's declaration, or of the operation that failed
  std::string field;                 // `usage`, `invoices[0].due`; or empty
  std::optional<std::string> value;  // as read, valid UTF-8
  std::optional<Note> note;          // what exactly; none: the registry's text of `error`
  std::string detail;                // the author's words of `fail "..."`, or what was met
  std::vector<std::pair<std::string, std::string>> inputs;  // of a failing expression: field and value with unit
};

// What a row is called in outputs: its key, or `row 17`.
[[nodiscard]] std::string row_name(const RowFailure& failure);
[[nodiscard]] std::string_view row_error_code(ir::RowError error);  // "R0201"
[[nodiscard]] std::string failure_message(const RowFailure& failure, Language language);

}  // namespace tarifa::runtime
