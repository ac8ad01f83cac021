// Types, constants and places as text (print.h).
#include <fmt/format.h>

#include "compiler/ir/print.h"
#include "compiler/numeric/date_text.h"
#include "compiler/numeric/decimal_text.h"
#include "compiler/support/check.h"

namespace tarifa::ir {

namespace {

std::string number_type(const Module& module, const Type& type) {
  if (type.integer) return "int";
  const std::string& unit = module.units[type.unit.index()].name;
  return fmt::format("{}({})", unit.empty() ? "decimal" : unit, type.scale);
}

std::string items_text(const Module& module, const Const& constant) {
  std::string text;
  for (const ConstId item : constant.items) text += (text.empty() ? "" : ", ") + const_text(module, item);
  return text;
}

}  // namespace

std::string type_text(const Module& module, TypeId id) {
  const Type& type = module.type(id);
  std::string text;
  switch (type.kind) {
    case TypeKind::Bool: text = "bool"; break;
    case TypeKind::Number: text = number_type(module, type); break;
    case TypeKind::Text: text = fmt::format("text({})", type.bound); break;
    case TypeKind::Date: text = "date"; break;
    case TypeKind::Month: text = "month"; break;
    case TypeKind::Time: text = "time"; break;
    case TypeKind::DateTime: text = "datetime"; break;
    case TypeKind::Days: text = "days"; break;
    case TypeKind::Months: text = "months"; break;
    case TypeKind::Period: text = "Period"; break;
    case TypeKind::Enum: text = module.enums[type.enumeration.index()].name; break;
    case TypeKind::Record: text = module.records[type.record.index()].name; break;
    case TypeKind::List: text = fmt::format("list of {} max {}", type_text(module, type.element), type.bound); break;
    case TypeKind::Ladder:
      text = fmt::format("tiers {} @ {}({})", module.units[type.quantity_unit.index()].name,
                         module.units[type.unit.index()].name, type.scale);
      break;
  }
  return type.optional ? text + "?" : text;
}

std::string const_text(const Module& module, ConstId id) {
  const Const& constant = module.consts[id.index()];
  const Type& type = module.type(constant.type);
  const auto civil = static_cast<int32_t>(constant.number);
  if (constant.missing) return "missing";
  switch (type.kind) {
    case TypeKind::Bool: return constant.number != 0 ? "true" : "false";
    case TypeKind::Number: {
      const std::string& unit = module.units[type.unit.index()].name;
      const std::string digits = numeric::to_string(numeric::Decimal{constant.number, type.scale});
      return unit.empty() ? digits : digits + " " + unit;
    }
    case TypeKind::Text: return "\"" + constant.text + "\"";
    case TypeKind::Date: return numeric::to_string(numeric::Date{civil});
    case TypeKind::Month: return numeric::to_string(numeric::Month{civil});
    case TypeKind::Time: return fmt::format("{:02}:{:02}", civil / 60, civil % 60);
    case TypeKind::DateTime: {
      const auto minutes = static_cast<int64_t>(constant.number);
      const int64_t date = minutes >= 0 ? minutes / 1440 : -((1439 - minutes) / 1440);
      const int64_t rest = minutes - date * 1440;
      return fmt::format("{}T{:02}:{:02}", numeric::to_string(numeric::Date{static_cast<int32_t>(date)}), rest / 60,
                         rest % 60);
    }
    case TypeKind::Days: return fmt::format("{} days", civil);
    case TypeKind::Months: return fmt::format("{} months", civil);
    case TypeKind::Period:
      return fmt::format("Period({}, {})", numeric::to_string(numeric::Date{civil}),
                         numeric::to_string(numeric::Date{static_cast<int32_t>(constant.second)}));
    case TypeKind::Enum: return module.enums[type.enumeration.index()].members[static_cast<size_t>(constant.number)];
    case TypeKind::Record: return module.records[type.record.index()].name + "(" + items_text(module, constant) + ")";
    case TypeKind::List: return "[" + items_text(module, constant) + "]";
    case TypeKind::Ladder: return "tiers";
  }
  TARIFA_UNREACHABLE();
}

std::string place_text(const Module& module, const Place& at) {
  if (at.file >= module.files.size()) return {};
  return fmt::format("{}:{}:{}", module.files[at.file].path, at.line, at.column);
}

}  // namespace tarifa::ir
