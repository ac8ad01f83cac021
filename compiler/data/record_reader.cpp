#include "compiler/data/record_reader.h"

#include "compiler/support/check.h"

namespace tarifa::data {
namespace {

constexpr ir::Int128 kOne = 1;

// The member of the object that gives the field; of several of one name the last counts, but such a row is broken.
uint32_t value_of(const RecordPlan& plan, size_t field, const RawRow& row, uint32_t object) {
  uint32_t found = kNoValue;
  for (uint32_t at = row.values[object].first_child; at != kNoValue; at = row.values[at].next) {
    if (row.values[at].name == plan.fields[field].field->column) found = at;
  }
  return found;
}

eval::Value value_of(const ir::Type& type, const Scalar& scalar) {
  switch (type.kind) {
    case ir::TypeKind::Bool: return eval::truth_value(scalar.number == kOne);
    case ir::TypeKind::Number: return eval::number_value(scalar.number, type.scale);
    case ir::TypeKind::Text: return eval::text_value(std::string(scalar.text));
    case ir::TypeKind::Enum: return eval::member_value(static_cast<uint32_t>(scalar.number));
    case ir::TypeKind::Period: return eval::period_value(static_cast<int32_t>(scalar.number), scalar.second);
    case ir::TypeKind::Date:
    case ir::TypeKind::Month:
    case ir::TypeKind::Time:
    case ir::TypeKind::DateTime:
    case ir::TypeKind::Days:
    case ir::TypeKind::Months: return eval::civil_value(static_cast<int64_t>(scalar.number));
    case ir::TypeKind::Record:
    case ir::TypeKind::List:
    case ir::TypeKind::Ladder: break;
  }
  TARIFA_UNREACHABLE();
}

}  // namespace

RecordReader::Failed RecordReader::failed(const FieldPlan& plan, ValueProblem problem, const RawValue* value) const {
  RowProblem out{problem.error, std::move(problem.note), plan.field->at, {}, {}};
  for (const std::string& step : path_) out.field += (out.field.empty() || step.starts_with('[') ? "" : ".") + step;
  if (value != nullptr && value->kind != RawKind::Null) out.value = shown_value(*value);
  return Failed(std::move(out));
}

RecordReader::Read RecordReader::list(const FieldPlan& plan, const RawRow& row, const RawValue& value) {
  const std::string& name = plan.field->name;
  if (value.kind != RawKind::Array)
    return failed(plan, {ir::RowError::WrongFormat, {NoteKind::RowNotList, {name}}}, &value);
  if (value.count > plan.type.bound) {
    const std::vector<std::string> words = {name, std::to_string(value.count), std::to_string(plan.type.bound)};
    return failed(plan, {ir::RowError::OutOfRange, {NoteKind::RowTooManyItems, words}}, &value);
  }
  const FieldPlan& item = plan.item[0];
  std::vector<eval::Value> items;
  for (uint32_t at = value.first_child; at != kNoValue; at = row.values[at].next) {
    const RawValue& one = row.values[at];
    path_.push_back("[" + std::to_string(items.size()) + "]");
    if (is_missing(item, one)) return failed(item, {ir::RowError::MissingValue, {NoteKind::RowMissing, {name}}}, &one);
    Read read = present(item, row, one, at);
    if (!read) return read;
    path_.pop_back();
    items.push_back(*std::move(read));
  }
  return eval::list_value(std::move(items));
}

RecordReader::Read RecordReader::present(const FieldPlan& plan, const RawRow& row, const RawValue& value,
                                         uint32_t index) {
  if (plan.type.kind == ir::TypeKind::List) return list(plan, row, value);
  if (plan.type.kind == ir::TypeKind::Record) {
    if (value.kind == RawKind::Object) return record(plan.nested[0], row, index);
    return failed(plan, {ir::RowError::WrongFormat, {NoteKind::RowNotRecord, {plan.field->name}}}, &value);
  }
  Scalar scalar;
  if (auto problem = scalars_.read(plan, row, value, scalar)) return failed(plan, std::move(*problem), &value);
  return value_of(plan.type, scalar);
}

RecordReader::Read RecordReader::field(const FieldPlan& plan, const RawRow& row, uint32_t index) {
  const RawValue* value = index == kNoValue ? nullptr : &row.values[index];
  if (value != nullptr && !is_missing(plan, *value)) return present(plan, row, *value, index);
  if (!plan.required) return eval::missing_value();
  return failed(plan, {ir::RowError::MissingValue, {NoteKind::RowMissing, {plan.field->name}}}, value);
}

RecordReader::Read RecordReader::record(const RecordPlan& plan, const RawRow& row, uint32_t object) {
  std::vector<eval::Value> fields;
  for (size_t i = 0; i < plan.fields.size(); ++i) {
    path_.push_back(plan.fields[i].field->name);
    Read read = field(plan.fields[i], row, value_of(plan, i, row, object));
    if (!read) return read;
    path_.pop_back();
    fields.push_back(*std::move(read));
  }
  return eval::record_value(std::move(fields));
}

tl::expected<eval::Value, RowProblem> RecordReader::read(const RawRow& row) {
  path_.clear();
  if (row.broken) {
    return Failed(
        RowProblem{ir::RowError::WrongFormat, *row.broken, module_.records[plan_.record.index()].at, {}, std::nullopt});
  }
  return record(plan_, row, 0);
}

std::string RecordReader::key_of(const RawRow& row) {
  if (row.broken || plan_.key >= plan_.fields.size()) return {};
  const FieldPlan& plan = plan_.fields[plan_.key];
  const uint32_t index = value_of(plan_, plan_.key, row, 0);
  if (index == kNoValue || is_missing(plan, row.values[index])) return {};
  Scalar key;
  if (scalars_.read(plan, row, row.values[index], key)) return {};
  return plan.type.kind == ir::TypeKind::Text ? std::string(key.text) : mantissa_text(key.number, plan.type.scale);
}

}  // namespace tarifa::data
