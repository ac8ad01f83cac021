// Values as people read them: `190.000 kWh`, `S1`, `2020-03-25`, `"text"`, `3 items`. Digits are
// not grouped and the point is a point; explain_text.cpp makes it `101,925.03`.
#pragma once

#include <string>

#include "compiler/eval/value.h"
#include "compiler/support/diag.h"

namespace tarifa::eval {

[[nodiscard]] std::string value_text(const ir::Module& module, ir::TypeId type, const Value& value,
                                     Language language = Language::English);
// A number with its unit, all digits of the scale; no finite decimal: twelve digits and an
// ellipsis.
[[nodiscard]] std::string number_text(const ir::Module& module, const mpq_class& value, int scale, ir::UnitId unit);
// `unit_cost(Enel)`
[[nodiscard]] std::string param_call_text(const ir::Module& module, ir::ParamId param, uint32_t timeline);

}  // namespace tarifa::eval
