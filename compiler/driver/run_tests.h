// The tests of a package (7.13), evaluated by the reference interpreter. A row of a test is a case
// of its own.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "compiler/ir/module.h"
#include "compiler/support/diag.h"

namespace tarifa::driver {

// One expectation that was not met, or what kept it from being judged.
struct TestFailure {
  ir::Place at;
  std::string message;   // one line, without the place
  std::string expected;  // of a comparison with `=`, as values: `5.00 EUR`; else both are empty
  std::string actual;
  std::string diagram;  // of a condition that does not hold (assertion_diagram.h); else empty
};

struct TestCaseId {
  size_t test = 0;            // into Module::tests
  std::optional<size_t> row;  // none: a test without rows
};

struct TestCase {
  TestCaseId id;
  std::string name;  // `blocks`, `blocks, row 2: kwh 500 kWh, amount 274100 COP`
  std::string module;
  ir::Place at;  // of the test, or of its row
  std::vector<TestFailure> failures;
  std::string not_given;  // of a failed case: the fields of its subject that took their defaults (S45)
  [[nodiscard]] bool passed() const { return failures.empty(); }
};

// Those whose test's name holds `filter`, in the order of the module.
[[nodiscard]] std::vector<TestCaseId> test_cases(const ir::Module& module, std::string_view filter = {});
[[nodiscard]] std::string test_case_name(const ir::Module& module, TestCaseId id, Language language);
[[nodiscard]] TestCase run_test(const ir::Module& module, TestCaseId id, Language language = Language::English);

// All of test_cases().
[[nodiscard]] std::vector<TestCase> run_tests(const ir::Module& module, std::string_view filter = {},
                                              Language language = Language::English);

// Why it failed, for people: each failure with its place, its diagram below it.
[[nodiscard]] std::vector<std::string> failure_lines(const ir::Module& module, const TestCase& one);

// A JUnit report (one test suite a module).
[[nodiscard]] std::string junit_report(const ir::Module& module, const std::vector<TestCase>& cases);

}  // namespace tarifa::driver
