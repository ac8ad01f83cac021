#include "runtime/subject_value.h"

#include <cstring>

#include "compiler/support/check.h"

namespace tarifa::runtime {
namespace {

using kernel::Column;
using kernel::Physical;

template <class T>
T at(const Column& column, size_t index) {
  T value;
  std::memcpy(&value, column.data.data() + index * sizeof(T), sizeof(T));
  return value;
}

ir::Int128 integer_at(const Column& column, size_t row) {
  switch (column.physical) {
    case Physical::U8: return at<uint8_t>(column, row);
    case Physical::U32: return at<uint32_t>(column, row);
    case Physical::I32: return at<int32_t>(column, row);
    case Physical::I64: return at<int64_t>(column, row);
    case Physical::I128: return at<ir::Int128>(column, row);
    case Physical::Text:
    case Physical::Period:
    case Physical::Record: break;
  }
  TARIFA_UNREACHABLE();
}

eval::Value column_value(const ir::Module& module, ir::TypeId type_id, const Column& column, size_t row);

eval::Value list_at(const ir::Module& module, const ir::Type& type, const Column& column, size_t row) {
  const kernel::RecordColumns& items = column.items[0];
  const bool records = module.type(type.element).kind == ir::TypeKind::Record;
  std::vector<eval::Value> values;
  for (size_t i = column.offsets[row]; i < column.offsets[row + 1]; ++i) {
    values.push_back(records ? subject_value(module, items, i)
                             : column_value(module, type.element, items.columns[0], i));
  }
  return eval::list_value(std::move(values));
}

eval::Value column_value(const ir::Module& module, ir::TypeId type_id, const Column& column, size_t row) {
  const ir::Type& type = module.type(type_id);
  if (type.optional && column.valid[row] == 0) return eval::missing_value();
  switch (type.kind) {
    case ir::TypeKind::Bool: return eval::truth_value(at<uint8_t>(column, row) != 0);
    case ir::TypeKind::Number: return eval::number_value(integer_at(column, row), type.scale);
    case ir::TypeKind::Text: {
      const size_t begin = column.offsets[row];
      return eval::text_value(column.text.substr(begin, column.offsets[row + 1] - begin));
    }
    case ir::TypeKind::Date:
    case ir::TypeKind::Month:
    case ir::TypeKind::Time:
    case ir::TypeKind::DateTime:
    case ir::TypeKind::Days:
    case ir::TypeKind::Months: return eval::civil_value(static_cast<int64_t>(integer_at(column, row)));
    case ir::TypeKind::Period:
      return eval::period_value(at<int32_t>(column, 2 * row), at<int32_t>(column, 2 * row + 1));
    case ir::TypeKind::Enum: return eval::member_value(at<uint32_t>(column, row));
    case ir::TypeKind::Record: return subject_value(module, column.items[0], row);
    case ir::TypeKind::List: return list_at(module, type, column, row);
    case ir::TypeKind::Ladder: break;
  }
  TARIFA_UNREACHABLE();
}

}  // namespace

eval::Value subject_value(const ir::Module& module, const kernel::RecordColumns& columns, size_t row) {
  const ir::Record& record = module.records[columns.record.index()];
  std::vector<eval::Value> fields;
  fields.reserve(record.fields_list.size());
  for (size_t i = 0; i < record.fields_list.size(); ++i) {
    fields.push_back(column_value(module, record.fields_list[i].type, columns.columns[i], row));
  }
  return eval::record_value(std::move(fields));
}

}  // namespace tarifa::runtime
