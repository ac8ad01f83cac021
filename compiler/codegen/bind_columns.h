// Account columns -> the pointers machine code reads: of each input of a program the rows of a batch and the whole
// source. Offsets are copied, padded with their last; texts become numbers (kernel::Derived). Columns that are empty
// read as zeros.
#pragma once

#include <memory>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "compiler/kernel/program.h"

namespace tarifa::codegen {

class BoundColumns {
 public:
  // Rows [first_row, first_row + count) of the accounts.
  BoundColumns(const kernel::Program& program, const kernel::RecordColumns& accounts, size_t first_row, size_t count);

  // Of the batch that begins `row` rows after first_row; valid until the next call.
  [[nodiscard]] const void* const* inputs_at(size_t row);
  [[nodiscard]] const uint64_t* last_rows() const { return last_rows_.data(); }

 private:
  struct Bound {
    const uint8_t* all = nullptr;  // row 0 of the source
    size_t stride = 0;
    bool zeros = false;
    std::vector<uint32_t> padded;  // offsets of the rows rated
    bool has_padded = false;
  };
  struct SourceRows {
    const kernel::RecordColumns* columns = nullptr;
    size_t first = 0;  // rows that can be read
    size_t end = 0;
  };
  void bind_sources(const kernel::RecordColumns& accounts);
  void bind_input(const kernel::Input& input);
  void bind_derived(const kernel::Derived& derived);

  const kernel::Program& program_;
  size_t first_row_;
  size_t count_;
  std::vector<SourceRows> sources_;
  std::vector<Bound> bound_;
  std::vector<kernel::Bytes> made_;
  std::unordered_map<std::string_view, int32_t> interned_;
  std::vector<uint64_t> last_rows_;
  std::vector<const void*> pointers_;
};

}  // namespace tarifa::codegen
