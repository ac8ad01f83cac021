// On which dates a timeline has a value at all, whoever looks and whenever (S5).
#pragma once

#include "compiler/ir/module.h"

namespace tarifa::check {

// Some entry, published or not, covers the day.
[[nodiscard]] bool covers(const ir::Timeline& timeline, int32_t day);

}  // namespace tarifa::check
