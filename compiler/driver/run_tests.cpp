#include "compiler/driver/run_tests.h"

#include <optional>

#include "compiler/driver/assertion_diagram.h"
#include "compiler/driver/test_setting.h"
#include "compiler/eval/trace.h"
#include "compiler/eval/value_text.h"
#include "compiler/ir/print.h"

namespace tarifa::driver {
namespace {

// The node itself below what only fits its type to its place.
ir::NodeId unwrapped(const ir::Module& module, ir::NodeId id) {
  for (;;) {
    const ir::Node& node = module.node(id);
    if (node.op != ir::Op::Wrap && node.op != ir::Op::Widen && node.op != ir::Op::Unwrap) return id;
    id = module.operand(node, 0);
  }
}

// One case while it runs.
class Running {
 public:
  Running(const ir::Module& module, const ir::Test& test, const ir::TestRow* row, Language language, TestCase& result)
      : module_(module),
        test_(test),
        interpreter_(module),
        setting_(test_setting(module, test, row, interpreter_)),
        language_(language),
        result_(result) {}

  void run() {
    if (setting_.subject_failed) {
      judge_subject();
    } else if (setting_.failure) {
      fail_with(*setting_.failure, test_.at);
    } else {
      for (const ir::Expectation& expectation : test_.expects) {
        if (expectation.condition.valid())
          judge(expectation);
        else
          judge_error(expectation);
      }
    }
    if (result_.failures.empty() || test_.defaulted.empty() || setting_.failure) return;
    result_.not_given = pick("not given:", "sin indicar:");
    for (const std::string& field : test_.defaulted)
      result_.not_given += (result_.not_given.back() == ':' ? " " : ", ") + field;
  }

 private:
  [[nodiscard]] std::string pick(std::string_view english, std::string_view spanish) const {
    return std::string(language_ == Language::English ? english : spanish);
  }

  void fail_with(const eval::RowFailure& failure, const ir::Place& at) {
    std::string text = describe(failure);
    if (failure.at.file != at.file || failure.at.line != at.line)
      text += " (" + ir::place_text(module_, failure.at) + ")";
    result_.failures.push_back({at, std::move(text), {}, {}, {}});
  }

  [[nodiscard]] std::string describe(const eval::RowFailure& failure) const {
    std::string text = eval::failure_text(failure, language_);
    for (const eval::Input& input : failure.inputs) text += ", " + input.name + " " + input.value;
    return text;
  }

  // The subject itself may be what must fail.
  void judge_subject() {
    for (const ir::Expectation& expectation : test_.expects) {
      if (expectation.error == eval::row_error_code(setting_.failure->code)) continue;
      fail_with(*setting_.failure, expectation.at);
    }
  }

  void judge(const ir::Expectation& expectation) {
    eval::Trace trace(module_, language_);
    const eval::Value* subject = setting_.subject ? &*setting_.subject : nullptr;
    const auto holds = interpreter_.expression(expectation.condition, setting_.context, setting_.effective, subject,
                                               setting_.locals, &trace);
    if (!holds) return fail_with(holds.error(), expectation.at);
    if (holds->truth()) return;
    const auto shown = [&](ir::NodeId node) -> std::optional<std::string> {
      const eval::Value* value = trace.value_of(node);
      if (value == nullptr) return std::nullopt;
      return eval::value_text(module_, module_.node(node).type, *value, language_);
    };
    TestFailure failure{expectation.at, pick("expected ", "se esperaba "), {}, {}, {}};
    failure.diagram = assertion_diagram(module_, expectation.condition, test_.row_names, shown);
    const ir::Node& root = module_.node(unwrapped(module_, expectation.condition));
    if (root.op == ir::Op::Eq || root.op == ir::Op::EqMaybe) {
      failure.actual = shown(module_.operand(root, 0)).value_or("");
      failure.expected = shown(module_.operand(root, 1)).value_or("");
    }
    const bool compared = !failure.actual.empty() && !failure.expected.empty();
    failure.message += compared ? ir::expression_text(module_, module_.operand(root, 0)) + " = " + failure.expected +
                                      pick(", found ", ", se encontró ") + failure.actual
                                : trace.formula(expectation.condition);
    result_.failures.push_back(std::move(failure));
  }

  // `expect error C`: the bill that is meant is made, and its error must be C.
  void judge_error(const ir::Expectation& expectation) {
    const auto failed = [&](std::string found) {
      result_.failures.push_back({expectation.at,
                                  pick("expected ", "se esperaba ") + expectation.error + ", " + found,
                                  expectation.error,
                                  {},
                                  {}});
    };
    if (!setting_.subject) return failed(pick("but there is no subject", "pero no hay una cuenta"));
    const auto outcome = interpreter_.bill(expectation.bill, *setting_.subject, setting_.context);
    if (outcome) return failed(pick("but nothing failed", "pero nada falló"));
    if (eval::row_error_code(outcome.error().code) == expectation.error) return;
    failed(pick("found ", "se encontró ") + describe(outcome.error()));
    result_.failures.back().actual = eval::row_error_code(outcome.error().code);
  }

  const ir::Module& module_;
  const ir::Test& test_;
  eval::Interpreter interpreter_;
  TestSetting setting_;
  Language language_;
  TestCase& result_;
};

}  // namespace

std::vector<TestCaseId> test_cases(const ir::Module& module, std::string_view filter) {
  std::vector<TestCaseId> ids;
  for (size_t i = 0; i < module.tests.size(); ++i) {
    const ir::Test& test = module.tests[i];
    if (test.name.find(filter) == std::string::npos) continue;
    if (test.rows.empty()) ids.push_back({i, std::nullopt});
    for (size_t row = 0; row < test.rows.size(); ++row) ids.push_back({i, row});
  }
  return ids;
}

std::string test_case_name(const ir::Module& module, TestCaseId id, Language language) {
  const ir::Test& test = module.tests[id.test];
  std::string name = test.name;
  if (!id.row) return name;
  const ir::TestRow& row = test.rows[*id.row];
  name += (language == Language::English ? ", row " : ", fila ") + std::to_string(*id.row + 1);
  for (size_t i = 0; i < row.values.size() && i < test.row_names.size(); ++i) {
    name += (i == 0 ? ": " : ", ") + test.row_names[i] + " " + ir::const_text(module, row.values[i]);
  }
  return name;
}

TestCase run_test(const ir::Module& module, TestCaseId id, Language language) {
  const ir::Test& test = module.tests[id.test];
  const ir::TestRow* row = id.row ? &test.rows[*id.row] : nullptr;
  TestCase result{id, test_case_name(module, id, language), test.module, row != nullptr ? row->at : test.at, {}, {}};
  Running(module, test, row, language, result).run();
  return result;
}

std::vector<TestCase> run_tests(const ir::Module& module, std::string_view filter, Language language) {
  std::vector<TestCase> cases;
  for (const TestCaseId id : test_cases(module, filter)) cases.push_back(run_test(module, id, language));
  return cases;
}

std::vector<std::string> failure_lines(const ir::Module& module, const TestCase& one) {
  std::vector<std::string> lines;
  for (const TestFailure& failure : one.failures) {
    lines.push_back(ir::place_text(module, failure.at) + ": " + failure.message);
    for (size_t begin = 0; begin < failure.diagram.size();) {
      const size_t end = std::min(failure.diagram.find('\n', begin), failure.diagram.size());
      lines.push_back("  " + failure.diagram.substr(begin, end - begin));
      begin = end + 1;
    }
  }
  if (!one.not_given.empty()) lines.push_back(one.not_given);
  return lines;
}

}  // namespace tarifa::driver
