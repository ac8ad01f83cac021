#include "lsp/features/shape.h"

#include <algorithm>
#include <numeric>

namespace tarifa::lsp {
namespace {

using ir::Int128;
using ir::TypeKind;

Int128 greatest_divisor(Int128 a, Int128 b) {
  while (b != 0) {
    const Int128 rest = a % b;
    a = b;
    b = rest;
  }
  return a < 0 ? -a : a;
}

// None where it leaves the range of the factors that units have.
std::optional<Int128> times(Int128 a, Int128 b) {
  constexpr Int128 kMost = Int128{1} << 126;
  if (a != 0 && b != 0 && (a < 0 ? -a : a) > kMost / (b < 0 ? -b : b)) return std::nullopt;
  return a * b;
}

bool is_number(const Shape& shape) { return shape.type.kind == TypeKind::Number; }

bool is_ordered_civil(TypeKind kind) {
  return kind == TypeKind::Date || kind == TypeKind::Month || kind == TypeKind::Days || kind == TypeKind::Months;
}

// A value of this kind may begin an expression of another: its field, its comparison, its sum.
bool may_begin_other(TypeKind value, TypeKind wanted) {
  if (value == TypeKind::Record || value == TypeKind::List || value == TypeKind::Period) return true;
  if (wanted == TypeKind::Bool) return true;  // as the left side of a comparison
  if (is_ordered_civil(value) && is_ordered_civil(wanted)) return true;
  return value == TypeKind::DateTime && (wanted == TypeKind::Date || wanted == TypeKind::Time);
}

}  // namespace

Shape shape_of_kind(TypeKind kind) {
  Shape shape;
  shape.type.kind = kind;
  return shape;
}

std::optional<Shape> shape_of_type(const ir::Module& module, ir::TypeId id) {
  if (!id.valid() || id.index() >= module.types.size()) return std::nullopt;
  Shape shape;
  shape.type = module.types[id.index()];
  const ir::UnitId unit = shape.type.unit;
  if (is_number(shape) && unit.valid() && unit.index() < module.units.size()) shape.unit = module.units[unit.index()];
  return shape;
}

Shape shape_of_unit(const ir::Unit& unit) {
  Shape shape = shape_of_kind(TypeKind::Number);
  shape.unit = unit;
  return shape;
}

bool same_unit(const ir::Unit& a, const ir::Unit& b) {
  return a.powers == b.powers && a.numerator == b.numerator && a.denominator == b.denominator;
}

std::optional<ir::Unit> unit_product(const ir::Unit& a, const ir::Unit& b, bool divide) {
  ir::Unit out;
  auto p = a.powers.begin();
  auto q = b.powers.begin();
  while (p != a.powers.end() || q != b.powers.end()) {
    const bool left = q == b.powers.end() || (p != a.powers.end() && p->base < q->base);
    const bool right = p == a.powers.end() || (q != b.powers.end() && q->base < p->base);
    const int sum = (right ? 0 : p->exponent) + (left ? 0 : (divide ? -q->exponent : q->exponent));
    const uint32_t base = right ? q->base : p->base;
    if (!right) ++p;
    if (!left) ++q;
    if (sum < -100 || sum > 100) return std::nullopt;
    if (sum != 0) out.powers.push_back({base, static_cast<int8_t>(sum)});
  }
  const auto numerator = times(a.numerator, divide ? b.denominator : b.numerator);
  const auto denominator = times(a.denominator, divide ? b.numerator : b.denominator);
  if (!numerator || !denominator || *denominator == 0) return std::nullopt;
  const Int128 common = greatest_divisor(*numerator, *denominator);
  if (common == 0) return std::nullopt;
  out.numerator = *numerator / common;
  out.denominator = *denominator / common;
  return out;
}

std::optional<Shape> shape_product(const Shape& a, const Shape& b, bool divide) {
  if (!is_number(a) || !is_number(b)) return std::nullopt;
  const auto unit = unit_product(a.unit, b.unit, divide);
  if (!unit) return std::nullopt;
  return shape_of_unit(*unit);
}

Fit fit_of(const std::optional<Shape>& value, const std::optional<Shape>& wanted) {
  if (!value || !wanted) return Fit::Unknown;
  const ir::Type& have = value->type;
  const ir::Type& want = wanted->type;
  if (have.kind != want.kind) return may_begin_other(have.kind, want.kind) ? Fit::Convertible : Fit::Never;
  switch (want.kind) {
    case TypeKind::Number: return same_unit(value->unit, wanted->unit) ? Fit::Exact : Fit::Convertible;
    case TypeKind::Enum: return have.enumeration == want.enumeration ? Fit::Exact : Fit::Never;
    case TypeKind::Record: return have.record == want.record ? Fit::Exact : Fit::Convertible;
    case TypeKind::Bool:
    case TypeKind::Text:
    case TypeKind::Date:
    case TypeKind::Month:
    case TypeKind::Time:
    case TypeKind::DateTime:
    case TypeKind::Days:
    case TypeKind::Months:
    case TypeKind::Period:
    case TypeKind::List:
    case TypeKind::Ladder: return Fit::Exact;
  }
  return Fit::Unknown;
}

}  // namespace tarifa::lsp
