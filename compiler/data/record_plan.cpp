#include "compiler/data/record_plan.h"

namespace tarifa::data {
namespace {

FieldPlan plan_field(const ir::Module& module, const ir::Field& declared, const ir::Field& effective) {
  FieldPlan plan;
  plan.field = &declared;
  plan.type = module.type(effective.type);
  plan.required = !plan.type.optional;
  if (plan.type.kind == ir::TypeKind::List) {
    ir::Field item = effective;
    item.type = plan.type.element;
    item.key = false;
    plan.item.push_back(plan_field(module, declared, item));
  } else {
    plan.least = effective.least;
    plan.greatest = effective.greatest;
  }
  if (plan.type.kind == ir::TypeKind::Enum) {
    plan.enumeration = &module.enums[plan.type.enumeration.index()];
    for (const std::string& member : plan.enumeration->members) {
      plan.members.emplace(member, static_cast<uint32_t>(plan.members.size()));
    }
  }
  if (plan.type.kind == ir::TypeKind::Record) plan.nested.push_back(plan_record(module, plan.type.record));
  return plan;
}

}  // namespace

RecordPlan plan_record(const ir::Module& module, ir::RecordId id) {
  const ir::Record& record = module.records[id.index()];
  RecordPlan plan;
  plan.record = id;
  for (const ir::Field& field : record.fields_list) {
    if (field.key) plan.key = static_cast<uint32_t>(plan.fields.size());
    plan.by_column.emplace(field.column, static_cast<uint32_t>(plan.fields.size()));
    plan.fields.push_back(plan_field(module, field, field));
  }
  return plan;
}

}  // namespace tarifa::data
