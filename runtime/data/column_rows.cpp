#include "runtime/data/column_rows.h"

#include <cstring>

#include "compiler/support/check.h"

namespace tarifa::runtime {
namespace {

using kernel::Column;
using kernel::Physical;

template <class T>
void push(kernel::Bytes& data, T value) {
  const size_t at = data.size();
  data.resize(at + sizeof value);
  std::memcpy(data.data() + at, &value, sizeof value);
}

// `field` is what the column holds: of a list of plain values it has the type of an item.
Column empty_column(const ir::Module& module, const FieldPlan& plan, const ir::Field& field) {
  Column column;
  column.physical = kernel::physical_of(module, field);
  const bool list = plan.type.kind == ir::TypeKind::List;
  if (list || column.physical == Physical::Text) column.offsets.push_back(0);
  if (!plan.nested.empty()) column.items.push_back(empty_columns(module, plan.nested[0]));
  if (!list) return column;
  const FieldPlan& item = plan.item[0];
  if (!item.nested.empty()) {
    column.items.push_back(empty_columns(module, item.nested[0]));
  } else {
    kernel::RecordColumns plain;
    plain.columns.push_back(empty_column(module, item, kernel::item_field(module, field)));
    column.items.push_back(std::move(plain));
  }
  return column;
}

void append_zero(const FieldPlan& plan, Column& column) {
  if (plan.type.kind == ir::TypeKind::List)
    append_list(column, 0);
  else if (plan.type.kind == ir::TypeKind::Record)
    append_zeros(plan.nested[0], column.items[0]);
  else
    append_scalar(column, {});
}

void truncate_column(const FieldPlan& plan, Column& column, size_t rows) {
  column.data.resize(rows * kernel::physical_size(column.physical));
  if (!plan.required) column.valid.resize(rows);
  if (!column.offsets.empty()) column.offsets.resize(rows + 1);
  if (column.physical == Physical::Text) column.text.resize(column.offsets.back());
  if (column.items.empty()) return;
  const size_t items = column.offsets.empty() ? rows : column.offsets.back();
  if (plan.type.kind == ir::TypeKind::Record) {
    truncate_rows(plan.nested[0], column.items[0], items);
  } else if (const FieldPlan& item = plan.item[0]; !item.nested.empty()) {
    truncate_rows(item.nested[0], column.items[0], items);
  } else {
    truncate_column(item, column.items[0].columns[0], items);
    column.items[0].rows = items;
  }
}

void pad_column(Column& column, size_t rows) {
  const size_t padded = (rows + 63) / 64 * 64;
  column.data.resize(padded * kernel::physical_size(column.physical));
  if (!column.valid.empty()) column.valid.resize(padded);
  if (!column.offsets.empty()) column.offsets.resize(padded + 1, column.offsets.back());
  for (kernel::RecordColumns& items : column.items) pad_to_blocks(items);
}

}  // namespace

kernel::RecordColumns empty_columns(const ir::Module& module, const RecordPlan& plan) {
  kernel::RecordColumns columns;
  columns.record = plan.record;
  for (const FieldPlan& field : plan.fields) columns.columns.push_back(empty_column(module, field, *field.field));
  return columns;
}

void append_scalar(Column& column, const Scalar& scalar) {
  switch (column.physical) {
    case Physical::U8: push(column.data, static_cast<uint8_t>(scalar.number)); return;
    case Physical::U32: push(column.data, static_cast<uint32_t>(scalar.number)); return;
    case Physical::I32: push(column.data, static_cast<int32_t>(scalar.number)); return;
    case Physical::I64: push(column.data, static_cast<int64_t>(scalar.number)); return;
    case Physical::I128: push(column.data, scalar.number); return;
    case Physical::Period:
      push(column.data, static_cast<int32_t>(scalar.number));
      push(column.data, scalar.second);
      return;
    case Physical::Text:
      column.text += scalar.text;
      column.offsets.push_back(static_cast<uint32_t>(column.text.size()));
      return;
    case Physical::Record: break;
  }
  TARIFA_UNREACHABLE();
}

void append_list(Column& column, uint32_t count) {
  push(column.data, count);
  column.offsets.push_back(column.offsets.back() + count);
}

void append_missing(const FieldPlan& plan, Column& column) {
  append_zero(plan, column);
  column.valid.push_back(0);
}

void append_zeros(const RecordPlan& plan, kernel::RecordColumns& columns) {
  for (size_t i = 0; i < plan.fields.size(); ++i) {
    append_zero(plan.fields[i], columns.columns[i]);
    if (!plan.fields[i].required) columns.columns[i].valid.push_back(0);
  }
  ++columns.rows;
}

void truncate_rows(const RecordPlan& plan, kernel::RecordColumns& columns, size_t rows) {
  for (size_t i = 0; i < plan.fields.size(); ++i) truncate_column(plan.fields[i], columns.columns[i], rows);
  columns.rows = rows;
}

void pad_to_blocks(kernel::RecordColumns& columns) {
  for (Column& column : columns.columns) pad_column(column, columns.rows);
}

}  // namespace tarifa::runtime
