// Watches an evaluation and builds its Explanation. The interpreter calls it where something an
// analyst would name begins, ends or is read; a Trace never changes a result. One Trace is for one
// call of the interpreter. INVARIANT: every open_x has its close_x, also where the evaluation
// fails.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "compiler/eval/explanation.h"
#include "compiler/eval/interpreter.h"
#include "compiler/ir/print.h"

namespace tarifa::eval {

class Trace {
 public:
  explicit Trace(const ir::Module& module, Language language = Language::English);

  // The finished tree: of a bill, or with one child for each thing evaluated otherwise.
  [[nodiscard]] const Explanation& root() const { return open_.front().node; }
  // `usage 190.000 kWh > subsistence 130 kWh`: the expression with the values it had when it was
  // last evaluated at the top level (a test's expectation, a condition).
  [[nodiscard]] std::string formula(ir::NodeId id) const;
  // Values of nodes evaluated at the top level, by node.
  [[nodiscard]] const Value* value_of(ir::NodeId id) const;
  // From now on also what nodes evaluate to inside of rules, lets, lines: a few different values of each.
  void keep_all_values() { keeps_all_ = true; }
  [[nodiscard]] const std::map<ir::NodeId, std::vector<Value>>& all_values() const { return all_values_; }

  // ---- for the interpreter
  [[nodiscard]] bool full() const { return nodes_ > kMostNodes; }  // rules are then not explained a second time
  void evaluated(ir::NodeId id, const Outcome& outcome);
  void aggregated(ir::NodeId id, size_t items, size_t counted);
  void param_read(ir::NodeId id, uint32_t timeline, std::optional<uint32_t> entry, int32_t date);
  void open_table(ir::TableId table, uint32_t version, const std::vector<const ir::Row*>& rows,
                  const std::vector<Value>& values);
  void close_table(ir::TableId table, const Outcome& outcome);
  void open_let(ir::LetId let);
  void close_let(ir::LetId let, const Outcome& outcome);
  void open_rule(ir::RuleId rule, int32_t effective);
  void rule_value(const ir::Rule& rule,
                  uint32_t exception);  // kBase: the base; its value was just evaluated
  void close_rule(ir::RuleId rule, const Outcome& outcome);
  void open_exception(const ir::Exception& exception);
  void close_exception(const ir::Exception& exception, const tl::expected<bool, RowFailure>& applied);
  void block(ir::NodeId tiers, size_t index, const Number& held, const Number& amount);
  void open_line(ir::LineId line);
  void open_part(int32_t first_day, int32_t days, size_t parts);
  void close_part(ir::NodeId expr, bool there, size_t parts);
  void line_condition(ir::NodeId when, bool holds);
  void rounded(const mpq_class& exact, const mpq_class& amount, const ir::Line& line);
  void limit(const mpq_class& limit, const mpq_class& sum, const ir::Line& line);
  void close_line(ir::LineId line, const Outcome& amount);
  void open_tariff(ir::TariffId tariff);
  void close_tariff_choice(ir::TariffId tariff, const tl::expected<bool, RowFailure>& applies, int32_t date);
  void open_tariff_lines(ir::TariffId tariff);
  void close_tariff_lines();
  void total(const ir::Bill& bill, const mpq_class& sum, const mpq_class& total);
  void open_due(const ir::Bill& bill);
  void close_due(const ir::Bill& bill, const Outcome& outcome);
  void open_bill(ir::BillId bill);
  void close_bill(ir::BillId bill, const BillOutcome& outcome);

 private:
  static constexpr size_t kMostNodes = 50'000;
  static constexpr size_t kMostValues = 3;  // of one node

  // What is being explained, and the values of the nodes evaluated directly in it.
  struct Level {
    Explanation node;
    std::map<ir::NodeId, Value> values;
    std::map<ir::NodeId, std::string> notes;
    std::vector<std::string> locals;
  };
  Explanation& open(ExplainKind kind, std::string name, const ir::Place& at);
  void close();  // the innermost becomes a child of the one around it, unless an equal one is there
                 // already
  void add(Explanation child);
  void set_value(ir::TypeId type, const Outcome& outcome);  // of the innermost
  void fail_open(const RowFailure& failure);
  [[nodiscard]] std::optional<std::string> leaf(const Level& level, ir::NodeId id) const;
  [[nodiscard]] std::string formula_in(const Level& level, ir::NodeId id) const;
  [[nodiscard]] std::string window_note(const ir::Window& window) const;
  [[nodiscard]] std::string pick(std::string_view english, std::string_view spanish) const {
    return std::string(language_ == Language::English ? english : spanish);
  }

  const ir::Module& module_;
  Language language_;
  std::vector<Level> open_;
  std::map<ir::NodeId, std::vector<Value>> all_values_;
  bool keeps_all_ = false;
  size_t nodes_ = 0;
};

}  // namespace tarifa::eval
