// Rows of raw values into columns, judged in the order of S37: fields as declared; of each first
// presence (R0203), then form and digits (R0202), then range, length of text or of the list
// (R0201), then its items. The first error fails the row. A key seen before, also in a failed row,
// is R0204 where the key is judged. INVARIANT: every append adds exactly one row; a failed one is
// all zeros.
#pragma once

#include <string>
#include <vector>

#include "compiler/kernel/columns.h"
#include "runtime/data/data_words.h"
#include "runtime/data/row_failure.h"
#include "runtime/data/seen_keys.h"

namespace tarifa::runtime {

class RowBuilder {
 public:
  RowBuilder(const ir::Module& module, ir::RecordId entity);

  [[nodiscard]] const ir::Module& module() const { return module_; }
  [[nodiscard]] const RecordPlan& plan() const { return plan_; }
  // Nothing if the row is good. `number` counts the rows of the file from 1. `account` becomes the
  // row's key, or empty.
  [[nodiscard]] std::optional<RowFailure> append(const RawRow& row, uint64_t number, kernel::RecordColumns& columns,
                                                 std::string& account);

 private:
  struct Step {
    const std::string* name = nullptr;  // of a field
    uint32_t item = 0;                  // or the number of an item
  };

  void bind(const RecordPlan& plan, const RawRow& row, uint32_t object, size_t first_slot);
  [[nodiscard]] std::string key_text(const RawRow& row);
  // Each returns false after fail().
  [[nodiscard]] bool record(const RecordPlan& plan, uint32_t object, kernel::RecordColumns& columns, bool top);
  [[nodiscard]] bool field(const FieldPlan& plan, uint32_t value, kernel::Column& column);
  [[nodiscard]] bool list(const FieldPlan& plan, const RawValue& value, kernel::Column& column);
  [[nodiscard]] bool present(const FieldPlan& plan, uint32_t value, kernel::Column& column);
  bool fail(const FieldPlan& plan, ValueProblem problem, const RawValue* value);

  const ir::Module& module_;
  RecordPlan plan_;
  SeenKeys seen_;
  ScalarReader scalars_;
  std::vector<uint32_t> slots_;  // of the records being read: value of each field
  std::vector<Step> path_;
  const RawRow* row_ = nullptr;
  const std::string* account_ = nullptr;
  RowFailure failure_;
};

}  // namespace tarifa::runtime
