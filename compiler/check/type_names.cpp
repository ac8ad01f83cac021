// Types as people write them, for messages.
#include <string>

#include "compiler/check/types.h"
#include "compiler/check/units.h"
#include "compiler/support/limits.h"

namespace tarifa::check {
namespace {

std::string in_parentheses(uint32_t number) { return "(" + std::to_string(number) + ")"; }

std::string number_name(const Session& session, const ir::Type& type) {
  if (type.integer) return "int";
  const std::string unit = unit_name(session, type.unit);
  return (unit.empty() ? "decimal" : unit) + in_parentheses(type.scale);
}

std::string base_name(const Session& session, const ir::Type& type) {
  switch (type.kind) {
    case ir::TypeKind::Bool: return "bool";
    case ir::TypeKind::Number: return number_name(session, type);
    case ir::TypeKind::Text: return type.bound == limits::kTextBytes ? "text" : "text" + in_parentheses(type.bound);
    case ir::TypeKind::Date: return "date";
    case ir::TypeKind::Month: return "month";
    case ir::TypeKind::Time: return "time";
    case ir::TypeKind::DateTime: return "datetime";
    case ir::TypeKind::Days: return "days";
    case ir::TypeKind::Months: return "months";
    case ir::TypeKind::Period: return "Period";
    case ir::TypeKind::Enum: return session.ir.enums[type.enumeration.index()].name;
    case ir::TypeKind::Record: return session.ir.records[type.record.index()].name;
    case ir::TypeKind::List:
      return "list of " + type_name(session, type.element) + " max " + std::to_string(type.bound);
    case ir::TypeKind::Ladder:
      return "tiers " + unit_name(session, type.quantity_unit) + " @ " + unit_name(session, type.unit) +
             in_parentheses(type.scale);
  }
  return {};
}

}  // namespace

std::string type_name(const Session& session, ir::TypeId id) {
  if (!id.valid()) return {};
  const ir::Type& type = type_at(session, id);
  return base_name(session, type) + (type.optional ? "?" : "");
}

}  // namespace tarifa::check
