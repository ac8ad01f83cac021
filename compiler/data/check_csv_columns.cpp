#include "compiler/data/check_csv_columns.h"

#include <algorithm>

#include "compiler/data/printable_text.h"
#include "compiler/data/scalar_reader.h"
#include "compiler/support/nearest_name.h"

namespace tarifa::data {

Result<void> check_csv_can_hold(const std::string& path, const ir::Record& record, const RecordPlan& plan) {
  for (const FieldPlan& field : plan.fields) {
    if (!field.required || is_scalar(field.type)) continue;
    return fail(DiagKind::AccountsNeedLists, path, record.name, field.field->name);
  }
  return {};
}

Result<void> check_csv_columns(const std::string& path, const std::vector<std::string>& columns,
                               const ir::Record& record, const RecordPlan& plan) {
  std::vector<std::string_view> names;
  for (const FieldPlan& field : plan.fields) {
    if (is_scalar(field.type)) names.push_back(field.field->column);
  }
  for (const std::string& column : columns) {
    if (std::find(names.begin(), names.end(), column) != names.end()) continue;
    const std::string shown = printable_text(column, 100);
    const std::string_view near = nearest_name(column, names);
    if (near.empty()) return fail(DiagKind::AccountsUnknownColumn, path, shown, record.name);
    return fail(DiagKind::AccountsMisspeltColumn, path, shown, record.name, near);
  }
  for (const FieldPlan& field : plan.fields) {
    const bool there = std::find(columns.begin(), columns.end(), field.field->column) != columns.end();
    if (field.required && !there) return fail(DiagKind::AccountsMissingColumn, path, field.field->column, record.name);
  }
  return {};
}

}  // namespace tarifa::data
