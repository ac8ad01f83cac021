// `expect error R0301`: of which bill of the test's entity. A bill that another expectation of the
// test names must not fail, so it is meant of the one that is left.
#pragma once

#include <string>
#include <vector>

#include "compiler/check/session.h"

namespace tarifa::check {

struct ExpectedError {
  size_t expectation = 0;  // of ir::Test::expects
  Span span;
};

// Gives each error its bill. False, and reported, if several could be meant, or none.
[[nodiscard]] bool settle_expected_errors(Session& session, ir::RecordId entity,
                                          const std::vector<ExpectedError>& errors, ir::Test& test);

}  // namespace tarifa::check
