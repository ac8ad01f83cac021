// One program and its rows through the interpreter and through kernels of every kind; they must agree in values, absent
// marks, error codes and places.
#pragma once

#include <string>
#include <vector>

#include "compiler/check/check.h"
#include "compiler/codegen/jit.h"
#include "tests/diff/generator.h"

namespace tarifa::diff {

struct Variant {
  std::string name;
  codegen::JitOptions options;
};

[[nodiscard]] const std::vector<Variant>& all_variants();  // normal level, -O0, forced widths A, B, C
[[nodiscard]] std::vector<Variant> planted_variant(const std::string& fault);

struct Comparison {
  bool accepted = false;     // by the checker
  std::string diagnostics;   // why not
  std::string difference;    // empty: all agree
  size_t first_bad_row = 0;  // index into the rows, where there is a difference
  size_t rows = 0;
  size_t billed = 0;
  size_t failed = 0;   // by expressions
  size_t refused = 0;  // by the data's rules
  size_t punted = 0;   // row x variant that kernels left to the interpreter
  size_t cells = 0;    // amounts compared
};

[[nodiscard]] kernel::RunContext dates_of(const GeneratedProgram& program);
[[nodiscard]] check::CheckResult check_program(const std::string& source, SourceStore& sources, DiagSink& sink);

// `source` is the text of the one module; `rows` JSONL.
[[nodiscard]] Comparison compare(const std::string& source, const std::string& rows, const GeneratedProgram& dates,
                                 const std::vector<Variant>& variants);

}  // namespace tarifa::diff
