// Rows of a CSV file (RFC 4180): comma, quotes doubled inside quotes, LF or CRLF, a header. An
// empty cell is missing, `""` is the empty text. Nothing is trimmed. A row of the wrong length or
// with a stray quote is a broken row; a quote that is never closed breaks the file. A byte order
// mark is skipped, blank lines count for nothing.
#pragma once

#include <string>
#include <vector>

#include "runtime/data/data_words.h"
#include "runtime/data/text_stream.h"

namespace tarifa::runtime {

class CsvRows {
 public:
  // Reads the header.
  [[nodiscard]] static Result<CsvRows> open(TextStream stream);
  [[nodiscard]] const std::vector<std::string>& columns() const { return columns_; }
  [[nodiscard]] Result<RowStep> next(RawRow& row);
  [[nodiscard]] const TextStream& stream() const { return stream_; }

 private:
  struct Cell {
    bool quoted = false;
    size_t begin = 0;  // into text_
    size_t end = 0;
  };
  enum class Record : uint8_t { Good, StrayQuote, TooLong, End };

  explicit CsvRows(TextStream stream);
  [[nodiscard]] Result<Record> read_record();
  [[nodiscard]] Result<Record> skip_line(Record why);
  [[nodiscard]] int byte();  // the next one, or -1
  [[nodiscard]] std::string_view text(const Cell& cell) const {
    return std::string_view(text_).substr(cell.begin, cell.end - cell.begin);
  }

  TextStream stream_;
  std::vector<std::string> columns_;
  std::vector<Cell> cells_;
  std::string text_;       // of the cells of this row
  uint64_t line_ = 1;      // where the next record begins
  uint64_t row_line_ = 1;  // where this one began
};

}  // namespace tarifa::runtime
