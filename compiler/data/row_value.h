// One row as it was read, before it is known what it should be: a small tree in flat memory that is
// used again for the next row. Texts point into the reader's buffers and are void when the next row
// is read. Numbers stay text: no digit is lost.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "compiler/support/diag.h"

namespace tarifa::data {

enum class RawKind : uint8_t {
  Null,
  Bool,       // `true` or `false`
  Number,     // its token, unchanged
  String,     // escapes resolved
  Cell,       // of CSV, quotes removed; an empty one is Null
  EmptyCell,  // of CSV, `""`
  Array,
  Object
};

inline constexpr uint32_t kNoValue = 0xFFFFFFFF;

struct RawValue {
  RawKind kind = RawKind::Null;
  std::string_view name;            // as a member of an object
  std::string_view text;            // of a scalar
  uint32_t first_child = kNoValue;  // of an array or object
  uint32_t next = kNoValue;         // the next item or member of the same parent
  uint32_t count = 0;               // items or members
};

struct RawRow {
  std::vector<RawValue> values;  // [0] is the row itself, an Object, unless `broken`
  std::optional<Note> broken;    // why the row could not be read at all
  uint64_t line = 0;             // of its first byte, from 1
  void clear() {
    values.clear();
    broken.reset();
  }
  // Appends a child to an array or object, after `last` (kNoValue: its first).
  uint32_t add_child(uint32_t parent, uint32_t last, RawValue value) {
    const auto index = static_cast<uint32_t>(values.size());
    values.push_back(value);
    (last == kNoValue ? values[parent].first_child : values[last].next) = index;
    ++values[parent].count;
    return index;
  }
};

enum class RowStep : uint8_t { Row, End };

}  // namespace tarifa::data
