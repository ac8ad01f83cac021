#include "compiler/kernel/outputs.h"

namespace tarifa::kernel {

namespace {

constexpr size_t kBlock = 64;

void zero(Bytes& bytes, size_t size) { bytes.assign(size, 0); }

void make_room(const NumberFormat& format, size_t rows, NumberColumn& out) {
  out.wide = format.wide;
  zero(out.data, rows * (format.wide ? sizeof(ir::Int128) : sizeof(int64_t)));
}

}  // namespace

void allocate(const BillLayout& layout, size_t rows, BillColumns& out) {
  const size_t padded = (rows + kBlock - 1) / kBlock * kBlock;
  out.rows = rows;
  out.lines.resize(layout.lines.size());
  for (size_t k = 0; k < layout.lines.size(); ++k) {
    const LineCell& cell = layout.lines[k];
    make_room(cell.amount, padded, out.lines[k].amount);
    zero(out.lines[k].present, padded);
    if (!cell.at_rate) continue;
    make_room(cell.quantity, padded, out.lines[k].quantity);
    make_room(cell.rate, padded, out.lines[k].rate);
  }
  make_room(layout.total, padded, out.total);
  zero(out.due, layout.has_due ? padded * sizeof(int32_t) : 0);
  zero(out.due_present, layout.has_due ? padded : 0);
  zero(out.error, padded * sizeof(uint32_t));
  zero(out.punt, padded);
}

}  // namespace tarifa::kernel
