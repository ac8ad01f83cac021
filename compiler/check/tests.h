// Tests of rules and bills (7.13): subject, period, dates, rows, expectations.
#pragma once

#include "compiler/check/session.h"

namespace tarifa::check {

// Makes ir::Test of every test of the module; a test that is wrong is left out and reported.
void check_tests(Session& session, ModuleId module);

// What a test has said, for the expressions of its expectations.
struct TestScope {
  ir::RecordId entity;  // none: no `for`
  bool has_period = false;
  bool has_issued = false;
  bool has_as_of = false;
};

// The bill or tariff reads something `at issued`, so a test that rates it gives `issued` (S56).
[[nodiscard]] bool bill_needs_issued(Session& session, const ir::Bill& bill);
[[nodiscard]] bool tariff_needs_issued(Session& session, const ir::Tariff& tariff);

}  // namespace tarifa::check
