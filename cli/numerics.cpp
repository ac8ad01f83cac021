#include "cli/numerics.h"

#include <fmt/format.h>

#include <algorithm>
#include <vector>

#include "compiler/check/node_trees.h"
#include "compiler/ir/node_ranges.h"
#include "compiler/ir/print.h"
#include "compiler/ir/ranges.h"
#include "compiler/kernel/lower.h"
#include "compiler/kernel/widths.h"
#include "compiler/numeric/decimal_text.h"

namespace tarifa::cli {
namespace {

std::string bound_text(const numeric::Interval& range, int scale) {
  const auto text = [scale](ir::Int128 mantissa) {
    return numeric::fits_decimal(mantissa) ? numeric::to_string(numeric::Decimal{mantissa, scale})
                                           : std::string("38 digits");
  };
  return text(range.low()) + " .. " + text(range.high());
}

void append(std::string& out, const std::string& name, const std::string& type, const std::string& rest) {
  out += fmt::format("  {:<36} {:<24} {}\n", name, type, rest);
}

// `exact to 7 digits, / 377580, / period.days`
std::string fraction_text(const ir::Module& module, ir::NodeId id) {
  const ir::Node& node = module.node(id);
  std::string text = fmt::format("exact to {} digits", module.type(node.type).scale);
  if (node.static_denominator > 1) text += fmt::format(", / {}", node.static_denominator);
  for (const ir::DivisorId divisor : node.divisors) {
    text += ", / " + ir::expression_text(module, module.divisors[divisor.index()].node);
  }
  return text;
}

// S36: whether any operation below can pass 38 digits for fields inside their ranges.
std::string_view overflow_text(const ir::Module& module, ir::NodeRanges& ranges, ir::NodeId root) {
  bool possible = false;
  bool declared = true;
  check::for_each_node(module, root, [&](ir::NodeId id) {
    if (!ranges.may_overflow(id)) return;
    possible = true;
    declared = declared && ranges.of(id).declared;
  });
  if (!possible) return "never overflows";
  return declared ? "overflow is judged row by row" : "overflow is judged row by row: not all ranges are declared";
}

bool is_number(const ir::Module& module, ir::TypeId type) { return module.type(type).kind == ir::TypeKind::Number; }

void append_lines(const ir::Module& module, ir::NodeRanges& ranges, const std::vector<ir::LineId>& lines,
                  std::string& out) {
  for (const ir::LineId id : lines) {
    const ir::Line& line = module.lines[id.index()];
    std::string rest = fraction_text(module, line.expr);
    if (line.rounded) {
      rest += ", rounded to " + numeric::to_string(numeric::Decimal{line.rounding.step, line.rounding.scale});
    }
    rest += fmt::format(", {}", overflow_text(module, ranges, line.expr));
    append(out, line.owner + "." + line.name, ir::type_text(module, line.type), rest);
  }
}

// The widest kind among the values that an amount is computed from.
kernel::Kind widest_below(const kernel::Program& program, kernel::ValueId root) {
  kernel::Kind widest = kernel::Kind::F64;
  std::vector<bool> seen(program.values.size());
  std::vector<kernel::ValueId> open{root};
  const auto visit = [&](kernel::ValueId id) {
    if (!id.valid() || seen[id.index()]) return;
    seen[id.index()] = true;
    open.push_back(id);
  };
  while (!open.empty()) {
    const kernel::ValueId id = open.back();
    open.pop_back();
    const kernel::Value& value = program.value(id);
    if (value.kind == kernel::Kind::Int) {
      widest = std::max(widest, kernel::kind_of(value.range, kernel::Width::None));
    }
    for (uint32_t k = 0; k < value.operand_count; ++k) visit(program.operand(value, k));
  }
  return widest;
}

std::string_view width_text(kernel::Kind kind) {
  if (kind == kernel::Kind::F64) return "A (exact double lanes)";
  return kind == kernel::Kind::I64 ? "B (checked 64 bits)" : "C (128 bits)";
}

void append_kernel(const ir::Module& module, ir::BillId bill, const kernel::RunContext& context, std::string& out) {
  const kernel::Program program = kernel::lower(module, bill, context);
  out += "kernel of " + module.bills[bill.index()].name + "\n";
  for (const kernel::Value& value : program.values) {
    if (value.op != kernel::Op::Output) continue;
    const kernel::OutputSlot& slot = program.outputs[value.imm];
    if (slot.slot != kernel::Slot::Amount && slot.slot != kernel::Slot::Total) continue;
    const kernel::ValueId amount = program.operand(value, 0);
    const bool total = slot.slot == kernel::Slot::Total;
    const ir::LineId line = total ? ir::LineId() : program.layout.lines[slot.line].line;
    const uint8_t scale = total ? program.layout.total.scale : program.layout.lines[slot.line].amount.scale;
    const std::string name = total          ? "total"
                             : line.valid() ? module.lines[line.index()].owner + "." + module.lines[line.index()].name
                                            : module.bills[bill.index()].name + ".rounding";
    append(out, name, std::string(width_text(widest_below(program, amount))),
           bound_text(program.value(amount).range, scale));
  }
}

}  // namespace

std::string numerics_text(const ir::Module& module, const kernel::RunContext& context) {
  std::string out = "fields\n";
  for (const ir::Record& record : module.records) {
    for (const ir::Field& field : record.fields_list) {
      if (!is_number(module, field.type)) continue;
      const ir::Type& type = module.type(field.type);
      append(out, record.name + "." + field.name, ir::type_text(module, field.type),
             bound_text(ir::range_of_field(module, field), type.scale));
    }
  }
  out += "parameters\n";
  for (const ir::Param& param : module.params) {
    if (!is_number(module, param.type)) continue;
    append(out, param.name, ir::type_text(module, param.type),
           bound_text(ir::range_of_param(module, param), module.type(param.type).scale));
  }
  ir::NodeRanges ranges(module);
  out += "rules\n";
  for (size_t i = 0; i < module.rules.size(); ++i) {
    const ir::Rule& rule = module.rules[i];
    if (!is_number(module, rule.type)) continue;
    append(out, rule.name, ir::type_text(module, rule.type),
           fmt::format("{}, {}, {}", bound_text(ranges.of_rule(ir::RuleId(i)).mantissa, module.type(rule.type).scale),
                       fraction_text(module, rule.base), overflow_text(module, ranges, rule.base)));
  }
  out += "lines\n";
  for (const ir::Tariff& tariff : module.tariffs) append_lines(module, ranges, tariff.lines, out);
  for (const ir::Bill& bill : module.bills) append_lines(module, ranges, bill.lines, out);
  for (size_t i = 0; i < module.bills.size(); ++i) append_kernel(module, ir::BillId(i), context, out);
  return out;
}

}  // namespace tarifa::cli
