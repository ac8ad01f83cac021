// S23: the share of a price that the period of a run is charged; one constant a run.
#pragma once

#include <optional>

#include "compiler/ir/module.h"
#include "compiler/kernel/context.h"
#include "compiler/numeric/fraction.h"

namespace tarifa::kernel {

// In lowest terms and positive; absent (R0403) where the clause takes whole months and the period is none.
[[nodiscard]] std::optional<numeric::Fraction> proration_factor(const ir::Proration& clause, const RunContext& run);

}  // namespace tarifa::kernel
