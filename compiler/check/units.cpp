// The algebra of units: interning by dimension and factor, products, quotients, conversion, names
// of products.
#include "compiler/check/units.h"

#include <string>
#include <utility>

#include "compiler/check/declaration_log.h"
#include "compiler/check/unit_interning.h"

namespace tarifa::check {
namespace {

std::string key_of(const numeric::Unit& unit) {
  std::string key;
  for (const numeric::Dimension::Power& power : unit.dimension.powers()) {
    key += std::to_string(power.base.index()) + "^" + std::to_string(power.exponent) + " ";
  }
  const numeric::Fraction factor = numeric::reduced(unit.factor);
  return key + numeric::to_string(factor.num) + "/" + numeric::to_string(factor.den);
}

// `COP/kWh`, `kW*hour`, `1/kWh`.
std::string product_name(const Session& session, const numeric::Unit& unit) {
  std::string above;
  std::string below;
  for (const numeric::Unit::Term& term : unit.terms) {
    const std::string& word = session.named_units[term.unit.index()];
    for (int i = 0; i < term.exponent; ++i) above += (above.empty() ? "" : "*") + word;
    for (int i = 0; i < -term.exponent; ++i) below += "/" + word;
  }
  if (above.empty() && below.empty()) return {};
  return (above.empty() ? "1" : above) + below;
}

std::optional<ir::UnitId> intern_result(Session& session, const std::optional<numeric::Unit>& unit) {
  if (!unit) return std::nullopt;
  return intern_unit(session, *unit, product_name(session, *unit));
}

}  // namespace

ir::UnitId intern_unit(Session& session, const numeric::Unit& unit, std::string name) {
  const auto [found, fresh] =
      session.unit_index.try_emplace(key_of(unit), static_cast<uint32_t>(session.ir.units.size()));
  if (fresh) {
    ir::Unit made;
    made.name = std::move(name);
    for (const numeric::Dimension::Power& power : unit.dimension.powers()) {
      made.powers.push_back({power.base.index(), power.exponent});
    }
    const numeric::Fraction factor = numeric::reduced(unit.factor);
    made.numerator = factor.num;
    made.denominator = factor.den;
    session.ir.units.push_back(std::move(made));
    session.unit_algebra.push_back(unit);
  }
  note_interned(session, InternedKind::Unit, found->second);
  return ir::UnitId(found->second);
}

ir::UnitId declare_base_unit(Session& session, std::string name) {
  const numeric::BaseDimensionId base(session.ir.base_dimensions.size());
  session.ir.base_dimensions.push_back(name);
  numeric::Unit unit;
  unit.dimension = numeric::Dimension(base);
  unit.terms = {{numeric::NamedUnitId(session.named_units.size()), 1}};
  session.named_units.push_back(name);
  return intern_unit(session, unit, std::move(name));
}

std::optional<ir::UnitId> declare_derived_unit(Session& session, std::string name, const numeric::Fraction& factor,
                                               ir::UnitId of) {
  const numeric::Unit& base = session.unit_algebra[of.index()];
  const auto whole = numeric::mul(factor, base.factor);
  if (!whole) return std::nullopt;
  numeric::Unit unit;
  unit.dimension = base.dimension;
  unit.factor = *whole;
  if (unit.is_plain()) return kPlainUnit;  // `ratio` leaves no trace in products
  unit.terms = {{numeric::NamedUnitId(session.named_units.size()), 1}};
  session.named_units.push_back(name);
  const size_t known = session.ir.units.size();
  const ir::UnitId id = intern_unit(session, unit, name);
  const bool was_product =
      id.index() < known && session.unit_algebra[id.index()].terms != unit.terms &&
      product_name(session, session.unit_algebra[id.index()]) == session.ir.units[id.index()].name &&
      session.unit_algebra[id.index()].terms.size() > 1;
  if (was_product) {  // `kW * 1 hour` came before kWh was mentioned
    session.ir.units[id.index()].name = std::move(name);
    session.unit_algebra[id.index()].terms = unit.terms;
  }
  return id;
}

void add_plain_unit(Session& session) { (void)intern_unit(session, numeric::Unit{}, {}); }

std::optional<ir::UnitId> multiply_units(Session& session, ir::UnitId a, ir::UnitId b) {
  if (a == kPlainUnit) return b;
  if (b == kPlainUnit) return a;
  return intern_result(session, numeric::multiply(session.unit_algebra[a.index()], session.unit_algebra[b.index()]));
}

std::optional<ir::UnitId> divide_units(Session& session, ir::UnitId a, ir::UnitId b) {
  if (b == kPlainUnit) return a;
  return intern_result(session, numeric::divide(session.unit_algebra[a.index()], session.unit_algebra[b.index()]));
}

bool same_dimension(const Session& session, ir::UnitId a, ir::UnitId b) {
  return numeric::same_dimension(session.unit_algebra[a.index()], session.unit_algebra[b.index()]);
}

std::optional<ir::Ratio> conversion(const Session& session, ir::UnitId from, ir::UnitId to) {
  const auto factor = numeric::conversion_factor(session.unit_algebra[from.index()], session.unit_algebra[to.index()]);
  if (!factor) return std::nullopt;
  const numeric::Fraction lowest = numeric::reduced(*factor);
  return ir::Ratio{lowest.num, lowest.den};
}

std::string unit_name(const Session& session, ir::UnitId unit) { return unit_at(session, unit).name; }

}  // namespace tarifa::check
