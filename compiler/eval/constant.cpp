// Constants of the module as values, and back (declared in value.h).
#include "compiler/eval/exact.h"
#include "compiler/eval/value.h"
#include "compiler/support/check.h"

namespace tarifa::eval {

namespace {

std::vector<Value> constant_values(const ir::Module& module, const std::vector<ir::ConstId>& ids) {
  std::vector<Value> values;
  for (const ir::ConstId id : ids) values.push_back(constant_value(module, id));
  return values;
}

// The items of a record or list as constants of their types; absent when one of them cannot be.
bool add_items(ir::Module& module, const ir::Type& type, const std::vector<Value>& values,
               std::vector<ir::ConstId>& out) {
  for (size_t i = 0; i < values.size(); ++i) {
    const ir::TypeId item =
        type.kind == ir::TypeKind::List ? type.element : module.records[type.record.index()].fields_list[i].type;
    const auto id = add_constant(module, item, values[i]);
    if (!id) return false;
    out.push_back(*id);
  }
  return true;
}

}  // namespace

Value constant_value(const ir::Module& module, ir::ConstId id) {
  const ir::Const& constant = module.consts[id.index()];
  const ir::Type& type = module.type(constant.type);
  if (constant.missing) return missing_value();
  switch (type.kind) {
    case ir::TypeKind::Bool: return truth_value(constant.number != 0);
    case ir::TypeKind::Number: return number_value(constant.number, type.scale);
    case ir::TypeKind::Text: return text_value(constant.text);
    case ir::TypeKind::Date:
    case ir::TypeKind::Month:
    case ir::TypeKind::Time:
    case ir::TypeKind::DateTime:
    case ir::TypeKind::Days:
    case ir::TypeKind::Months: return civil_value(static_cast<int64_t>(constant.number));
    case ir::TypeKind::Period:
      return period_value(static_cast<int32_t>(constant.number), static_cast<int32_t>(constant.second));
    case ir::TypeKind::Enum: return member_value(static_cast<uint32_t>(constant.number));
    case ir::TypeKind::Record: return record_value(constant_values(module, constant.items));
    case ir::TypeKind::List: return list_value(constant_values(module, constant.items));
    case ir::TypeKind::Ladder: break;  // no constant is a ladder: they live in timelines
  }
  TARIFA_UNREACHABLE();
}

std::optional<ir::ConstId> add_constant(ir::Module& module, ir::TypeId type_id, const Value& value) {
  const ir::Type type = module.type(type_id);  // a copy: items may be added below
  ir::Const constant;
  constant.type = type_id;
  constant.missing = value.missing();
  if (!constant.missing) {
    switch (type.kind) {
      case ir::TypeKind::Bool: constant.number = value.truth() ? 1 : 0; break;
      case ir::TypeKind::Number: {
        const auto mantissa = int128_at(value.number().value, type.scale);
        if (!mantissa) return std::nullopt;
        constant.number = *mantissa;
        break;
      }
      case ir::TypeKind::Text: constant.text = value.text(); break;
      case ir::TypeKind::Date:
      case ir::TypeKind::Month:
      case ir::TypeKind::Time:
      case ir::TypeKind::DateTime:
      case ir::TypeKind::Days:
      case ir::TypeKind::Months: constant.number = value.civil(); break;
      case ir::TypeKind::Period:
        constant.number = value.period().start;
        constant.second = value.period().end;
        break;
      case ir::TypeKind::Enum: constant.number = value.member(); break;
      case ir::TypeKind::Record:
        if (!add_items(module, type, value.fields(), constant.items)) return std::nullopt;
        break;
      case ir::TypeKind::List:
        if (!add_items(module, type, value.items(), constant.items)) return std::nullopt;
        break;
      case ir::TypeKind::Ladder: return std::nullopt;
    }
  }
  module.consts.push_back(std::move(constant));
  return ir::ConstId{module.consts.size() - 1};
}

}  // namespace tarifa::eval
