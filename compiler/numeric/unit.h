// Units: a dimension, an exact factor to its base units, and the named units it is written with
// (`COP/kWh`).
// Two units are the same unit if dimension and factor are equal: `kW * hour` is kWh. Of one
// dimension they convert by the quotient of their factors; degC and degF do not, as they are
// dimensions of their own.
// Not here: which units exist; the standard ones are declared in stdlib.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "compiler/numeric/dimension.h"
#include "compiler/numeric/fraction.h"
#include "compiler/support/ids.h"

namespace tarifa::numeric {

struct NamedUnitTag;
using NamedUnitId = Id<NamedUnitTag>;

// INVARIANT: terms ascend by id, no exponent is 0, factor is positive and in lowest terms.
struct Unit {
  struct Term {
    NamedUnitId unit;
    int exponent = 0;
    constexpr auto operator<=>(const Term&) const = default;
  };
  Dimension dimension;
  Fraction factor{1, 1};    // one of this unit is `factor` of the base units
  std::vector<Term> terms;  // how it is written, for messages only

  [[nodiscard]] bool is_plain() const { return dimension.is_plain() && factor.num == factor.den; }
};

[[nodiscard]] inline bool same_dimension(const Unit& a, const Unit& b) { return a.dimension == b.dimension; }
[[nodiscard]] bool same_unit(const Unit& a, const Unit& b);
[[nodiscard]] size_t hash_of(const Unit& unit);  // agrees with same_unit

// Absent where exponents or the factor overflow.
[[nodiscard]] std::optional<Unit> multiply(const Unit& a, const Unit& b);
[[nodiscard]] std::optional<Unit> divide(const Unit& a, const Unit& b);
[[nodiscard]] Unit inverse(const Unit& unit);

// x of `from` is x * factor of `to`. Absent if dimensions differ or it does not fit.
[[nodiscard]] std::optional<Fraction> conversion_factor(const Unit& from, const Unit& to);

struct NamedUnit {
  std::string name;
  Unit unit;  // terms: this one
};

// The named units of a program. Ids never change once given.
class UnitStore {
 public:
  // A unit that is its own base: kWh's base, a currency, degC, count. Absent if the name is taken.
  std::optional<NamedUnitId> add_base(std::string_view name);
  // `unit MWh = 1000 kWh`: factor of an existing unit. Absent if the name is taken or the factor
  // overflows or is not positive.
  std::optional<NamedUnitId> add_derived(std::string_view name, const Fraction& factor, const Unit& of);
  [[nodiscard]] std::optional<NamedUnitId> find(std::string_view name) const;
  [[nodiscard]] const NamedUnit& operator[](NamedUnitId id) const { return units_[id.index()]; }
  [[nodiscard]] const Unit& unit(NamedUnitId id) const { return units_[id.index()].unit; }
  [[nodiscard]] size_t size() const { return units_.size(); }

  // "COP/kWh", "EUR/kW/year", "kW*hour", "1/kWh", "" for plain numbers. A product that is the same
  // unit as a named one is written by that name, the first declared.
  [[nodiscard]] std::string name(const Unit& unit) const;
  [[nodiscard]] std::string_view base_name(BaseDimensionId base) const;

 private:
  std::vector<NamedUnit> units_;
  std::vector<NamedUnitId> bases_;  // by base dimension
  std::unordered_map<std::string, NamedUnitId> by_name_;
};

}  // namespace tarifa::numeric
