// What all forms of output share: the words of a bill, worked out once.
#pragma once

#include <string>
#include <vector>

#include "compiler/kernel/context.h"
#include "runtime/rated_row.h"

namespace tarifa::runtime {

struct LineWords {
  std::string name;   // `Residential.energy`
  std::string label;  // or empty
};

struct BillWords {
  BillWords(const ir::Module& module, ir::BillId bill, const kernel::RunContext& context);

  const ir::Module& module;
  std::string bill;
  std::string start;  // 2020-04-01
  std::string end;    // the day after
  std::string last;
  std::string currency;          // `COP`
  int digits = 2;                // of the currency
  std::vector<LineWords> lines;  // by LineId
  LineWords rounding;

  [[nodiscard]] const LineWords& words(const RatedLine& line) const;
  [[nodiscard]] std::string money(ir::Int128 amount) const;  // `70473.26`
};

// `130.500 kWh`; without unit the number alone.
[[nodiscard]] std::string quantity_text(const ir::Module& module, const PrintedQuantity& quantity);
[[nodiscard]] std::string date_text(int32_t days);

}  // namespace tarifa::runtime
