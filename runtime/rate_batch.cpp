#include "runtime/rate_batch.h"

#include <utility>

#include "compiler/ir/print.h"
#include "runtime/subject_value.h"

namespace tarifa::runtime {
namespace {

PrintedQuantity printed(const ir::Module& module, const eval::PrintedNumber& number) {
  const ir::Type& type = module.type(number.type);
  return {number.mantissa, type.scale, type.unit};
}

void take_result(const ir::Module& module, const eval::BillResult& result, RatedRow& out) {
  out.lines.clear();
  for (const eval::LineResult& line : result.lines) {
    RatedLine& one = out.lines.emplace_back();
    one.line = line.line;
    one.amount = line.amount;
    if (line.quantity && line.rate) {
      one.quantity = printed(module, *line.quantity);
      one.rate = printed(module, *line.rate);
    }
  }
  if (result.rounding != 0) out.lines.push_back({{}, result.rounding, {}, {}});
  out.total = result.total;
  out.due = result.due;
}

bool same(const RatedRow& a, const RatedRow& b) { return a.lines == b.lines && a.total == b.total && a.due == b.due; }

// S10: the total is exactly the sum of its lines.
bool adds_up(const RatedRow& row) {
  ir::Int128 sum = 0;
  for (const RatedLine& line : row.lines) sum += line.amount;
  return sum == row.total;
}

bool same_place(const ir::Place& a, const ir::Place& b) {
  return a.file == b.file && a.line == b.line && a.column == b.column;
}

std::string brief(const BillWords& words, const RatedRow& row) {
  std::string text;
  for (const RatedLine& line : row.lines) text += words.words(line).name + " " + words.money(line.amount) + ", ";
  return text + "total " + words.money(row.total);
}

std::string brief(const ir::Module& module, const RowFailure& failure) {
  return std::string(row_error_code(failure.error)) + " at " + ir::place_text(module, failure.at);
}

}  // namespace

eval::RunContext interpreter_context(const kernel::RunContext& context) {
  eval::RunContext out;
  out.period_start = context.period_start;
  out.period_end = context.period_end;
  out.issued = context.issued;
  out.as_of = context.as_of;
  out.issued_given = context.issued_given;
  return out;
}

void RunTotals::add(const RunTotals& other) {
  billed += other.billed;
  failed += other.failed;
  shadowed += other.shadowed;
  punted += other.punted;
  for (const auto& [code, count] : other.codes) codes[code] += count;
  total += other.total;
}

struct BatchRater::Working {
  const Batch& batch;
  eval::Interpreter interpreter;
  kernel::BillColumns columns;
  RatedRow row;        // the one that is written
  RowFailure failure;  // of that row
  RatedRow shadow;
  RowFailure shadow_failure;
  RatedBatch result;
};

bool BatchRater::by_interpreter(Working& working, size_t row, RatedRow& out, RowFailure& failure) const {
  const eval::Value subject = subject_value(module_, working.batch.columns, row);
  const auto outcome = working.interpreter.bill(bill_, subject, interpreter_context(context_));
  if (outcome) {
    take_result(module_, *outcome, out);
    return true;
  }
  failure = RowFailure{};
  failure.error = outcome.error().code;
  failure.at = outcome.error().at;
  failure.detail = outcome.error().text;
  for (const eval::Input& input : outcome.error().inputs) failure.inputs.emplace_back(input.name, input.value);
  return false;
}

void BatchRater::by_kernel(Working& working, size_t row) const {
  const kernel::BillLayout& layout = compiled_->layout();
  RatedRow& out = working.row;
  out.lines.clear();
  for (size_t i = 0; i < layout.lines.size(); ++i) {
    const kernel::LineCell& cell = layout.lines[i];
    const kernel::LineColumns& column = working.columns.lines[i];
    if (column.present[row] == 0) continue;
    RatedLine& line = out.lines.emplace_back();
    line.line = cell.line;
    line.amount = column.amount.at(row);
    if (!cell.at_rate) continue;
    line.quantity = PrintedQuantity{column.quantity.at(row), cell.quantity.scale, cell.quantity.unit};
    line.rate = PrintedQuantity{column.rate.at(row), cell.rate.scale, cell.rate.unit};
  }
  out.total = working.columns.total.at(row);
  out.due.reset();
  if (layout.has_due && working.columns.due_present[row] != 0) out.due = working.columns.due_at(row);
}

// The kernel's row beside the interpreter's. Failed rows are always compared, since their words
// come from the interpreter.
void BatchRater::compare(Working& working, size_t row) const {
  ++working.result.totals.shadowed;
  const uint32_t site = working.columns.error_at(row);
  const bool good = by_interpreter(working, row, working.shadow, working.shadow_failure);
  RowFailure kernel_failure;
  if (site != 0) {
    kernel_failure.error = compiled_->sites()[site].code;
    kernel_failure.at = compiled_->sites()[site].at;
  }
  const bool agree = site == 0 ? good && same(working.row, working.shadow)
                               : !good && working.shadow_failure.error == kernel_failure.error &&
                                     same_place(working.shadow_failure.at, kernel_failure.at);
  if (agree) return;
  const BillWords& words = writer_.words();
  working.result.difference = working.batch.accounts[row] + ": the kernel says " +
                              (site == 0 ? brief(words, working.row) : brief(module_, kernel_failure)) +
                              "; the interpreter says " +
                              (good ? brief(words, working.shadow) : brief(module_, working.shadow_failure));
}

void BatchRater::rate_row(Working& working, size_t row) const {
  const uint64_t number = working.batch.first_row + row;
  if (compiled_ == nullptr || working.columns.punt[row] != 0) {
    if (compiled_ != nullptr) ++working.result.totals.punted;
    if (!by_interpreter(working, row, working.row, working.failure)) working.row.failure = &working.failure;
    return;
  }
  const bool failed = working.columns.error_at(row) != 0;
  if (!failed) by_kernel(working, row);
  if (failed || number <= kShadowRows || number % kShadowStep == 0) compare(working, row);
  if (!failed) return;
  working.failure = std::move(working.shadow_failure);
  working.row.failure = &working.failure;
}

RatedBatch BatchRater::rate(const Batch& batch) const {
  Working working{.batch = batch, .interpreter = eval::Interpreter(module_)};
  const size_t rows = batch.columns.rows;
  if (compiled_ != nullptr) compiled_->run(batch.columns, 0, rows, working.columns);
  RunTotals& totals = working.result.totals;
  auto bad = batch.failures.begin();
  for (size_t i = 0; i < rows; ++i) {
    RatedRow& row = working.row;
    row.row = batch.first_row + i;
    row.account = batch.accounts[i];
    row.failure = nullptr;
    if (bad != batch.failures.end() && bad->row == row.row)
      row.failure = &*bad++;
    else
      rate_row(working, i);
    if (row.failure == nullptr && working.result.difference.empty() && !adds_up(row)) {
      working.result.difference =
          batch.accounts[i] + ": the total is not the sum of its lines: " + brief(writer_.words(), row);
    }
    if (!working.result.difference.empty()) break;
    if (row.failure != nullptr) {
      working.failure.row = row.row;
      if (row.failure == &working.failure) working.failure.account = row.account;
      ++totals.failed;
      ++totals.codes[row_error_code(row.failure->error)];
    } else {
      ++totals.billed;
      totals.total += row.total;
    }
    writer_.row(row, working.result.text);
  }
  return std::move(working.result);
}

}  // namespace tarifa::runtime
