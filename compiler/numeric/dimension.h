// Dimensions: products of powers of base dimensions. Every currency is a base dimension, and so are
// degC and degF, which are never converted by a factor.
// INVARIANT: bases ascend, no exponent is 0, so equal dimensions are equal member by member.
#pragma once

#include <array>
#include <compare>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <span>

#include "compiler/support/ids.h"

namespace tarifa::numeric {

struct BaseDimensionTag;
using BaseDimensionId = Id<BaseDimensionTag>;

class Dimension {
 public:
  static constexpr size_t kMaxBases = 8;
  static constexpr int kMaxExponent = 100;
  struct Power {
    BaseDimensionId base;
    int8_t exponent = 0;
    constexpr auto operator<=>(const Power&) const = default;
  };

  Dimension() = default;  // of plain numbers
  explicit Dimension(BaseDimensionId base);

  [[nodiscard]] bool is_plain() const { return size_ == 0; }
  [[nodiscard]] std::span<const Power> powers() const { return {powers_.data(), size_}; }
  [[nodiscard]] int exponent_of(BaseDimensionId base) const;
  [[nodiscard]] size_t hash() const;
  auto operator<=>(const Dimension&) const = default;

  // Absent past kMaxBases bases or kMaxExponent.
  [[nodiscard]] static std::optional<Dimension> product(const Dimension& a, const Dimension& b);
  [[nodiscard]] static std::optional<Dimension> quotient(const Dimension& a, const Dimension& b);

 private:
  static std::optional<Dimension> combine(const Dimension& a, const Dimension& b, int sign_of_b);

  std::array<Power, kMaxBases> powers_{};
  size_t size_ = 0;
};

}  // namespace tarifa::numeric

template <>
struct std::hash<tarifa::numeric::Dimension> {
  size_t operator()(const tarifa::numeric::Dimension& d) const noexcept { return d.hash(); }
};
