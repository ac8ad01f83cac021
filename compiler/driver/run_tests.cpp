#include "compiler/driver/run_tests.h"

#include <optional>

#include "compiler/eval/interpreter.h"
#include "compiler/eval/trace.h"
#include "compiler/eval/value_text.h"
#include "compiler/ir/print.h"

namespace tarifa::driver {
namespace {

// One case while it runs: the values of its row, its subject, its dates.
class Running {
 public:
  Running(const ir::Module& module, const ir::Test& test, const ir::TestRow* row, TestCase& result)
      : module_(module), test_(test), interpreter_(module), result_(result) {
    if (row != nullptr) {
      for (const ir::ConstId value : row->values) locals_.push_back(eval::constant_value(module, value));
    }
    // The other locals are bound by the expressions themselves: items of lists, names of `match`.
    if (locals_.size() < test.local_count) locals_.resize(test.local_count);
  }

  void run() {
    if (!read_dates() || !read_subject()) return;
    for (const ir::Expectation& expectation : test_.expects) {
      if (expectation.condition.valid())
        judge(expectation);
      else
        judge_error(expectation);
    }
    if (result_.failures.empty() || test_.defaulted.empty()) return;
    std::string defaults = "not given:";
    for (const std::string& field : test_.defaulted) defaults += (defaults.back() == ':' ? " " : ", ") + field;
    result_.failures.push_back(std::move(defaults));
  }

 private:
  [[nodiscard]] eval::Outcome evaluate(ir::NodeId node, eval::Trace* trace = nullptr) {
    const eval::Value* subject = subject_ ? &*subject_ : nullptr;
    return interpreter_.expression(node, context_, effective_, subject, locals_, trace);
  }

  void fail_with(const eval::RowFailure& failure, const ir::Place& at) {
    std::string text = ir::place_text(module_, at) + ": " + describe(failure);
    if (failure.at.file != at.file || failure.at.line != at.line)
      text += " (" + ir::place_text(module_, failure.at) + ")";
    result_.failures.push_back(std::move(text));
  }

  static std::string describe(const eval::RowFailure& failure) {
    std::string text =
        std::string(eval::row_error_code(failure.code)) + " " + std::string(eval::row_error_english(failure.code));
    if (!failure.text.empty()) text += ": " + failure.text;
    for (const eval::Input& input : failure.inputs) text += ", " + input.name + " " + input.value;
    return text;
  }

  // S56: issued defaults to the period's end, as_of to issued; a rule by itself is read at as_of if
  // written, else at the period's start.
  bool read_dates() {
    context_.has_period = false;
    if (test_.period.valid()) {
      const auto period = evaluate(test_.period);
      if (!period) return fail_with(period.error(), test_.at), false;
      context_.has_period = true;
      context_.period_start = period->period().start;
      context_.period_end = period->period().end;
      context_.as_of = context_.period_end;
      effective_ = context_.period_start;
    }
    if (test_.issued.valid()) {
      const auto issued = evaluate(test_.issued);
      if (!issued) return fail_with(issued.error(), test_.at), false;
      context_.issued = issued->date();
      context_.issued_given = true;
      context_.as_of = issued->date();
    }
    if (test_.as_of.valid()) {
      const auto as_of = evaluate(test_.as_of);
      if (!as_of) return fail_with(as_of.error(), test_.at), false;
      context_.as_of = as_of->date();
      effective_ = as_of->date();
    }
    return true;
  }

  bool read_subject() {
    if (!test_.subject.valid()) return true;
    auto subject = evaluate(test_.subject);
    if (subject) {
      subject_ = std::move(*subject);
      return true;
    }
    for (const ir::Expectation& expectation : test_.expects) {  // the subject itself may be what must fail
      if (expectation.error == eval::row_error_code(subject.error().code)) continue;
      fail_with(subject.error(), expectation.at);
    }
    return false;
  }

  void judge(const ir::Expectation& expectation) {
    eval::Trace trace(module_);
    const auto holds = evaluate(expectation.condition, &trace);
    if (!holds) return fail_with(holds.error(), expectation.at);
    if (holds->truth()) return;
    result_.failures.push_back(ir::place_text(module_, expectation.at) + ": expected " +
                               trace.formula(expectation.condition));
    show_parts(expectation.condition, 0);
  }

  // The two sides of a comparison with their values; deeper parts are in the formula.
  void show_parts(ir::NodeId id, int depth) {
    const ir::Node& node = module_.node(id);
    for (uint32_t k = 0; k < node.operand_count; ++k) {
      const ir::NodeId part = module_.operand(node, k);
      const ir::Op op = module_.node(part).op;
      if (op == ir::Op::Wrap || op == ir::Op::Widen || op == ir::Op::Unwrap ||
          module_.type_of(part).kind == ir::TypeKind::Bool) {
        if (depth < 8) show_parts(part, depth + 1);
        continue;
      }
      const auto value = evaluate(part);
      const std::string shown = !value             ? describe(value.error())
                                : value->missing() ? std::string("absent")
                                                   : eval::value_text(module_, module_.node(part).type, *value);
      ir::ExpressionStyle style;
      style.locals = test_.row_names;
      result_.failures.push_back("  " + ir::expression_text(module_, part, style) + " = " + shown);
    }
  }

  // `expect error C`: the bill that is meant is made, and its error must be C.
  void judge_error(const ir::Expectation& expectation) {
    const std::string place = ir::place_text(module_, expectation.at);
    if (!subject_)
      return result_.failures.push_back(place + ": expected " + expectation.error + ", but there is no subject");
    const auto outcome = interpreter_.bill(expectation.bill, *subject_, context_);
    if (outcome) return result_.failures.push_back(place + ": expected " + expectation.error + ", but nothing failed");
    if (eval::row_error_code(outcome.error().code) == expectation.error) return;
    result_.failures.push_back(place + ": expected " + expectation.error + ", found " + describe(outcome.error()));
  }

  const ir::Module& module_;
  const ir::Test& test_;
  eval::Interpreter interpreter_;
  TestCase& result_;
  eval::RunContext context_;
  int32_t effective_ = 0;
  std::vector<eval::Value> locals_;
  std::optional<eval::Value> subject_;
};

TestCase run_case(const ir::Module& module, const ir::Test& test, const ir::TestRow* row, size_t number) {
  TestCase result{test.name, test.module, row != nullptr ? row->at : test.at, {}};
  if (row != nullptr) {
    result.name += ", row " + std::to_string(number);
    for (size_t i = 0; i < row->values.size() && i < test.row_names.size(); ++i) {
      result.name += (i == 0 ? ": " : ", ") + test.row_names[i] + " " + ir::const_text(module, row->values[i]);
    }
  }
  Running(module, test, row, result).run();
  return result;
}

}  // namespace

std::vector<TestCase> run_tests(const ir::Module& module, std::string_view filter) {
  std::vector<TestCase> cases;
  for (const ir::Test& test : module.tests) {
    if (test.name.find(filter) == std::string::npos) continue;
    if (test.rows.empty()) cases.push_back(run_case(module, test, nullptr, 0));
    for (size_t i = 0; i < test.rows.size(); ++i) cases.push_back(run_case(module, test, &test.rows[i], i + 1));
  }
  return cases;
}

}  // namespace tarifa::driver
