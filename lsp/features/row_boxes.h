// Rows of a decision table as sets of inputs, taken away from each other: what rows leave over, and what a row takes
// that none before it does. On the integers of check::TableSpace.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "compiler/check/table_space.h"

namespace tarifa::lsp {

using Cell = std::vector<check::CellInterval>;  // ascending, apart from each other
using RowBox = std::vector<Cell>;               // a cell each column

inline constexpr size_t kMostRowBoxes = 200;

[[nodiscard]] RowBox whole_box(const check::TableSpace& space);
[[nodiscard]] RowBox box_of(const check::TableSpace& space, size_t row);
[[nodiscard]] bool is_empty(const RowBox& box);
// The inputs of `from` that are not in `taken`, as boxes apart from each other. Absent past kMostRowBoxes.
[[nodiscard]] std::optional<std::vector<RowBox>> without(const std::vector<RowBox>& from, const RowBox& taken);

// Boxes as cells of rows, in the words of the language.
class CellWriter {
 public:
  CellWriter(const ir::Module& module, const ir::Table& table, const check::TableSpace& space)
      : module_(module), table_(table), space_(space) {}
  // `S4, S5 | >= 100 kWh`. Absent where the language has no words for it: any other text, a missing value.
  [[nodiscard]] std::optional<std::string> row(const RowBox& box) const;

 private:
  [[nodiscard]] std::optional<std::string> cell(const Cell& cell, size_t column) const;
  [[nodiscard]] std::optional<std::string> interval(const check::CellInterval& part, size_t column) const;
  [[nodiscard]] std::optional<std::string> value(ir::Int128 number, size_t column) const;
  [[nodiscard]] std::string number(ir::Int128 mantissa, const ir::Type& type) const;

  const ir::Module& module_;
  const ir::Table& table_;
  const check::TableSpace& space_;
};

}  // namespace tarifa::lsp
