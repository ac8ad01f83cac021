#include "runtime/data/csv_rows.h"

#include <utility>

#include "compiler/support/limits.h"
#include "runtime/data/json_rows.h"

namespace tarifa::runtime {

CsvRows::CsvRows(TextStream stream) : stream_(std::move(stream)) {}

Result<CsvRows> CsvRows::open(TextStream stream) {
  CsvRows rows(std::move(stream));
  skip_byte_order_mark(rows.stream_);
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

int CsvRows::byte() {
  if (!stream_.ensure(1)) return -1;
  const auto c = static_cast<unsigned char>(stream_.window()[0]);
  stream_.drop(1);
  if (c == '\n') ++line_;
  return c;
}

Result<CsvRows::Record> CsvRows::skip_line(Record why) {
  for (int c = byte(); c >= 0 && c != '\n'; c = byte()) {
  }
  if (stream_.failure()) return tl::unexpected(*stream_.failure());
  return why;
}

Result<CsvRows::Record> CsvRows::read_record() {
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

Result<RowStep> CsvRows::next(RawRow& row) {
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

}  // namespace tarifa::runtime
