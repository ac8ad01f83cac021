#include "runtime/write/bill_text.h"

#include "compiler/numeric/date_text.h"
#include "compiler/numeric/decimal_text.h"

namespace tarifa::runtime {

std::string date_text(int32_t days) { return numeric::to_string(numeric::Date{days}); }

BillWords::BillWords(const ir::Module& the_module, ir::BillId id, const kernel::RunContext& context)
    : module(the_module),
      start(date_text(context.period_start)),
      end(date_text(context.period_end)),
      last(date_text(context.period_end - 1)) {
  const ir::Bill& its_bill = module.bills[id.index()];
  const ir::Unit& unit = module.units[its_bill.currency.index()];
  bill = its_bill.name;
  currency = unit.name;
  digits = unit.currency_digits;
  for (const ir::Line& line : module.lines) lines.push_back({line.owner + "." + line.name, line.label});
  rounding = {bill + ".rounding", ""};
}

const LineWords& BillWords::words(const RatedLine& line) const {
  return line.line.valid() ? lines[line.line.index()] : rounding;
}

std::string BillWords::money(ir::Int128 amount) const { return numeric::to_string(numeric::Decimal{amount, digits}); }

std::string quantity_text(const ir::Module& module, const PrintedQuantity& quantity) {
  const std::string number = numeric::to_string(numeric::Decimal{quantity.mantissa, quantity.scale});
  const std::string& unit = module.units[quantity.unit.index()].name;
  return unit.empty() ? number : number + " " + unit;
}

}  // namespace tarifa::runtime
