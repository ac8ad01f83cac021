// The one place that chooses widths (performance.md): A exact doubles where every integer is proven below 2^53
// (numerators of quotients below 2^52), B checked i64, C i128. A width never changes a result: what is not proven is
// guarded, and a row that does not fit is punted to a wider program.
#pragma once

#include "compiler/kernel/context.h"
#include "compiler/kernel/program.h"

namespace tarifa::kernel {

inline constexpr Int128 kDoubleLimit = Int128{1} << 53;
inline constexpr Int128 kNumeratorLimit = Int128{1} << 52;
inline constexpr Int128 kMagicLimit = Int128{1} << 51;  // of conversion by adding a constant
inline constexpr Int128 kInt64Limit = Int128{1} << 63;

// The kind in which values of this range are kept.
[[nodiscard]] Kind kind_of(const Interval& range, Width force);
// The kind an operation is done in, given the kinds of its integer operands.
[[nodiscard]] Kind kind_of_operation(const Program& program, const Value& value, Kind operands, Width force);
// Every value of the range is held exactly.
[[nodiscard]] bool is_proven(const Interval& range, Kind kind);

}  // namespace tarifa::kernel
