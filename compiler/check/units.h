// Units: `unit` and `currency` declarations, unit names in types and literals, and their algebra.
// One UnitId for each dimension and factor, so `kW * 1 hour` and `kWh` are the same id and equal
// units are equal ids. units[0] is the dimensionless one.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "compiler/check/session.h"

namespace tarifa::check {

inline constexpr ir::UnitId kPlainUnit{0U};

// Puts the dimensionless unit into an empty session. Called once, by load_package.
void add_plain_unit(Session& session);

[[nodiscard]] inline const ir::Unit& unit_at(const Session& session, ir::UnitId id) {
  return session.ir.units[id.index()];
}
// None where exponents or factors overflow.
[[nodiscard]] std::optional<ir::UnitId> multiply_units(Session& session, ir::UnitId a, ir::UnitId b);
[[nodiscard]] std::optional<ir::UnitId> divide_units(Session& session, ir::UnitId a, ir::UnitId b);
[[nodiscard]] bool same_dimension(const Session& session, ir::UnitId a, ir::UnitId b);
// x of `from` is x * ratio of `to`. None for other dimensions.
[[nodiscard]] std::optional<ir::Ratio> conversion(const Session& session, ir::UnitId from, ir::UnitId to);
// For messages: `kWh`, `COP/kWh`, and `a plain number` is the caller's affair: the dimensionless
// one has name "".
[[nodiscard]] std::string unit_name(const Session& session, ir::UnitId unit);

// One name: `kWh`. Reports an unknown one (with the `use` that would bring it, where std has it)
// and anything that is no unit.
[[nodiscard]] std::optional<ir::UnitId> resolve_unit_name(Session& session, ModuleId module, std::string_view name,
                                                          Span span);
// `COP/kWh`, `EUR/kW/year`, `kWh`: text of a rate token's words or a unit expression; `span` covers
// exactly this text.
[[nodiscard]] std::optional<ir::UnitId> resolve_unit_text(Session& session, ModuleId module, std::string_view text,
                                                          Span span);

bool resolve_unit(Session& session, SymbolId symbol);
bool resolve_currency(Session& session, SymbolId symbol);

}  // namespace tarifa::check
