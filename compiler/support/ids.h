// Typed 32-bit ids into stores owned by one object. An id is meaningful only with the store it came from.
#pragma once

#include <compare>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <limits>

namespace tarifa {

template <class Tag>
struct Id {
  static constexpr uint32_t kNone = std::numeric_limits<uint32_t>::max();
  uint32_t value = kNone;

  constexpr Id() = default;
  constexpr explicit Id(size_t index) : value(static_cast<uint32_t>(index)) {}
  [[nodiscard]] constexpr bool valid() const { return value != kNone; }
  [[nodiscard]] constexpr uint32_t index() const { return value; }
  constexpr auto operator<=>(const Id&) const = default;
};

struct FileTag;
using FileId = Id<FileTag>;

}  // namespace tarifa

template <class Tag>
struct std::hash<tarifa::Id<Tag>> {
  size_t operator()(tarifa::Id<Tag> id) const noexcept { return std::hash<uint32_t>{}(id.value); }
};
