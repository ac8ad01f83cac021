#include "cli/numerics.h"

#include <fmt/format.h>

#include "compiler/ir/print.h"
#include "compiler/ir/ranges.h"
#include "compiler/numeric/decimal_text.h"

namespace tarifa::cli {
namespace {

std::string bound_text(const numeric::Interval& range, int scale) {
  const auto text = [scale](ir::Int128 mantissa) {
    return numeric::fits_decimal(mantissa) ? numeric::to_string(numeric::Decimal{mantissa, scale}) : std::string("38 digits");
  };
  return text(range.low()) + " .. " + text(range.high());
}

void append(std::string& out, const std::string& name, const std::string& type, const std::string& rest) {
  out += fmt::format("  {:<40} {:<20} {}\n", name, type, rest);
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

bool is_number(const ir::Module& module, ir::TypeId type) { return module.type(type).kind == ir::TypeKind::Number; }

void append_lines(const ir::Module& module, const std::vector<ir::LineId>& lines, std::string& out) {
  for (const ir::LineId id : lines) {
    const ir::Line& line = module.lines[id.index()];
    std::string rest = fraction_text(module, line.expr);
    if (line.rounded) {
      rest += ", rounded to " + numeric::to_string(numeric::Decimal{line.rounding.step, line.rounding.scale});
    }
    append(out, line.owner + "." + line.name, ir::type_text(module, line.type), rest);
  }
}

}  // namespace

std::string numerics_text(const ir::Module& module) {
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
  out += "rules\n";
  for (const ir::Rule& rule : module.rules) {
    if (is_number(module, rule.type)) append(out, rule.name, ir::type_text(module, rule.type), fraction_text(module, rule.base));
  }
  out += "lines\n";
  for (const ir::Tariff& tariff : module.tariffs) append_lines(module, tariff.lines, out);
  for (const ir::Bill& bill : module.bills) append_lines(module, bill.lines, out);
  return out;
}

}  // namespace tarifa::cli
