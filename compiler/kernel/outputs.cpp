#include "compiler/kernel/outputs.h"

namespace tarifa::kernel {

namespace {

constexpr size_t kBlock = 64;

// Kernels write every row of what they write; a buffer of the right size is used again as it is.
void make_room(Bytes& bytes, size_t size) {
  if (bytes.size() != size) bytes.assign(size, 0);
}

void make_room(const NumberFormat& format, size_t rows, NumberColumn& out) {
  out.wide = format.wide;
  make_room(out.data, rows * (format.wide ? sizeof(ir::Int128) : sizeof(int64_t)));
}

}  // namespace

void allocate(const BillLayout& layout, size_t rows, BillColumns& out) {
  const size_t padded = (rows + kBlock - 1) / kBlock * kBlock;
  out.rows = rows;
  out.lines.resize(layout.lines.size());
  for (size_t k = 0; k < layout.lines.size(); ++k) {
    const LineCell& cell = layout.lines[k];
    make_room(cell.amount, padded, out.lines[k].amount);
    make_room(out.lines[k].present, padded);
    if (!cell.at_rate) continue;
    make_room(cell.quantity, padded, out.lines[k].quantity);
    make_room(cell.rate, padded, out.lines[k].rate);
  }
  make_room(layout.total, padded, out.total);
  make_room(out.due, layout.has_due ? padded * sizeof(int32_t) : 0);
  make_room(out.due_present, layout.has_due ? padded : 0);
  make_room(out.error, padded * sizeof(uint32_t));
  make_room(out.punt, padded);
}

}  // namespace tarifa::kernel
