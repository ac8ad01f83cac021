// Tests of rules and bills (7.13): subject, period, dates, rows, expectations.
#pragma once

#include "compiler/check/session.h"

namespace tarifa::check {

// Makes ir::Test of every test of the module; a test that is wrong is left out and reported.
void check_tests(Session& session, ModuleId module);

}  // namespace tarifa::check
