// Values known when checking: entries of parameters, cells of tables, bounds of ranges. An
// expression is checked as any other and evaluated by the reference interpreter, so there is one
// meaning of every operator.
#pragma once

#include <optional>

#include "compiler/check/session.h"

namespace tarifa::check {

// A constant expression as a value of `expected`, widened to its scale. Reports (also that it is
// not constant).
[[nodiscard]] std::optional<ir::ConstId> const_eval(Session& session, ModuleId module, syntax::NodeId expr,
                                                    ir::TypeId expected);
// The same where a bare number takes the unit of `expected` (S35: entries of parameters, ranges of
// fields).
[[nodiscard]] std::optional<ir::ConstId> const_eval_bare(Session& session, ModuleId module, syntax::NodeId expr,
                                                         ir::TypeId expected);
// A literal date (`2020-04-01`), as in timelines and windows. Reports.
[[nodiscard]] std::optional<int32_t> literal_date(Session& session, ModuleId module, syntax::NodeId literal);

// `value` written as in source: `12.50 COP`, `S1`, `2020-04-01`.
[[nodiscard]] std::string const_text(const Session& session, ir::ConstId value);

}  // namespace tarifa::check
