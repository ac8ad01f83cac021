// A module with one entity, made by hand, for tests of readers:
//   entity Account {
//     key id: text(8), class: Class (Home, Shop), altitude: m(0) in 0..5_000, usage: kWh(3) in
//     0..1_000_000, invoices: list of Invoice max 3, medical_until: date?, note: text(4)? column
//     "remark", big: COP(2)
//   }
//   record Invoice { due: date, unpaid: COP(2) in 0..1_000 }
#pragma once

#include "compiler/ir/module.h"

namespace tarifa::runtime {

struct Sample {
  ir::Module module;
  ir::RecordId account;
};

[[nodiscard]] Sample sample_module();
// The same without the list and with only `id`, `usage`, `medical_until`, `note`: what CSV can
// hold.
[[nodiscard]] Sample flat_module();

}  // namespace tarifa::runtime
