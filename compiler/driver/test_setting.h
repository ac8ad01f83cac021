// What a case of a test (7.13) is evaluated with: the values of its row, its subject, its dates (S45, S56).
#pragma once

#include <optional>
#include <vector>

#include "compiler/eval/interpreter.h"

namespace tarifa::driver {

struct TestSetting {
  eval::RunContext context;
  int32_t effective = 0;  // the date a rule by itself is read at
  std::vector<eval::Value> locals;
  std::optional<eval::Value> subject;
  // The first of them that failed, and whether it was the subject: the dates are there then.
  std::optional<eval::RowFailure> failure;
  bool subject_failed = false;
};

// `row`: null for a test without rows.
[[nodiscard]] TestSetting test_setting(const ir::Module& module, const ir::Test& test, const ir::TestRow* row,
                                       eval::Interpreter& interpreter);

}  // namespace tarifa::driver
