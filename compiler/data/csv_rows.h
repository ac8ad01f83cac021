// Rows of a CSV file (RFC 4180): comma, quotes doubled inside quotes, LF or CRLF, a header. An
// empty cell is missing, `""` is the empty text. Nothing is trimmed. A row of the wrong length or
// with a stray quote is a broken row; a quote that is never closed breaks the file. A byte order
// mark is skipped, blank lines count for nothing. Over any source of bytes, so that the billing run
// and the editor read by the same rules.
#pragma once

#include <concepts>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "compiler/data/row_value.h"
#include "compiler/support/limits.h"
#include "compiler/support/result.h"

namespace tarifa::data {

// Where the bytes come from: a window that moves.
template <class T>
concept ByteSource = requires(T source, const T& unchanged, size_t bytes) {
  { source.ensure(bytes) } -> std::same_as<bool>;  // so many in the window, if there are
  source.drop(bytes);
  { unchanged.window() } -> std::same_as<std::string_view>;
  { unchanged.failure() } -> std::convertible_to<std::optional<Failure>>;
  { unchanged.path() } -> std::convertible_to<std::string>;
};

template <ByteSource Source>
class CsvRows {
 public:
  // Reads the header.
  [[nodiscard]] static Result<CsvRows> open(Source stream);
  [[nodiscard]] const std::vector<std::string>& columns() const { return columns_; }
  [[nodiscard]] Result<RowStep> next(RawRow& row);
  [[nodiscard]] const Source& stream() const { return stream_; }

 private:
  struct Cell {
    bool quoted = false;
    size_t begin = 0;  // into text_
    size_t end = 0;
  };
  enum class Record : uint8_t { Good, StrayQuote, TooLong, End };

  explicit CsvRows(Source stream);
  [[nodiscard]] Result<Record> read_record();
  [[nodiscard]] Result<Record> skip_line(Record why);
  [[nodiscard]] int byte();  // the next one, or -1
  [[nodiscard]] std::string_view text(const Cell& cell) const {
    return std::string_view(text_).substr(cell.begin, cell.end - cell.begin);
  }

  Source stream_;
  std::vector<std::string> columns_;
  std::vector<Cell> cells_;
  std::string text_;       // of the cells of this row
  uint64_t line_ = 1;      // where the next record begins
  uint64_t row_line_ = 1;  // where this one began
};

template <ByteSource Source>
CsvRows<Source>::CsvRows(Source stream) : stream_(std::move(stream)) {}

template <ByteSource Source>
Result<CsvRows<Source>> CsvRows<Source>::open(Source stream) {
  CsvRows rows(std::move(stream));
  if (rows.stream_.ensure(3) && rows.stream_.window().starts_with("\xEF\xBB\xBF")) rows.stream_.drop(3);
  auto record = rows.read_record();
  if (!record) return pass_on(record);
  const std::string& path = rows.stream_.path();
  if (*record == Record::End) return fail(DiagKind::NoAccounts, path);
  if (*record != Record::Good) return fail(DiagKind::AccountsHeaderBroken, path);
  for (const Cell& cell : rows.cells_) {
    std::string name(rows.text(cell));
    for (const std::string& other : rows.columns_) {
      if (other == name) return fail(DiagKind::AccountsColumnTwice, path, name);
    }
    rows.columns_.push_back(std::move(name));
  }
  return rows;
}

template <ByteSource Source>
int CsvRows<Source>::byte() {
  if (!stream_.ensure(1)) return -1;
  const auto c = static_cast<unsigned char>(stream_.window()[0]);
  stream_.drop(1);
  if (c == '\n') ++line_;
  return c;
}

template <ByteSource Source>
Result<typename CsvRows<Source>::Record> CsvRows<Source>::skip_line(Record why) {
  for (int c = byte(); c >= 0 && c != '\n'; c = byte()) {
  }
  if (stream_.failure()) return tl::unexpected(*stream_.failure());
  return why;
}

template <ByteSource Source>
Result<typename CsvRows<Source>::Record> CsvRows<Source>::read_record() {
  cells_.clear();
  text_.clear();
  row_line_ = line_;
  enum class In : uint8_t { Begin, Plain, Quotes, AfterQuote };
  In in = In::Begin;
  size_t begin = 0;
  size_t bytes = 0;
  const auto end_cell = [&](bool quoted) {
    cells_.push_back({quoted, begin, text_.size()});
    begin = text_.size();
    in = In::Begin;
  };
  for (;;) {
    const int c = byte();
    if (c < 0) {
      if (stream_.failure()) return tl::unexpected(*stream_.failure());
      if (in == In::Quotes) return fail(DiagKind::AccountsQuoteOpen, stream_.path(), std::to_string(row_line_));
      if (in == In::Begin && cells_.empty()) return Record::End;
      end_cell(in == In::AfterQuote);
      return Record::Good;
    }
    if (++bytes > limits::kCsvLineBytes) {
      if (in == In::Quotes) return fail(DiagKind::AccountsQuoteOpen, stream_.path(), std::to_string(row_line_));
      return skip_line(Record::TooLong);
    }
    if (in == In::Quotes) {
      if (c == '"')
        in = In::AfterQuote;
      else
        text_.push_back(static_cast<char>(c));
      continue;
    }
    const bool line_end = c == '\n' || (c == '\r' && stream_.ensure(1) && stream_.window()[0] == '\n');
    if (line_end) {
      if (c == '\r') static_cast<void>(byte());
      if (in == In::Begin && cells_.empty()) {  // a blank line
        row_line_ = line_;
        continue;
      }
      end_cell(in == In::AfterQuote);
      return Record::Good;
    }
    if (c == ',') {
      end_cell(in == In::AfterQuote);
    } else if (c == '"' && in == In::Begin) {
      in = In::Quotes;
    } else if (c == '"' && in == In::AfterQuote) {
      text_.push_back('"');
      in = In::Quotes;
    } else if (c == '"' || in == In::AfterQuote) {
      return skip_line(Record::StrayQuote);
    } else {
      text_.push_back(static_cast<char>(c));
      in = In::Plain;
    }
  }
}

template <ByteSource Source>
Result<RowStep> CsvRows<Source>::next(RawRow& row) {
  row.clear();
  auto record = read_record();
  if (!record) return pass_on(record);
  if (*record == Record::End) return RowStep::End;
  row.line = row_line_;
  const std::string line = std::to_string(row_line_);
  if (*record == Record::StrayQuote)
    row.broken = Note{NoteKind::RowStrayQuote, {line}};
  else if (*record == Record::TooLong) {
    row.broken = Note{NoteKind::RowTooLong, {line, std::to_string(limits::kCsvLineBytes)}};
  } else if (cells_.size() != columns_.size()) {
    row.broken = Note{NoteKind::RowCellCount, {line, std::to_string(cells_.size()), std::to_string(columns_.size())}};
  }
  if (row.broken) return RowStep::Row;
  row.values.push_back({.kind = RawKind::Object});
  uint32_t last = kNoValue;
  for (size_t i = 0; i < cells_.size(); ++i) {
    RawValue value;
    value.name = columns_[i];
    value.text = text(cells_[i]);
    value.kind = !value.text.empty() ? RawKind::Cell : cells_[i].quoted ? RawKind::EmptyCell : RawKind::Null;
    last = row.add_child(0, last, value);
  }
  return RowStep::Row;
}

}  // namespace tarifa::data
