// What a compiled bill writes: columns of lines, total, due date, errors. BillLayout says what the columns are,
// BillColumns holds them. Buffers are 64-byte aligned and padded to whole 64-row blocks. Row k of the columns is row
// `first_row + k` of the run. INVARIANT: where `error` or `punt` of a row is not 0, nothing else of that row means
// anything.
#pragma once

#include <cstdint>
#include <vector>

#include "compiler/kernel/columns.h"

namespace tarifa::kernel {

// Where a row fails. Index 0 of the sites is no error.
struct ErrorSite {
  ir::RowError code = ir::RowError::None;
  ir::Place at;
  uint32_t text = ir::kNoText;  // of Op::Fail: index into Module::consts
};

// A column of numbers: mantissas at `scale`.
struct NumberFormat {
  uint8_t scale = 0;
  ir::UnitId unit;
  bool wide = false;  // Int128, else int64_t
};

struct LineCell {
  ir::LineId line;       // none: `rounding` of the bill
  NumberFormat amount;   // scale: digits of the currency
  bool at_rate = false;  // the line is one q @ r: quantity and rate are there where the line is
  NumberFormat quantity;
  NumberFormat rate;
};

struct BillLayout {
  ir::BillId bill;
  std::vector<LineCell> lines;  // printed order; subtotals are not among them
  NumberFormat total;
  bool has_due = false;
};

struct NumberColumn {
  bool wide = false;
  Bytes data;
  [[nodiscard]] ir::Int128 at(size_t row) const {
    return wide ? reinterpret_cast<const ir::Int128*>(data.data())[row]
                : ir::Int128{reinterpret_cast<const int64_t*>(data.data())[row]};
  }
};

struct LineColumns {
  NumberColumn amount;
  Bytes present;          // a byte a row: the line is on the bill
  NumberColumn quantity;  // empty unless LineCell::at_rate
  NumberColumn rate;
};

struct BillColumns {
  size_t rows = 0;
  std::vector<LineColumns> lines;  // parallel to BillLayout::lines
  NumberColumn total;
  Bytes due;          // int32_t a row; empty without BillLayout::has_due
  Bytes due_present;  // a byte a row (S15: a negative total has no due date; an optional date may be missing)
  Bytes error;        // uint32_t a row: index into the sites, 0: none
  Bytes punt;         // a byte a row: the kernels cannot hold an intermediate; the interpreter must rate this row

  [[nodiscard]] uint32_t error_at(size_t row) const { return reinterpret_cast<const uint32_t*>(error.data())[row]; }
  [[nodiscard]] int32_t due_at(size_t row) const { return reinterpret_cast<const int32_t*>(due.data())[row]; }
};

// Makes room for `rows` rows. What is there already stays: a kernel overwrites all that means anything.
void allocate(const BillLayout& layout, size_t rows, BillColumns& out);

}  // namespace tarifa::kernel
