// How units come to be: for the declarations of units only. Everybody else uses units.h.
#pragma once

#include <optional>
#include <string>

#include "compiler/check/units.h"

namespace tarifa::check {

// The id of this dimension and factor; `name` is used if it is new.
ir::UnitId intern_unit(Session& session, const numeric::Unit& unit, std::string name);
// A unit that is its own base: J, a currency, degC.
ir::UnitId declare_base_unit(Session& session, std::string name);
// One of it is `factor` of `of`. None if that does not fit.
std::optional<ir::UnitId> declare_derived_unit(Session& session, std::string name, const numeric::Fraction& factor,
                                               ir::UnitId of);

}  // namespace tarifa::check
