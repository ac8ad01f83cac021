// Limits of blocks while a ladder is checked: 0 or more, not descending, and the last one as far as
// the quantity can go (S25).
#pragma once

#include <optional>
#include <string>

#include "compiler/check/exprs.h"
#include "compiler/numeric/fraction.h"

namespace tarifa::check {

using LimitValue = std::optional<numeric::Fraction>;  // none: only the row knows it

struct BlockLimit {
  LimitValue value;
  std::string text;  // as written; empty: none stands before
  Span block;
};

// The limit as far as it is known here: a literal, or a `let` without parameters that is one.
[[nodiscard]] LimitValue limit_value(const Session& session, ir::NodeId limit);
// Of a limit and the one before it, 0 at first. Reports; warns of a block that holds nothing.
[[nodiscard]] bool judge_limit(ExprContext& ctx, const BlockLimit& limit, const BlockLimit& before);
// A ladder that does not end in `above`. Reports.
[[nodiscard]] bool judge_last_limit(ExprContext& ctx, const BlockLimit& last, const LimitValue& most, ir::UnitId unit);
// The same of every ladder of a parameter; `span`: where it is used.
[[nodiscard]] bool ladder_reaches(ExprContext& ctx, const ir::Param& param, const LimitValue& most, ir::UnitId unit,
                                  Span span);

}  // namespace tarifa::check
