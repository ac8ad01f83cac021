// Values given to fields with a range, in records made and changed by rules: what is known must lie in the range, what
// is not is judged when the row is computed (R0201). So every value of a field is in its range, whether it was read or
// made, and whoever reads a field may count on it.
#pragma once

#include "compiler/check/expr_support.h"

namespace tarifa::check {

// The value, or one that fails outside the range of field `index`; reports what can never be inside.
[[nodiscard]] Typed within_range(ExprContext& ctx, ir::RecordId record, uint32_t index, const Typed& value);

// Values that no account can bring into the range, as far as the declared ranges show: once all is checked.
void judge_field_guards(Session& session);

}  // namespace tarifa::check
