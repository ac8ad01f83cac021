// Tariffs and bills: which tariffs apply, their lines in the order of S9, the total (S10, S20). The
// first error ends the row.
#include "compiler/eval/evaluation.h"
#include "compiler/eval/exact.h"
#include "compiler/support/check.h"

namespace tarifa::eval {

struct Evaluation::Rating {
  const Value& subject;
  LineAmounts amounts;
  std::map<ir::LineId, LineResult> results;
  BillResult bill;
};

namespace {

ir::Int128 mantissa_of(const Value& amount, int scale) {
  const auto mantissa = int128_at(amount.number().value, scale);
  TARIFA_CHECK(mantissa.has_value());  // rounded to the digits and judged
  return *mantissa;
}

}  // namespace

tl::expected<bool, RowFailure> Evaluation::tariff_applies(const ir::Tariff& tariff, Rating& rating) {
  const ir::Window& window = tariff.window;
  const int32_t date = context_.period_start;
  if (window.present && ((window.from && date < *window.from) || (window.until && date >= *window.until))) return false;
  Frame frame{date, &rating.subject, &rating.amounts, std::vector<Value>(tariff.local_count)};
  return passes(tariff.applies_when, frame);
}

Evaluation::Done Evaluation::rate_lines(const std::vector<ir::LineId>& order, Rating& rating) {
  for (const ir::LineId id : order) {
    const ir::Line& line = module_.lines[id.index()];
    if (line.kind == ir::LineKind::Rounding) continue;  // made by total_up
    Frame frame{context_.period_start, &rating.subject, &rating.amounts, std::vector<Value>(line.local_count)};
    if (trace_ != nullptr) trace_->open_line(id);
    Outcome amount = line_amount(line, id, frame);
    if (trace_ != nullptr) trace_->close_line(id, amount);
    if (!amount) return Failed(std::move(amount).error());
    if (amount->missing()) continue;
    const ir::Int128 mantissa = mantissa_of(*amount, module_.type(line.type).scale);
    if (line.kind == ir::LineKind::Subtotal) {
      rating.bill.subtotals[id] = mantissa;
    } else {
      LineResult& result = rating.results[id];
      result = {id, mantissa, {}, {}};
      print_rate(line, result, frame);
    }
    rating.amounts[id] = std::move(*amount);
  }
  return {};
}

Evaluation::Done Evaluation::rate_tariff(ir::TariffId id, Rating& rating) {
  rating.bill.tariffs.push_back(id);
  return rate_lines(module_.tariffs[id.index()].order, rating);
}

Evaluation::Done Evaluation::rate_group(const ir::TariffGroup& group, Rating& rating) {
  std::vector<ir::TariffId> applying;
  std::string names;
  for (const ir::TariffId id : group.tariffs) {
    const ir::Tariff& tariff = module_.tariffs[id.index()];
    if (trace_ != nullptr) trace_->open_tariff(id);
    const auto applies = tariff_applies(tariff, rating);
    if (trace_ != nullptr) trace_->close_tariff_choice(id, applies, context_.period_start);
    if (!applies) return Failed(applies.error());
    if (!*applies) continue;
    applying.push_back(id);
    names += (names.empty() ? "" : ", ") + tariff.name;
  }
  if (group.one_of && applying.size() != 1) return fail_at(group.at, ir::RowError::NoSingleTariff, names);
  for (const ir::TariffId id : applying) {
    if (trace_ != nullptr) trace_->open_tariff_lines(id);
    Done done = rate_tariff(id, rating);
    if (trace_ != nullptr) trace_->close_tariff_lines();
    if (!done) return done;
  }
  return {};
}

void Evaluation::print_lines(const std::vector<ir::LineId>& lines, Rating& rating) const {
  for (const ir::LineId id : lines) {
    const auto result = rating.results.find(id);
    if (result != rating.results.end()) rating.bill.lines.push_back(result->second);
  }
}

Evaluation::Done Evaluation::sum_lines(Rating& rating, ir::Place at, int digits, Number& sum) const {
  for (const LineResult& line : rating.bill.lines) {
    TARIFA_PASS(add_judged(sum, Number{decimal(line.amount, digits), {}}, digits, 1, at));
  }
  return {};
}

Evaluation::Done Evaluation::total_up(const ir::Bill& bill, Rating& rating) {
  const int digits = module_.units[bill.currency.index()].currency_digits;
  Number sum;
  TARIFA_PASS(sum_lines(rating, bill.at, digits, sum));
  mpq_class total = sum.value;
  if (bill.round_total) {
    const mpq_class step = decimal(bill.total_rounding.step, bill.total_rounding.scale);
    total = round_to_step(sum.value, step, bill.total_rounding.mode);
    if (!within_digits(total, digits)) return fail_at(bill.total_at, ir::RowError::Overflow);
    rating.bill.rounding = mantissa_of(number_value(mpq_class(total - sum.value)), digits);
  }
  rating.bill.total = mantissa_of(number_value(total), digits);
  if (trace_ != nullptr) trace_->total(bill, sum.value, total);
  if (!bill.due.valid() || total < 0) return {};  // S15: a negative total is not due
  Frame frame{context_.period_start, &rating.subject, &rating.amounts, std::vector<Value>(bill.local_count)};
  if (trace_ != nullptr) trace_->open_due(bill);
  const Outcome due = evaluate(bill.due, frame);
  if (trace_ != nullptr) trace_->close_due(bill, due);
  if (!due) return Failed(due.error());
  if (!due->missing()) rating.bill.due = due->date();
  return {};
}

BillOutcome Evaluation::bill(ir::BillId id, const Value& subject) {
  if (main_subject_ == nullptr) main_subject_ = &subject;
  if (trace_ != nullptr) trace_->open_bill(id);
  BillOutcome outcome = rate_bill(module_.bills[id.index()], subject);
  if (trace_ != nullptr) trace_->close_bill(id, outcome);
  return outcome;
}

BillOutcome Evaluation::rate_bill(const ir::Bill& bill, const Value& subject) {
  if (!context_.has_period) return fail_at(bill.at, ir::RowError::MissingValue, "there is no period here");
  Rating rating{subject, {}, {}, {}};
  for (const ir::TariffGroup& group : bill.groups) TARIFA_PASS(rate_group(group, rating));
  TARIFA_PASS(rate_lines(bill.order, rating));
  for (const ir::TariffGroup& group : bill.groups) {
    for (const ir::TariffId tariff : group.tariffs) print_lines(module_.tariffs[tariff.index()].lines, rating);
  }
  print_lines(bill.lines, rating);
  TARIFA_PASS(total_up(bill, rating));
  return std::move(rating.bill);
}

BillOutcome Evaluation::tariff_alone(ir::TariffId id, const Value& subject) {
  if (main_subject_ == nullptr) main_subject_ = &subject;
  const ir::Tariff& tariff = module_.tariffs[id.index()];
  if (!context_.has_period) return fail_at(tariff.at, ir::RowError::MissingValue, "there is no period here");
  Rating rating{subject, {}, {}, {}};
  if (trace_ != nullptr) trace_->open_tariff(id);
  const auto applies = tariff_applies(tariff, rating);
  if (trace_ != nullptr) trace_->close_tariff_choice(id, applies, context_.period_start);
  if (!applies) return Failed(applies.error());
  if (*applies) {
    if (trace_ != nullptr) trace_->open_tariff_lines(id);
    Done done = rate_tariff(id, rating);
    if (trace_ != nullptr) trace_->close_tariff_lines();
    if (!done) return Failed(std::move(done).error());
  }
  print_lines(tariff.lines, rating);
  const int digits = module_.units[tariff.currency.index()].currency_digits;
  Number sum;
  TARIFA_PASS(sum_lines(rating, tariff.at, digits, sum));
  rating.bill.total = mantissa_of(Value{sum}, digits);
  return std::move(rating.bill);
}

}  // namespace tarifa::eval
