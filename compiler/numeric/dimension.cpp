#include "compiler/numeric/dimension.h"

#include "compiler/support/check.h"

namespace tarifa::numeric {

Dimension::Dimension(BaseDimensionId base) : size_(1) {
  TARIFA_CHECK(base.valid());
  powers_[0] = {base, 1};
}

int Dimension::exponent_of(BaseDimensionId base) const {
  for (const Power& power : powers()) {
    if (power.base == base) return power.exponent;
  }
  return 0;
}

size_t Dimension::hash() const {
  size_t hash = size_;
  for (const Power& power : powers()) {
    hash = hash * 1'000'003 + power.base.index();
    hash = hash * 1'000'003 + static_cast<size_t>(power.exponent + kMaxExponent);
  }
  return hash;
}

std::optional<Dimension> Dimension::combine(const Dimension& a, const Dimension& b, int sign_of_b) {
  Dimension out;
  size_t i = 0;
  size_t j = 0;
  while (i < a.size_ || j < b.size_) {
    const bool from_a = j == b.size_ || (i < a.size_ && a.powers_[i].base <= b.powers_[j].base);
    const bool from_b = i == a.size_ || (j < b.size_ && b.powers_[j].base <= a.powers_[i].base);
    const BaseDimensionId base = from_a ? a.powers_[i].base : b.powers_[j].base;
    int exponent = 0;
    if (from_a) exponent += a.powers_[i++].exponent;
    if (from_b) exponent += sign_of_b * b.powers_[j++].exponent;
    if (exponent == 0) continue;
    if (exponent > kMaxExponent || exponent < -kMaxExponent || out.size_ == kMaxBases) {
      return std::nullopt;
    }
    out.powers_[out.size_++] = {base, static_cast<int8_t>(exponent)};
  }
  return out;
}

std::optional<Dimension> Dimension::product(const Dimension& a, const Dimension& b) { return combine(a, b, 1); }

std::optional<Dimension> Dimension::quotient(const Dimension& a, const Dimension& b) { return combine(a, b, -1); }

}  // namespace tarifa::numeric
