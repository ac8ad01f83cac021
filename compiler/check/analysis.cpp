#include "compiler/check/analysis.h"

#include "compiler/check/decided_conditions.h"
#include "compiler/check/exception_overlap.h"
#include "compiler/check/field_guards.h"
#include "compiler/check/overflow.h"

namespace tarifa::check {

void analyze(Session& session) {
  analyze_tables(session);
  analyze_exceptions(session);
  if (session.sink.error_count() == 0) judge_field_guards(session);
  if (session.sink.error_count() == 0) analyze_overflow(session);
  if (session.sink.error_count() == 0) warn_decided_conditions(session);
}

}  // namespace tarifa::check
