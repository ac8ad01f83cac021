#include "runtime/data/record_plan.h"

namespace tarifa::runtime {
namespace {

FieldPlan plan_field(const ir::Module& module, const ir::Field& declared, const ir::Field& effective) {
  FieldPlan plan;
  plan.field = &declared;
  plan.type = module.type(effective.type);
  plan.required = !plan.type.optional;
  plan.physical = kernel::physical_of(module, effective);
  if (plan.type.kind == ir::TypeKind::List) {
    const ir::Field item = kernel::item_field(module, effective);
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

kernel::Column empty_column(const FieldPlan& plan) {
  kernel::Column column;
  column.physical = plan.physical;
  const bool list = plan.type.kind == ir::TypeKind::List;
  if (list || plan.physical == kernel::Physical::Text) column.offsets.push_back(0);
  if (!plan.nested.empty()) column.items.push_back(empty_columns(plan.nested[0]));
  if (!list) return column;
  const FieldPlan& item = plan.item[0];
  if (!item.nested.empty()) {
    column.items.push_back(empty_columns(item.nested[0]));
  } else {
    kernel::RecordColumns plain;
    plain.columns.push_back(empty_column(item));
    column.items.push_back(std::move(plain));
  }
  return column;
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

kernel::RecordColumns empty_columns(const RecordPlan& plan) {
  kernel::RecordColumns columns;
  columns.record = plan.record;
  for (const FieldPlan& field : plan.fields) columns.columns.push_back(empty_column(field));
  return columns;
}

}  // namespace tarifa::runtime
