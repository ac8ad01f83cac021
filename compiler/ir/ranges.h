// Ranges of values by interval analysis with congruence over declared field ranges: what overflow proofs, widths and
// messages of the checker stand on. Integers only: mantissas at a type's scale, civil values, indexes of enum members.
// INVARIANT: every value that reaches a node lies in its range; what is not declared is bounded by its type.
// Not here: widths (compiler/kernel/widths.h) and what a period makes constant (compiler/kernel).
#pragma once

#include <map>
#include <vector>

#include "compiler/ir/module.h"
#include "compiler/numeric/interval.h"

namespace tarifa::ir {

using numeric::Interval;

// Numbers: 38 digits, or 64 bits of an `int`; dates, months, times: the calendar; lengths: 10^9. Others: empty of
// meaning, all.
[[nodiscard]] Interval range_of_type(const Module& module, const Type& type);
[[nodiscard]] Interval range_of_field(const Module& module, const Field& field);
// Over all keys and entries.
[[nodiscard]] Interval range_of_param(const Module& module, const Param& param);

}  // namespace tarifa::ir
