// One version of a decision table as boxes of integers: every column is a domain of integers (grid
// of its scale inside its declared range, members, days), every cell of a row the sorted intervals
// of it that it takes. The analyses of tables work on this alone. Texts are numbered, one number
// more stands for any other text; of an optional column the last number is "missing". INVARIANT: a
// row of the table matches an input exactly if every cell holds the number of the input's value.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "compiler/ir/module.h"

namespace tarifa::check {

using ir::Int128;

struct CellInterval {  // both ends included
  Int128 low = 0;
  Int128 high = 0;
  friend bool operator==(const CellInterval&, const CellInterval&) = default;
};

using TableBox = std::vector<CellInterval>;  // one a column

class TableSpace {
 public:
  TableSpace(const ir::Module& module, const ir::Table& table, const ir::TableVersion& version);

  // False: a column of a kind that is not followed (it cannot be one of a table that was checked).
  [[nodiscard]] bool followed() const { return followed_; }
  [[nodiscard]] size_t columns() const { return domains_.size(); }
  [[nodiscard]] size_t rows() const { return row_count_; }  // without `otherwise`, in order of the text
  [[nodiscard]] const CellInterval& domain(size_t column) const { return domains_[column]; }
  [[nodiscard]] std::span<const CellInterval> cell(size_t row, size_t column) const;
  [[nodiscard]] bool any(size_t row, size_t column) const;  // takes the whole domain
  // Every input that `inner` takes, `outer` takes too; some input is taken by both.
  [[nodiscard]] bool contains(size_t outer, size_t inner) const;
  [[nodiscard]] std::optional<TableBox> common(size_t a, size_t b) const;

  // An input inside the box in the words of the author: `u = 129.999 kWh, stratum = S3`.
  [[nodiscard]] std::string example(const TableBox& box) const;
  // `0 kWh..1_000 kWh`: the domain of a column that declares a range.
  [[nodiscard]] std::string range_words(size_t column) const;

 private:
  void add_domain(const ir::TableColumn& column);
  void add_cell(const std::vector<ir::CellTest>& tests, size_t column);
  [[nodiscard]] std::optional<CellInterval> interval(const ir::CellTest& test, size_t column) const;
  [[nodiscard]] std::string value_words(size_t column, const CellInterval& inside) const;
  [[nodiscard]] bool ordered_from_zero(size_t column) const;

  const ir::Module& module_;
  const ir::Table& table_;
  bool followed_ = true;
  size_t row_count_ = 0;
  std::vector<CellInterval> domains_;
  std::vector<std::optional<Int128>> missing_;  // of optional columns: the number of "missing"
  std::vector<std::map<std::string, Int128>> texts_;
  std::vector<CellInterval> intervals_;
  std::vector<uint32_t> first_;  // of cell row * columns + column, into intervals_; one more at the end
};

}  // namespace tarifa::check
