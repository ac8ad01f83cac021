// Decision tables from CSV (7.3, S44): a column a parameter, then the results, if dated `from`
// first; cells as in a rule file.
#include <algorithm>

#include "compiler/check/builder.h"
#include "compiler/check/csv.h"
#include "compiler/check/report.h"
#include "compiler/check/table_reader.h"
#include "compiler/check/timelines.h"
#include "compiler/check/types.h"
#include "compiler/numeric/date_text.h"
#include "compiler/numeric/decimal.h"
#include "compiler/support/limits.h"

namespace tarifa::check {
namespace {

class CsvTableReader {
 public:
  CsvTableReader(TableReader& reader, FileId file);
  void read();

 private:
  [[nodiscard]] bool row();
  [[nodiscard]] bool version_of_row();
  [[nodiscard]] bool cells(ir::Row& row);
  [[nodiscard]] bool results(ir::Row& row);
  [[nodiscard]] bool close_version();
  void settle_open_results();
  [[nodiscard]] const CsvField& field(size_t column) const { return fields_[*heading_.columns[column]]; }

  TableReader& reader_;
  Session& session_;
  FileId file_;
  CsvReader csv_;
  CsvHeading heading_;
  std::vector<CsvField> fields_;
  std::vector<LiteralReader> params_;
  std::vector<LiteralReader> results_;
  bool bad_rows_ = false;                         // a row could not be read: gaps cannot be judged
  Span version_span_;                             // of the date of the version that is being read
  std::vector<Span> spans_;                       // of the rows of the version that is being read
  std::vector<std::vector<ir::ConstId>> values_;  // results of all rows in order
};

CsvTableReader::CsvTableReader(TableReader& reader, FileId file)
    : reader_(reader), session_(reader.session), file_(file), csv_(reader.session, file) {
  const ModuleId module = reader.symbol.module;
  for (const ir::TableColumn& column : reader.table.params) params_.emplace_back(session_, module, column.type, true);
  for (const ResultColumn& column : reader.results) {
    // Where the scale is open, digits are read as they come and judged at the end.
    const ir::TypeId type = column.open_scale ? with_scale(session_, column.type, limits::kScale) : column.type;
    results_.emplace_back(session_, module, type, true);
  }
}

// The version that the row belongs to: rows of one `from` stand together, in ascending order.
bool CsvTableReader::version_of_row() {
  auto& versions = reader_.table.versions;
  if (!reader_.table.dated) {
    if (versions.empty()) versions.emplace_back().at = reader_.table.at;
    return true;
  }
  const CsvField& from = field(0);
  if (from.text.empty()) {
    report(session_, DiagKind::CsvEmptyCell, from.span, {"from"});
    return false;
  }
  const auto date = numeric::parse_date(from.text);
  if (!date) {
    report(session_, DiagKind::CsvDate, from.span, {str(from.text)});
    return false;
  }
  if (!versions.empty() && versions.back().from == date->days) return true;
  if (!versions.empty() && versions.back().from > date->days) {
    report(session_, DiagKind::DatesNotAscending, from.span, {date_text(date->days), date_text(versions.back().from)})
        .label(version_span_, NoteKind::EntryBefore);
    return false;
  }
  if (!versions.empty() && !close_version()) return false;
  version_span_ = from.span;
  ir::TableVersion& version = versions.emplace_back();
  version.from = date->days;
  version.at = place_of(session_, from.span);
  return true;
}

bool CsvTableReader::cells(ir::Row& row) {
  const size_t count = params_.size();
  row.otherwise = count > 0 && field(1).text == "otherwise";
  row.cells.resize(count);
  if (row.otherwise) {
    for (size_t k = 1; k < count; ++k) {
      if (field(1 + k).text.empty()) continue;
      report(session_, DiagKind::OtherwiseCellsEmpty, field(1 + k).span, {str(field(1 + k).text)});
      return false;
    }
    return true;
  }
  for (size_t k = 0; k < count; ++k) {
    const CsvField& cell = field(1 + k);
    if (cell.text.empty()) {
      report(session_, DiagKind::CsvEmptyCell, cell.span, {reader_.table.params[k].name});
      return false;
    }
    auto tests = read_cell_text(session_, params_[k], cell.text, cell.span);
    if (!tests) return false;
    row.cells[k] = *std::move(tests);
  }
  return true;
}

bool CsvTableReader::results(ir::Row& row) {
  auto& values = values_.emplace_back();
  for (size_t k = 0; k < results_.size(); ++k) {
    const CsvField& cell = field(1 + params_.size() + k);
    if (cell.text.empty() && !cell.quoted) {
      report(session_, DiagKind::CsvEmptyCell, cell.span, {reader_.results[k].name});
      return false;
    }
    const auto value = results_[k].read_const(cell.text, cell.span);
    if (!value) return false;
    values.push_back(*value);
  }
  (void)row;
  return true;
}

bool CsvTableReader::row() {
  if (!judge_record(session_, fields_, heading_) || !version_of_row()) return false;
  ir::Row row;
  const Span whole{file_, fields_.front().span.begin, fields_.back().span.end};
  row.at = place_of(session_, whole);
  if (!cells(row) || !results(row)) return false;
  reader_.table.versions.back().rows.push_back(std::move(row));
  spans_.push_back(whole);
  return true;
}

bool CsvTableReader::close_version() {
  const bool good =
      bad_rows_ || judge_rows(reader_, reader_.table.versions.back().rows, spans_, reader_.symbol.name_span);
  spans_.clear();
  return good;
}

// The scale of open results is the largest that a row needs; then every result becomes a node.
void CsvTableReader::settle_open_results() {
  for (size_t k = 0; k < reader_.results.size(); ++k) {
    ResultColumn& column = reader_.results[k];
    if (!column.open_scale) continue;
    for (const auto& values : values_) {
      const ir::Int128 mantissa = session_.ir.consts[values[k].index()].number;
      column.scale = std::max(column.scale, numeric::without_trailing_zeros({mantissa, limits::kScale}).scale);
    }
    const ir::TypeId type = with_scale(session_, column.type, column.scale);
    for (auto& values : values_) {
      const ir::Int128 mantissa = session_.ir.consts[values[k].index()].number;
      values[k] =
          number_const(session_, type, numeric::rescale({mantissa, limits::kScale}, column.scale).value.mantissa);
    }
  }
  size_t next = 0;
  for (ir::TableVersion& version : reader_.table.versions) {
    for (ir::Row& row : version.rows) {
      for (const ir::ConstId value : values_[next]) row.results.push_back(const_node(session_, value, row.at));
      ++next;
    }
  }
}

void CsvTableReader::read() {
  std::vector<CsvColumn> wanted = {{"from", false}};
  for (size_t k = 0; k < reader_.table.params.size(); ++k) {
    const ir::TableColumn& column = reader_.table.params[k];
    wanted.push_back({column.name, true, holds_text(session_, column.type), reader_.column_spans[k]});
  }
  for (const ResultColumn& column : reader_.results) {
    wanted.push_back({column.name, true, holds_text(session_, column.type), column.name_span});
  }
  const auto heading = read_heading(session_, csv_, file_, wanted, reader_.symbol.name, reader_.symbol.name_span);
  reader_.ok = heading.has_value();
  if (!heading) return;
  heading_ = *heading;
  reader_.table.dated = heading_.columns[0].has_value();
  while (csv_.next(fields_)) {
    if (!row()) bad_rows_ = true;
    if (values_.size() > limits::kTableRows) break;
  }
  reader_.ok = !csv_.failed() && !bad_rows_;
  if (!reader_.ok) return;
  if (reader_.table.versions.empty()) {
    report_no_rows(session_, file_, reader_.symbol.name, reader_.symbol.name_span);
    reader_.ok = false;
    return;
  }
  reader_.ok = close_version();
  if (reader_.ok) settle_open_results();
}

}  // namespace

void read_csv_rows(TableReader& reader, syntax::TokenId path) {
  const auto file = find_csv(reader.session, reader.symbol.module, path);
  reader.ok = file.has_value();
  if (file) CsvTableReader(reader, *file).read();
}

}  // namespace tarifa::check
