// A small world for tests of the interpreter: one entity, one currency, one tariff, one bill, and
// short ways to run them.
#pragma once

#include <gtest/gtest.h>

#include <map>
#include <string>

#include "compiler/eval/exact.h"
#include "compiler/eval/interpreter.h"
#include "compiler/eval/trace.h"
#include "compiler/ir/verify.h"
#include "tests/unit/eval/module_builder.h"

namespace tarifa::eval {

using ir::day;
using ir::NodeId;
using ir::Op;

inline Value number(std::string_view text) {
  const bool negative = text.front() == '-';
  const auto parsed = numeric::parse_literal(negative ? text.substr(1) : text);
  return number_value(negative ? -parsed.value.mantissa : parsed.value.mantissa, parsed.value.scale);
}

// What a run yields, as text: an amount a line (`energy`), `total`, `due`, or the code of the
// error.
using Printed = std::map<std::string, std::string>;

struct World : ir::ModuleBuilder {
  ir::UnitId cop = currency("COP", 2);
  ir::UnitId kwh = unit("kWh");
  ir::UnitId price = unit("COP/kWh");
  ir::TypeId stratum = enumeration("Stratum", {"S1", "S2", "S3"});
  ir::TypeId invoice = record("Invoice", {{"due", plain(ir::TypeKind::Date)}, {"unpaid", number_type(2)}});
  ir::TypeId account = entity("Account", {{"usage", number(3, kwh)},
                                          {"stratum", stratum},
                                          {"invoices", list_of(invoice, 10)},
                                          {"debt", number(2, cop)},
                                          {"factor", number(2)},
                                          {"medical", optional(plain(ir::TypeKind::Date))}});
  ir::TariffId tariff_id = tariff("Home", account, cop);
  ir::BillId bill_id = bill("Monthly", account, cop, {{true, {tariff_id}, place()}});
  RunContext context{day("2020-04-01"), day("2020-05-01"), std::nullopt, day("2020-05-01"), false, true};
  std::map<std::string, Value> fields{{"usage", eval::number("190.000")}, {"stratum", member_value(0)},
                                      {"invoices", list_value({})},       {"debt", eval::number("0.00")},
                                      {"factor", eval::number("3.00")},   {"medical", missing_value()}};

  using ModuleBuilder::number;
  ir::TypeId number_type(int scale) { return number(scale, cop); }
  NodeId get(std::string_view name) { return field(account, name); }
  NodeId money_of(std::string_view text) { return num(text, cop); }
  ir::LineId add_line(const std::string& name, NodeId expr, NodeId when = {}) {
    return line(tariff_id, name, expr, when);
  }
  ir::Line& last() { return module.lines.back(); }

  void over(std::string_view from, std::string_view until) {
    context.period_start = day(from);
    context.period_end = day(until);
    context.as_of = context.period_end;
  }

  Value subject_value() const {
    std::vector<Value> values;
    for (const ir::Field& f : module.records[module.type(account).record.index()].fields_list)
      values.push_back(fields.at(f.name));
    return record_value(std::move(values));
  }

  BillOutcome run(Trace* trace = nullptr) {
    const auto problem = ir::verify(module);
    EXPECT_FALSE(problem.has_value()) << problem.value_or("");
    Interpreter interpreter(module);
    return interpreter.bill(bill_id, subject_value(), context, trace);
  }

  Printed printed() {
    const BillOutcome outcome = run();
    if (!outcome) return {{"error", std::string(row_error_code(outcome.error().code))}};
    Printed out{{"total", decimal_text(decimal(outcome->total, 2), 2)}};
    for (const LineResult& result : outcome->lines) {
      out[module.lines[result.line.index()].name] = decimal_text(decimal(result.amount, 2), 2);
    }
    if (outcome->rounding != 0) out["rounding"] = decimal_text(decimal(outcome->rounding, 2), 2);
    if (outcome->due) out["due"] = std::to_string(*outcome->due);
    return out;
  }
  std::string amount(const std::string& name) {
    const Printed all = printed();
    const auto found = all.find(name);
    if (found != all.end()) return found->second;
    return all.contains("error") ? all.at("error") : "absent";
  }

  // One expression for the subject, read at the period's start.
  Outcome value(NodeId node, std::vector<Value> locals = std::vector<Value>(8)) {
    Interpreter interpreter(module);
    const Value subject = subject_value();
    return interpreter.expression(node, context, context.period_start, &subject, std::move(locals));
  }
  std::string shown(NodeId node) {
    const Outcome outcome = value(node);
    if (!outcome) return std::string(row_error_code(outcome.error().code));
    if (outcome->missing()) return "missing";
    if (const auto* truth = std::get_if<bool>(&outcome->data)) return *truth ? "true" : "false";
    if (std::holds_alternative<Civil>(outcome->data)) return std::to_string(outcome->civil());
    if (std::holds_alternative<Member>(outcome->data)) return "member " + std::to_string(outcome->member());
    return outcome->number().value.get_str();
  }
  std::string rule_value(ir::RuleId rule) {
    Interpreter interpreter(module);
    const Outcome outcome = interpreter.rule(rule, subject_value(), context, context.period_start);
    if (!outcome) return std::string(row_error_code(outcome.error().code));
    return outcome->missing() ? "missing" : outcome->number().value.get_str();
  }
};

}  // namespace tarifa::eval
