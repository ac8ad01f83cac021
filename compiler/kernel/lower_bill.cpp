// A bill: which tariffs apply, their lines in the order of S9, the total and the due date (S10, S15, S20).
#include "compiler/ir/at_rate.h"
#include "compiler/kernel/lower.h"
#include "compiler/kernel/lowering.h"
#include "compiler/support/check.h"

namespace tarifa::kernel {

namespace {

constexpr Int128 kInt64Limit = Int128{1} << 63;

}  // namespace

Lowering::Lowering(const ir::Module& module, ir::BillId bill, const RunContext& run)
    : module_(module), bill_(bill), run_(run), n_(b_), reach_(module, run.as_of), lines_(module.lines.size()) {
  RecordVal subject;
  subject.kind = RecordVal::Kind::Columns;
  subject.record = module.bills[bill.index()].entity;
  record(std::move(subject));  // records_[0]
}

// Printed order: lines of each tariff, in the order of the groups, then the bill's own, then its rounding.
void Lowering::lay_out(const ir::Bill& bill) {
  BillLayout& layout = b_.program().layout;
  layout.bill = bill_;
  const auto digits = static_cast<uint8_t>(module_.units[bill.currency.index()].currency_digits);
  const auto add = [&](ir::LineId id) {
    const ir::Line& line = module_.lines[id.index()];
    if (line.kind == ir::LineKind::Subtotal || line.kind == ir::LineKind::Rounding || cell_of_line_.contains(id))
      return;
    LineCell cell;
    cell.line = id;
    cell.amount = {module_.type(line.type).scale, bill.currency, false};
    if (const auto at_rate = ir::at_rate_of(module_, line)) {
      const auto format = [&](uint32_t k) {
        const ir::Type& type = module_.type_of(module_.operand(module_.node(*at_rate), k));
        return NumberFormat{type.scale, type.unit, false};
      };
      cell.at_rate = true;
      cell.quantity = format(0);
      cell.rate = format(1);
    }
    cell_of_line_[id] = static_cast<uint32_t>(layout.lines.size());
    layout.lines.push_back(cell);
  };
  for (const ir::TariffGroup& group : bill.groups) {
    for (const ir::TariffId tariff : group.tariffs) {
      for (const ir::LineId line : module_.tariffs[tariff.index()].lines) add(line);
    }
  }
  for (const ir::LineId line : bill.lines) add(line);
  if (bill.round_total) layout.lines.push_back({ir::LineId(), {digits, bill.currency, false}});
  layout.total = {digits, bill.currency, false};
  layout.has_due = bill.due.valid();
}

void Lowering::write_number(Slot slot, uint32_t line, const Num& value, NumberFormat& format) {
  const ValueId x = n_.mantissa(value, format.scale);
  const Interval& range = b_.range(x);
  format.wide = !range.empty() && (range.low() < -kInt64Limit || range.high() >= kInt64Limit);
  b_.output({slot, line, format.wide}, x);
}

ValueId Lowering::tariff_applies(const ir::Tariff& tariff, Scope& bill) {
  const ir::Window& window = tariff.window;
  const int32_t date = run_.period_start;
  if (window.present && ((window.from && date < *window.from) || (window.until && date >= *window.until))) {
    return b_.boolean(false);
  }
  if (!tariff.applies_when.valid()) return b_.boolean(true);
  Scope s = fresh(date, tariff.local_count);
  s.mask = bill.mask;
  s.error = bill.error;
  const ValueId applies = lower(tariff.applies_when, s).a;
  bill.error = s.error;
  return applies;
}

void Lowering::rate_group(const ir::TariffGroup& group, Scope& s) {
  std::vector<ValueId> applies;
  ValueId some = b_.boolean(false);
  ValueId several = b_.boolean(false);
  for (const ir::TariffId id : group.tariffs) {
    applies.push_back(tariff_applies(module_.tariffs[id.index()], s));
    several = b_.either(several, b_.both(some, applies.back()));
    some = b_.either(some, applies.back());
  }
  if (group.one_of) {
    raise(s, b_.either(several, b_.negation(some)), ir::RowError::NoSingleTariff, group.at);
  }
  for (size_t k = 0; k < applies.size(); ++k) {
    if (b_.is_false(applies[k])) continue;
    for (const ir::LineId line : module_.tariffs[group.tariffs[k].index()].order) rate_line(line, applies[k], s);
  }
}

void Lowering::total_up(const ir::Bill& bill, Scope& s) {
  BillLayout& layout = b_.program().layout;
  ir::Type type;
  type.kind = ir::TypeKind::Number;
  type.scale = layout.total.scale;
  const Num zero = n_.constant(0, 0);
  Num sum = zero;
  for (const LineCell& cell : layout.lines) {
    if (!cell.line.valid()) continue;
    const auto& state = lines_[cell.line.index()];
    if (!state || b_.is_false(state->present)) continue;
    sum = n_.add(sum, n_.select(state->present, state->amount, zero));
    under(s, state->present, [&] {
      judge(sum, type, 1, bill.at, s);
      return 0;
    });
  }
  Num total = sum;
  if (bill.round_total) {
    const ir::Rounding& rounding = bill.total_rounding;
    total = n_.round(sum, n_.constant(rounding.step, rounding.scale), rounding.mode);
    judge(total, type, 1, bill.total_at, s);
    const Num difference = n_.sub(total, sum);
    const auto cell = static_cast<uint32_t>(layout.lines.size() - 1);
    write_number(Slot::Amount, cell, difference, layout.lines[cell].amount);
    b_.output({Slot::Present, cell, false}, b_.negation(b_.eq(difference.x, b_.constant(0))));
  }
  if (n_.take_failure()) too_complex(s);
  write_number(Slot::Total, 0, total, layout.total);
  if (!bill.due.valid()) return;
  const ValueId payable = b_.negation(n_.is_negative(total));
  Scope own = fresh(run_.period_start, bill.local_count);
  own.mask = b_.both(s.mask, payable);
  own.error = s.error;
  const Val due = lower(bill.due, own);
  s.error = own.error;
  b_.output({Slot::Due, 0, false}, due.a);
  b_.output({Slot::DuePresent, 0, false}, b_.both(payable, there(due)));
}

Program Lowering::bill() {
  const ir::Bill& bill = module_.bills[bill_.index()];
  lay_out(bill);
  Scope s = fresh(run_.period_start, bill.local_count);
  for (const ir::TariffGroup& group : bill.groups) rate_group(group, s);
  for (const ir::LineId line : bill.order) rate_line(line, b_.boolean(true), s);
  BillLayout& layout = b_.program().layout;
  for (uint32_t k = 0; k < layout.lines.size(); ++k) {
    LineCell& cell = layout.lines[k];
    if (!cell.line.valid()) continue;
    const auto& state = lines_[cell.line.index()];
    const ValueId present = state ? state->present : b_.boolean(false);
    b_.output({Slot::Present, k, false}, present);
    if (b_.is_false(present)) continue;
    write_number(Slot::Amount, k, state->amount, cell.amount);
  }
  total_up(bill, s);
  b_.output({Slot::Error, 0, false}, s.error);
  return b_.take();
}

Program lower(const ir::Module& module, ir::BillId bill, const RunContext& run) {
  return Lowering(module, bill, run).bill();
}

}  // namespace tarifa::kernel
