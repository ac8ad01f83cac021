// Account data as columns: what the readers fill and kernels read. One RecordColumns mirrors one ir::Record: a column a
// field, in order. Buffers are 64-byte aligned and padded with zero bytes to a whole number of 64-row blocks (readable,
// never meaningful). INVARIANT: every present value is inside the field's declared type, scale and range; a row that is
// not has `row_error` set and zeros in its columns. Nothing here parses or computes.
#pragma once

#include <cstdint>
#include <cstdlib>
#include <new>
#include <string>
#include <vector>

#include "compiler/ir/module.h"

namespace tarifa::kernel {

template <class T>
struct AlignedAllocator {
  using value_type = T;
  AlignedAllocator() = default;
  template <class U>
  explicit AlignedAllocator(const AlignedAllocator<U>&) {}
  T* allocate(size_t n) { return static_cast<T*>(::operator new(n * sizeof(T), std::align_val_t(64))); }
  void deallocate(T* p, size_t) { ::operator delete(p, std::align_val_t(64)); }
  bool operator==(const AlignedAllocator&) const { return true; }
};
using Bytes = std::vector<uint8_t, AlignedAllocator<uint8_t>>;

// How values of a type lie in a column.
enum class Physical : uint8_t {
  U8,      // bool
  U32,     // enum member index; list: number of items (items lie in `items`, see `offsets`)
  I32,     // date, month, time, days, months
  I64,     // number whose declared range fits 64 bits; datetime
  I128,    // other numbers (mantissa at the field's scale)
  Text,    // `offsets` into `text`
  Period,  // two I32
  Record   // no data: `items` has one element, with one row a row
};

// The one place that decides the physical type of a field.
[[nodiscard]] Physical physical_of(const ir::Module& module, const ir::Field& field);
// The field that items of a list of plain values are: its element type with the list's range.
[[nodiscard]] ir::Field item_field(const ir::Module& module, const ir::Field& list);
[[nodiscard]] size_t physical_size(Physical physical);  // bytes a row; Text: 0

struct RecordColumns;

struct Column {
  Physical physical = Physical::U8;
  Bytes data;                     // rows * physical_size
  Bytes valid;                    // a byte a row, 0 or 1; empty when the field is not optional
  std::vector<uint32_t> offsets;  // Text, List: rows + 1
  std::string text;               // Text
  std::vector<RecordColumns>
      items;  // List: one element: the columns of all items of all rows; an item that is no record has one column
};

struct RecordColumns {
  ir::RecordId record;  // none for the items of a list of plain values
  size_t rows = 0;
  std::vector<Column> columns;
};

}  // namespace tarifa::kernel
