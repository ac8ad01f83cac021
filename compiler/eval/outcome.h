// What an evaluation yields: a value, or the first row error in evaluation order (S37).
#pragma once

#include <string>
#include <tl/expected.hpp>
#include <utility>
#include <vector>

#include "compiler/eval/value.h"
#include "compiler/support/diag.h"

namespace tarifa::eval {

struct Input {
  std::string name;   // `usage`
  std::string value;  // `-0.001 kWh`
};

struct RowFailure {
  ir::RowError code = ir::RowError::None;
  ir::Place at;
  std::string text;           // the author's words of `fail`, or what was met (`subsidy(S3) on 2019-12-31`);
                              // may be empty
  std::vector<Input> inputs;  // fields of the subject that the failing expression names
};

using Outcome = tl::expected<Value, RowFailure>;

[[nodiscard]] std::string_view row_error_code(ir::RowError code);  // "R0101"
// "the number has more than 38 digits"
[[nodiscard]] std::string_view row_error_text(ir::RowError code, Language language);
// "R0301 there is no value on that date: price on 2020-01-01": code, text and what was met; no place.
[[nodiscard]] std::string failure_text(const RowFailure& failure, Language language);

}  // namespace tarifa::eval

// `TARIFA_TAKE(Value v, evaluate(..));` declares v, or returns the failure from the calling
// function.
#define TARIFA_TAKE_NAME_(a, b) a##b
#define TARIFA_TAKE_NAME(a, b) TARIFA_TAKE_NAME_(a, b)
#define TARIFA_TAKE(declaration, expression) TARIFA_TAKE_AS(TARIFA_TAKE_NAME(taken_, __LINE__), declaration, expression)
#define TARIFA_TAKE_AS(name, declaration, expression)                    \
  auto name = (expression);                                              \
  if (!name) return tl::unexpected<RowFailure>(std::move(name).error()); \
  declaration = *std::move(name)
// The same for what yields no value: tl::expected<void, RowFailure>.
#define TARIFA_PASS(expression)                                                  \
  do {                                                                           \
    auto passed_ = (expression);                                                 \
    if (!passed_) return tl::unexpected<RowFailure>(std::move(passed_).error()); \
  } while (false)
