// One decision table while it is read, from source or from CSV: columns, cells as tests on
// constants, results as nodes.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "compiler/check/exprs.h"
#include "compiler/check/literal_reader.h"

namespace tarifa::check {

struct ResultColumn {
  std::string name;  // `result` if unnamed, as CSV has it
  ir::TypeId type;
  bool open_scale = false;  // S33: the largest of the rows
  int scale = 0;            // of the rows so far, where it is open
  Span span;
  Span name_span;  // invalid if unnamed
};

struct TableReader {
  Session& session;
  Symbol symbol;
  ir::Table table;
  std::vector<Span> column_spans;  // of the parameters
  std::vector<ResultColumn> results;
  size_t row_count = 0;
  bool ok = true;
};

// ---- cells (table_cells.cpp)
enum class CellOp : uint8_t { Equal, NotEqual, Less, LessEqual, Greater, GreaterEqual };

// `OP value`, `a..b`, `a..<b` as tests of a column of this type. Times of day are half-open and may
// wrap midnight. Report what has no order, and ranges that hold nothing.
[[nodiscard]] bool add_comparison(Session& session, std::vector<ir::CellTest>& tests, CellOp op, ir::ConstId value,
                                  Span span);
[[nodiscard]] bool add_range(Session& session, std::vector<ir::CellTest>& tests, ir::ConstId low, ir::ConstId high,
                             bool exclusive, Span span);
// A cell of CSV: `any`, or items with commas, each a value, comparison or range, written as in a
// rule file.
[[nodiscard]] std::optional<std::vector<ir::CellTest>> read_cell_text(Session& session, LiteralReader& reader,
                                                                      std::string_view text, Span span);
// What the items of a cell are (cell_cover.cpp).
struct CellItems {
  size_t count = 0;
  bool compares = false;  // one of them is a comparison
  bool excludes = false;  // one of them is `!=`
  void add(CellOp op) {
    compares |= op != CellOp::Equal;
    excludes |= op == CellOp::NotEqual;
  }
};
// False, and reported, if comparisons beside other items take every value of the type.
[[nodiscard]] bool judge_cell(Session& session, ir::TypeId type, const CellItems& items,
                              const std::vector<ir::CellTest>& tests, Span span);

// ---- rows (table_rows.cpp, table_csv.cpp)
[[nodiscard]] bool read_inline_rows(TableReader& reader, ModuleId module, const std::vector<syntax::NodeId>& rows,
                                    Span whole, std::vector<ir::Row>& into);
void read_csv_rows(TableReader& reader, syntax::TokenId path);
// `otherwise` is last and alone, the number of rows is bounded. Reports. `spans`: of the rows;
// `whole`: what is said to be empty.
[[nodiscard]] bool judge_rows(TableReader& reader, const std::vector<ir::Row>& rows, const std::vector<Span>& spans,
                              Span whole);

}  // namespace tarifa::check
