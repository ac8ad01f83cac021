// The tests of a package (7.13), evaluated by the reference interpreter. A row of a test is a case
// of its own.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "compiler/ir/module.h"

namespace tarifa::driver {

struct TestCase {
  std::string name;  // `blocks`, `blocks, row 2: kwh 500 kWh, amount 274100 COP`
  std::string module;
  ir::Place at;                       // of the test, or of its row
  std::vector<std::string> failures;  // empty: passed. Lines: what was expected and the values of its parts
  [[nodiscard]] bool passed() const { return failures.empty(); }
};

// Those whose name holds `filter`, in the order of the module.
[[nodiscard]] std::vector<TestCase> run_tests(const ir::Module& module, std::string_view filter = {});

// A JUnit report (one test suite a module).
[[nodiscard]] std::string junit_report(const ir::Module& module, const std::vector<TestCase>& cases);

}  // namespace tarifa::driver
