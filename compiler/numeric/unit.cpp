#include "compiler/numeric/unit.h"

#include "compiler/support/check.h"

namespace tarifa::numeric {

namespace {

std::vector<Unit::Term> merge_terms(const std::vector<Unit::Term>& a, const std::vector<Unit::Term>& b, int sign_of_b) {
  std::vector<Unit::Term> out;
  size_t i = 0;
  size_t j = 0;
  while (i < a.size() || j < b.size()) {
    const bool from_a = j == b.size() || (i < a.size() && a[i].unit <= b[j].unit);
    const bool from_b = i == a.size() || (j < b.size() && b[j].unit <= a[i].unit);
    Unit::Term term{from_a ? a[i].unit : b[j].unit, 0};
    if (from_a) term.exponent += a[i++].exponent;
    if (from_b) term.exponent += sign_of_b * b[j++].exponent;
    if (term.exponent != 0) out.push_back(term);
  }
  return out;
}

}  // namespace

bool same_unit(const Unit& a, const Unit& b) { return a.dimension == b.dimension && same_value(a.factor, b.factor); }

size_t hash_of(const Unit& unit) {
  const Fraction factor = reduced(unit.factor);
  size_t hash = unit.dimension.hash();
  for (const Int128 part : {factor.num, factor.den}) {
    hash = hash * 1'000'003 + static_cast<uint64_t>(part);
    hash = hash * 1'000'003 + static_cast<uint64_t>(part >> 64);
  }
  return hash;
}

std::optional<Unit> multiply(const Unit& a, const Unit& b) {
  const std::optional<Dimension> dimension = Dimension::product(a.dimension, b.dimension);
  const std::optional<Fraction> factor = mul(a.factor, b.factor);
  if (!dimension || !factor) return std::nullopt;
  return Unit{*dimension, *factor, merge_terms(a.terms, b.terms, 1)};
}

std::optional<Unit> divide(const Unit& a, const Unit& b) {
  const std::optional<Dimension> dimension = Dimension::quotient(a.dimension, b.dimension);
  const std::optional<Fraction> factor = div(a.factor, b.factor);
  if (!dimension || !factor) return std::nullopt;
  return Unit{*dimension, *factor, merge_terms(a.terms, b.terms, -1)};
}

Unit inverse(const Unit& unit) {
  const std::optional<Unit> out = divide(Unit{}, unit);
  TARIFA_CHECK(out.has_value());  // a positive fraction turned over fits, and so do its exponents
  return *out;
}

std::optional<Fraction> conversion_factor(const Unit& from, const Unit& to) {
  if (!same_dimension(from, to)) return std::nullopt;
  return div(from.factor, to.factor);
}

std::optional<NamedUnitId> UnitStore::add_base(std::string_view name) {
  const NamedUnitId id(units_.size());
  if (!by_name_.emplace(name, id).second) return std::nullopt;
  const Dimension dimension{BaseDimensionId(bases_.size())};
  bases_.push_back(id);
  units_.push_back({std::string(name), Unit{dimension, {1, 1}, {{id, 1}}}});
  return id;
}

std::optional<NamedUnitId> UnitStore::add_derived(std::string_view name, const Fraction& factor, const Unit& of) {
  const std::optional<Fraction> whole = factor.num > 0 ? mul(factor, of.factor) : std::nullopt;
  if (!whole) return std::nullopt;
  const NamedUnitId id(units_.size());
  if (!by_name_.emplace(name, id).second) return std::nullopt;
  Unit unit{of.dimension, *whole, {{id, 1}}};
  if (unit.is_plain()) unit.terms.clear();  // `ratio` leaves no trace in products
  units_.push_back({std::string(name), std::move(unit)});
  return id;
}

std::optional<NamedUnitId> UnitStore::find(std::string_view name) const {
  const auto found = by_name_.find(std::string(name));
  if (found == by_name_.end()) return std::nullopt;
  return found->second;
}

std::string UnitStore::name(const Unit& unit) const {
  if (unit.terms.size() == 1 && unit.terms[0].exponent == 1) {
    return units_[unit.terms[0].unit.index()].name;
  }
  if (unit.is_plain()) return "";
  for (const NamedUnit& named : units_) {
    if (same_unit(named.unit, unit)) return named.name;
  }
  std::string above;
  std::string below;
  for (const Unit::Term& term : unit.terms) {
    const std::string& word = units_[term.unit.index()].name;
    for (int i = 0; i < term.exponent; ++i) above += (above.empty() ? "" : "*") + word;
    for (int i = 0; i < -term.exponent; ++i) below += "/" + word;
  }
  return (above.empty() ? "1" : above) + below;
}

std::string_view UnitStore::base_name(BaseDimensionId base) const { return units_[bases_[base.index()].index()].name; }

}  // namespace tarifa::numeric
