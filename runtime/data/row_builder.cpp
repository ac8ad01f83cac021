#include "runtime/data/row_builder.h"

#include "compiler/support/check.h"
#include "runtime/data/column_rows.h"
#include "runtime/data/data_words.h"

namespace tarifa::runtime {
RowBuilder::RowBuilder(const ir::Module& module, ir::RecordId entity)
    : module_(module), plan_(plan_record(module, entity)) {}

// Rows mostly name their fields in one order, so the next field is tried before the index.
void RowBuilder::bind(const RecordPlan& plan, const RawRow& row, uint32_t object, size_t first_slot) {
  slots_.resize(first_slot + plan.fields.size());
  std::fill(slots_.begin() + static_cast<ptrdiff_t>(first_slot), slots_.end(), kNoValue);
  uint32_t guess = 0;
  for (uint32_t at = row.values[object].first_child; at != kNoValue; at = row.values[at].next) {
    const std::string_view name = row.values[at].name;
    if (guess < plan.fields.size() && plan.fields[guess].field->column == name) {
      slots_[first_slot + guess++] = at;
      continue;
    }
    const auto found = plan.by_column.find(name);
    if (found == plan.by_column.end()) continue;
    slots_[first_slot + found->second] = at;
    guess = found->second + 1;
  }
}

std::string RowBuilder::key_text(const RawRow& row) {
  if (plan_.key >= plan_.fields.size() || slots_[plan_.key] == kNoValue) return {};
  const FieldPlan& plan = plan_.fields[plan_.key];
  const RawValue& value = row.values[slots_[plan_.key]];
  Scalar key;
  if (is_missing(plan, value) || scalars_.read(plan, row, value, key)) return {};
  if (plan.type.kind == ir::TypeKind::Text) return std::string(key.text);
  return mantissa_text(key.number, plan.type.scale);
}

bool RowBuilder::fail(const FieldPlan& plan, ValueProblem problem, const RawValue* value) {
  failure_.error = problem.error;
  failure_.note = std::move(problem.note);
  failure_.at = plan.field->at;
  for (const Step& step : path_) {
    if (step.name == nullptr)
      failure_.field += "[" + std::to_string(step.item) + "]";
    else
      failure_.field += (failure_.field.empty() ? "" : ".") + *step.name;
  }
  if (value != nullptr && value->kind != RawKind::Null) failure_.value = shown_value(*value);
  return false;
}

bool RowBuilder::list(const FieldPlan& plan, const RawValue& value, kernel::Column& column) {
  if (value.kind != RawKind::Array) {
    return fail(plan, {ir::RowError::WrongFormat, {NoteKind::RowNotList, {plan.field->name}}}, &value);
  }
  if (value.count > plan.type.bound) {
    return fail(
        plan,
        {ir::RowError::OutOfRange,
         {NoteKind::RowTooManyItems, {plan.field->name, std::to_string(value.count), std::to_string(plan.type.bound)}}},
        &value);
  }
  const FieldPlan& item = plan.item[0];
  kernel::RecordColumns& items = column.items[0];
  path_.push_back({});
  for (uint32_t at = value.first_child; at != kNoValue; at = row_->values[at].next, ++path_.back().item) {
    const RawValue& one = row_->values[at];
    if (!item.nested.empty()) {
      if (is_missing(item, one)) {
        return fail(item, {ir::RowError::MissingValue, {NoteKind::RowMissing, {plan.field->name}}}, &one);
      }
      if (one.kind != RawKind::Object) {
        return fail(item, {ir::RowError::WrongFormat, {NoteKind::RowNotRecord, {plan.field->name}}}, &one);
      }
      if (!record(item.nested[0], at, items, false)) return false;
    } else {
      if (!field(item, at, items.columns[0])) return false;
      ++items.rows;
    }
  }
  path_.pop_back();
  append_list(column, value.count);
  return true;
}

bool RowBuilder::present(const FieldPlan& plan, uint32_t index, kernel::Column& column) {
  const RawValue& value = row_->values[index];
  if (plan.type.kind == ir::TypeKind::List) return list(plan, value, column);
  if (plan.type.kind == ir::TypeKind::Record) {
    if (value.kind != RawKind::Object) {
      return fail(plan, {ir::RowError::WrongFormat, {NoteKind::RowNotRecord, {plan.field->name}}}, &value);
    }
    return record(plan.nested[0], index, column.items[0], false);
  }
  Scalar scalar;
  if (auto problem = scalars_.read(plan, *row_, value, scalar)) return fail(plan, std::move(*problem), &value);
  append_scalar(column, scalar);
  return true;
}

bool RowBuilder::field(const FieldPlan& plan, uint32_t index, kernel::Column& column) {
  const RawValue* value = index == kNoValue ? nullptr : &row_->values[index];
  const bool missing = value == nullptr || is_missing(plan, *value);
  if (missing && plan.required) {
    return fail(plan, {ir::RowError::MissingValue, {NoteKind::RowMissing, {plan.field->name}}}, value);
  }
  if (missing) {
    append_missing(plan, column);
    return true;
  }
  if (!present(plan, index, column)) return false;
  if (!plan.required) column.valid.push_back(1);
  return true;
}

bool RowBuilder::record(const RecordPlan& plan, uint32_t object, kernel::RecordColumns& columns, bool top) {
  const size_t first_slot = slots_.size();
  if (!top) bind(plan, *row_, object, first_slot);
  const size_t slots = top ? 0 : first_slot;
  path_.push_back({});
  for (uint32_t i = 0; i < plan.fields.size(); ++i) {
    const FieldPlan& one = plan.fields[i];
    path_.back().name = &one.field->name;
    if (!field(one, slots_[slots + i], columns.columns[i])) return false;
    if (top && i == plan.key && !account_->empty() && failure_.error == ir::RowError::DuplicateKey) {
      return fail(one, {ir::RowError::DuplicateKey, {NoteKind::RowKeySeen, {*account_}}}, &row_->values[slots_[i]]);
    }
  }
  path_.pop_back();
  if (!top) slots_.resize(first_slot);
  ++columns.rows;
  return true;
}

std::optional<RowFailure> RowBuilder::append(const RawRow& row, uint64_t number, kernel::RecordColumns& columns,
                                             std::string& account) {
  const size_t before = columns.rows;
  failure_ = RowFailure{};
  failure_.row = number;
  row_ = &row;
  account_ = &account;
  account.clear();
  path_.clear();
  slots_.clear();
  bool good = false;
  if (row.broken) {
    failure_.error = ir::RowError::WrongFormat;
    failure_.note = row.broken;
    failure_.at = module_.records[plan_.record.index()].at;
  } else {
    bind(plan_, row, 0, 0);
    account = key_text(row);
    if (!account.empty() && !seen_.insert(account)) failure_.error = ir::RowError::DuplicateKey;
    good = record(plan_, 0, columns, true);
  }
  if (good) return std::nullopt;
  truncate_rows(plan_, columns, before);
  append_zeros(plan_, columns);
  failure_.account = account;
  return std::move(failure_);
}

}  // namespace tarifa::runtime
