// What is known of a value while its text is still being written: its type, and its unit by what it is made of. Units
// that no declaration has named exist here as well: `COP/kWh` times `kWh`.
#pragma once

#include <optional>
#include <string>

#include "compiler/ir/module.h"

namespace tarifa::lsp {

struct Shape {
  ir::Type type;  // ids are those of the module it was made from
  ir::Unit unit;  // of numbers
};

[[nodiscard]] Shape shape_of_kind(ir::TypeKind kind);
[[nodiscard]] std::optional<Shape> shape_of_type(const ir::Module& module, ir::TypeId type);
[[nodiscard]] Shape shape_of_unit(const ir::Unit& unit);

[[nodiscard]] bool same_unit(const ir::Unit& a, const ir::Unit& b);
// None where factors or exponents overflow.
[[nodiscard]] std::optional<ir::Unit> unit_product(const ir::Unit& a, const ir::Unit& b, bool divide);
// The product or quotient of two values: of numbers.
[[nodiscard]] std::optional<Shape> shape_product(const Shape& a, const Shape& b, bool divide);

// How well a value suits a place, best first.
enum class Fit : uint8_t {
  Exact,        // its type, and its unit
  Unknown,      // nothing is known of the one or the other
  Convertible,  // a number of the same dimension or kind: a part of an expression that fits
  Never         // no expression that begins with it can be of that type
};
[[nodiscard]] Fit fit_of(const std::optional<Shape>& value, const std::optional<Shape>& wanted);

}  // namespace tarifa::lsp
