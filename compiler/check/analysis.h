// Proofs over the finished IR: coverage and overlap of tables. What cannot be proved stays a check
// at run time.
#pragma once

#include "compiler/check/session.h"

namespace tarifa::check {

// All of the below and of exception_overlap.h; warnings only where there is no error.
void analyze(Session& session);

// Gaps, overlaps, masked and subsumed rows of every table, each with an example input (S38).
void analyze_tables(Session& session);

}  // namespace tarifa::check
