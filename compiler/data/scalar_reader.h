// One value of data for one field: form and digits (R0202), then range or length (R0201), in this
// order (S37, S55). Presence and lists are row_builder.h.
#pragma once

#include <optional>
#include <string>

#include "compiler/data/record_plan.h"
#include "compiler/data/row_value.h"

namespace tarifa::data {

struct ValueProblem {
  ir::RowError error = ir::RowError::None;
  Note note;
};

struct Scalar {
  ir::Int128 number = 0;  // mantissa, days, index of the member, ...; of a Period its start
  int32_t second = 0;     // of a Period its end
  std::string_view text;  // of a Text, NFC
};

class ScalarReader {
 public:
  // The text of `out` is void at the next call.
  [[nodiscard]] std::optional<ValueProblem> read(const FieldPlan& plan, const RawRow& row, const RawValue& value,
                                                 Scalar& out);

 private:
  std::optional<ValueProblem> read_text(const FieldPlan& plan, const RawValue& value, Scalar& out);
  std::string normalised_;
};

// Absent: `null`, an empty cell of CSV that is no text.
[[nodiscard]] bool is_missing(const FieldPlan& plan, const RawValue& value);
// As read, for messages: short, valid UTF-8.
[[nodiscard]] std::string shown_value(const RawValue& value);
[[nodiscard]] bool is_scalar(const ir::Type& type);
// `0..1_000_000`, at the scale of the type.
[[nodiscard]] std::string range_text(const FieldPlan& plan);
[[nodiscard]] std::string mantissa_text(ir::Int128 mantissa, int scale);

}  // namespace tarifa::data
