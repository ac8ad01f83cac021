// One run of the interpreter over one subject (internal to compiler/eval). Functions are grouped by
// file:
//   evaluation.cpp: dispatch, context, judgement of numbers (S36)
//   eval_logic.cpp: booleans, options, comparison
//   eval_numbers.cpp: arithmetic, rounding
//   eval_dates.cpp: dates, lengths, periods
//   eval_records.cpp: records, lists, calls
//   aggregates.cpp: sum, count, first, ..
//   timelines.cpp: parameters at a date (S5)
//   tables.cpp: decision tables (S38)
//   rules.cpp: trees of exceptions (S6, S7)
//   tiers.cpp: ladders (S25, S26)
//   parts.cpp: parts of a weighted line (S21)
//   lines.cpp: one line (S9, S14, S16, S21)
//   bills.cpp: tariffs, bills (S10, S20)
// The effective date is part of the frame (S1): calls take it along, and nothing else reads
// timelines.
#pragma once

#include <map>
#include <utility>
#include <vector>

#include "compiler/eval/interpreter.h"
#include "compiler/eval/trace.h"

namespace tarifa::eval {

using LineAmounts = std::map<ir::LineId, Value>;  // of lines that are there

struct Frame {
  int32_t effective = 0;
  const Value* subject = nullptr;
  const LineAmounts* lines = nullptr;  // inside tariffs and bills
  std::vector<Value> locals;
};

// Amounts of the blocks of a ladder, by its Tiers node and the place of the block in it (`round
// lines and blocks`).
using BlockAmounts = std::map<std::pair<ir::NodeId, size_t>, Number>;

class Evaluation {
 public:
  Evaluation(Interpreter& interpreter, const RunContext& context, Trace* trace)
      : interpreter_(interpreter), module_(interpreter.module_), context_(context), trace_(trace) {}

  [[nodiscard]] Outcome evaluate(ir::NodeId id, Frame& frame);
  [[nodiscard]] Outcome call_rule(ir::RuleId rule, const Value& subject, int32_t effective);
  [[nodiscard]] BillOutcome bill(ir::BillId bill, const Value& subject);
  [[nodiscard]] BillOutcome tariff_alone(ir::TariffId tariff, const Value& subject);

 private:
  using Failed = tl::unexpected<RowFailure>;
  using Done = tl::expected<void, RowFailure>;

  // evaluation.cpp
  Outcome evaluate_here(ir::NodeId id, Frame& frame);
  Outcome dispatch(ir::NodeId id, Frame& frame);
  Outcome context_value(const ir::Node& node, const Frame& frame);
  Outcome judged(ir::NodeId id, Outcome outcome);
  Outcome operand(const ir::Node& node, uint32_t k, Frame& frame);
  tl::expected<std::vector<Value>, RowFailure> operands(const ir::Node& node, uint32_t count, Frame& frame);
  [[nodiscard]] const Value* reference(ir::NodeId id, const Frame& frame) const;  // a value that need not be copied
  [[nodiscard]] Failed fail_at(ir::Place at, ir::RowError code, std::string text = {}) const;
  [[nodiscard]] int32_t issued() const { return context_.issued.value_or(context_.period_end); }

  // eval_logic.cpp
  Outcome logic(const ir::Node& node, Frame& frame);
  Outcome option(const ir::Node& node, Frame& frame);
  Outcome comparison(const ir::Node& node, Frame& frame);
  Outcome author_failure(const ir::Node& node);

  // eval_numbers.cpp
  Outcome arithmetic(const ir::Node& node, Frame& frame);
  Outcome quotient(ir::NodeId id, Frame& frame);
  Outcome extreme(const ir::Node& node, Frame& frame);
  Outcome rounded(ir::NodeId id, Frame& frame);
  Outcome prorated(const ir::Node& node, Frame& frame);
  Outcome widened(const ir::Node& node, Frame& frame);
  [[nodiscard]] DivisorKey divisor_key(ir::DivisorId divisor, int32_t effective) const;
  [[nodiscard]] bool digits_fit(const Number& number, int scale, const mpz_class& denominator) const;
  // sum += item, judged as an addition at the place (S36); `denominator`: what is not a divisor of
  // the row.
  Done add_judged(Number& sum, const Number& item, int scale, const mpz_class& denominator, ir::Place at) const;

  // eval_dates.cpp
  Outcome date_operation(const ir::Node& node, Frame& frame);
  Outcome length_operation(const ir::Node& node, Frame& frame);
  Outcome period_operation(const ir::Node& node, Frame& frame);
  Outcome date_part(const ir::Node& node, Frame& frame);
  [[nodiscard]] Outcome length(const mpz_class& count, ir::Place at) const;

  // eval_records.cpp
  Outcome record_operation(ir::NodeId id, Frame& frame);
  Outcome call_let(const ir::Node& node, Frame& frame);
  Outcome rule_call(const ir::Node& node, Frame& frame);
  Outcome line_value(const ir::Node& node, Frame& frame);
  Outcome bill_value(const ir::Node& node, Frame& frame);

  // aggregates.cpp
  Outcome aggregate(ir::NodeId id, Frame& frame);
  Outcome fold(ir::NodeId id, const ir::Aggregate& a, const std::vector<Value>& items, Frame& frame);
  Outcome selection(ir::NodeId id, const std::vector<Value>& items, Frame& frame, size_t n, bool list);
  tl::expected<bool, RowFailure> passes(ir::NodeId condition, Frame& frame);  // no condition passes

  // timelines.cpp, tables.cpp
  Outcome read_param(ir::NodeId id, Frame& frame);
  Outcome read_table(ir::NodeId id, Frame& frame);
  Outcome row_value(const ir::Table& table, const ir::Row& row, Frame& row_frame);
  Outcome collected(ir::NodeId id, const ir::Table& table, const std::vector<const ir::Row*>& rows, Frame& row_frame);

  // rules.cpp
  Outcome rule_value(ir::RuleId rule, const Value& subject, int32_t effective);
  Outcome exception_node(const ir::Rule& rule, uint32_t at, Frame& frame);
  Outcome cumulative_sum(const ir::Rule& rule, const std::vector<uint32_t>& applicable, Frame& frame);
  tl::expected<bool, RowFailure> applies(const ir::Exception& exception, Frame& frame);
  tl::expected<bool, RowFailure> window_covers(const ir::Window& window, const Frame& frame, ir::Place at) const;

  // tiers.cpp
  struct Block;
  Outcome tiers(ir::NodeId id, Frame& frame);
  tl::expected<std::vector<Number>, RowFailure> tier_blocks(ir::NodeId id,
                                                            Frame& frame);  // amounts, one a block
  tl::expected<std::vector<Block>, RowFailure> written_blocks(const std::vector<ir::TierBlock>& written, Frame& frame);
  tl::expected<std::vector<Block>, RowFailure> ladder_blocks(const ir::Tiers& tiers, Frame& frame);
  tl::expected<std::vector<Number>, RowFailure> rate_ladder(ir::TierMode mode, const std::vector<Block>& blocks,
                                                            const Number& quantity, ir::NodeId id, Frame& frame);
  tl::expected<Number, RowFailure> block_amount(const Block& block, const Number& quantity, bool selected,
                                                ir::NodeId id, Frame& frame);

  // parts.cpp
  const std::vector<int32_t>& parts_of(ir::LineId line);

  // lines.cpp
  struct Part {
    int32_t first_day;
    int32_t days;  // 1 where the line is not weighted
  };
  Outcome line_amount(const ir::Line& line, ir::LineId id, Frame& frame);
  Outcome limit_line(const ir::Line& line, ir::LineId id, Frame& frame);
  Outcome round_amount(const ir::Line& line, const Number& exact);
  tl::expected<std::vector<Part>, RowFailure> line_parts(const ir::Line& line, ir::LineId id);
  tl::expected<BlockAmounts, RowFailure> part_blocks(bool by_block, ir::NodeId id, Frame& frame);
  tl::expected<std::optional<BlockAmounts>, RowFailure> part_value(const ir::Line& line, ir::NodeId when, Frame& frame);
  tl::expected<std::optional<BlockAmounts>, RowFailure> exact_blocks(const ir::Line& line, ir::LineId id,
                                                                     ir::NodeId when, Frame& frame);
  void print_rate(const ir::Line& line, LineResult& result, Frame& frame);

  // bills.cpp
  struct Rating;
  BillOutcome rate_bill(const ir::Bill& bill, const Value& subject);
  tl::expected<bool, RowFailure> tariff_applies(const ir::Tariff& tariff, Rating& rating);
  Done rate_lines(const std::vector<ir::LineId>& order, Rating& rating);
  Done rate_tariff(ir::TariffId id, Rating& rating);
  Done rate_group(const ir::TariffGroup& group, Rating& rating);
  void print_lines(const std::vector<ir::LineId>& lines, Rating& rating) const;
  Done sum_lines(Rating& rating, ir::Place at, int digits, Number& sum) const;
  Done total_up(const ir::Bill& bill, Rating& rating);

  Interpreter& interpreter_;
  const ir::Module& module_;
  const RunContext& context_;
  Trace* trace_;
  unsigned depth_ = 0;
  // S4: a rule has one value per subject and effective date. Kept for the subject of the run alone.
  const Value* main_subject_ = nullptr;
  std::map<std::pair<ir::RuleId, int32_t>, Outcome> rules_known_;
};

}  // namespace tarifa::eval
