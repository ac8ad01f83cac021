// A raw row as a value of its record, judged in the order of S37, as the readers of the billing run judge it: fields as
// declared; of each first presence (R0203), then form and digits (R0202), then range or length (R0201), then its items.
// Whether a key was seen before is not judged here.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include <tl/expected.hpp>

#include "compiler/data/record_plan.h"
#include "compiler/data/row_value.h"
#include "compiler/data/scalar_reader.h"
#include "compiler/eval/value.h"

namespace tarifa::data {

struct RowProblem {
  ir::RowError error = ir::RowError::None;
  Note note;                         // what exactly
  ir::Place at;                      // of the field's declaration, or of the entity
  std::string field;                 // `usage`, `invoices[0].due`; or empty
  std::optional<std::string> value;  // as read
};

class RecordReader {
 public:
  RecordReader(const ir::Module& module, ir::RecordId record) : module_(module), plan_(plan_record(module, record)) {}

  [[nodiscard]] tl::expected<eval::Value, RowProblem> read(const RawRow& row);
  // The key of the row as text; empty if there is none that can be read.
  [[nodiscard]] std::string key_of(const RawRow& row);

 private:
  using Failed = tl::unexpected<RowProblem>;
  using Read = tl::expected<eval::Value, RowProblem>;
  Read record(const RecordPlan& plan, const RawRow& row, uint32_t object);
  Read field(const FieldPlan& plan, const RawRow& row, uint32_t value);
  Read present(const FieldPlan& plan, const RawRow& row, const RawValue& value, uint32_t index);
  Read list(const FieldPlan& plan, const RawRow& row, const RawValue& value);
  [[nodiscard]] Failed failed(const FieldPlan& plan, ValueProblem problem, const RawValue* value) const;

  const ir::Module& module_;
  RecordPlan plan_;
  ScalarReader scalars_;
  std::vector<std::string> path_;  // `invoices`, `[0]`, `due`
};

}  // namespace tarifa::data
