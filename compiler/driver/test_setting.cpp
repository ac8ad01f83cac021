#include "compiler/driver/test_setting.h"

namespace tarifa::driver {
namespace {

class Reading {
 public:
  Reading(const ir::Test& test, eval::Interpreter& interpreter, TestSetting& setting)
      : test_(test), interpreter_(interpreter), setting_(setting) {}

  // S56: issued defaults to the period's end, as_of to issued; a rule by itself is read at as_of if
  // written, else at the period's start.
  bool dates() {
    eval::RunContext& context = setting_.context;
    context.has_period = false;
    eval::Value value;
    if (!read(test_.period, value)) return false;
    if (test_.period.valid()) {
      context.has_period = true;
      context.period_start = value.period().start;
      context.period_end = value.period().end;
      context.as_of = context.period_end;
      setting_.effective = context.period_start;
    }
    if (!read(test_.issued, value)) return false;
    if (test_.issued.valid()) {
      context.issued = value.date();
      context.issued_given = true;
      context.as_of = value.date();
    }
    if (!read(test_.as_of, value)) return false;
    if (test_.as_of.valid()) {
      context.as_of = value.date();
      setting_.effective = value.date();
    }
    return true;
  }

  void subject() {
    eval::Value value;
    if (!read(test_.subject, value)) {
      setting_.subject_failed = true;
    } else if (test_.subject.valid()) {
      setting_.subject = std::move(value);
    }
  }

 private:
  // False: it failed. A node that is not there leaves `value` alone.
  bool read(ir::NodeId node, eval::Value& value) {
    if (!node.valid()) return true;
    auto outcome = interpreter_.expression(node, setting_.context, setting_.effective, nullptr, setting_.locals);
    if (!outcome) {
      setting_.failure = std::move(outcome).error();
      return false;
    }
    value = *std::move(outcome);
    return true;
  }

  const ir::Test& test_;
  eval::Interpreter& interpreter_;
  TestSetting& setting_;
};

}  // namespace

TestSetting test_setting(const ir::Module& module, const ir::Test& test, const ir::TestRow* row,
                         eval::Interpreter& interpreter) {
  TestSetting setting;
  if (row != nullptr) {
    for (const ir::ConstId value : row->values) setting.locals.push_back(eval::constant_value(module, value));
  }
  // The other locals are bound by the expressions themselves: items of lists, names of `match`.
  if (setting.locals.size() < test.local_count) setting.locals.resize(test.local_count);
  Reading reading(test, interpreter, setting);
  if (reading.dates()) reading.subject();
  return setting;
}

}  // namespace tarifa::driver
