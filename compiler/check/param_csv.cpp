// Parameters from CSV (7.2, S44): a column a key, `from`, `value` or `up_to` and `rate`, if needed
// `until` and `published`.
#include <unordered_set>

#include "compiler/check/builder.h"
#include "compiler/check/csv.h"
#include "compiler/check/literal_reader.h"
#include "compiler/check/param_reader.h"
#include "compiler/check/report.h"
#include "compiler/check/symbols.h"
#include "compiler/check/types.h"
#include "compiler/numeric/date_text.h"
#include "compiler/support/limits.h"

namespace tarifa::check {
namespace {

class CsvParamReader {
 public:
  CsvParamReader(ParamReader& reader, FileId file);
  void read();

 private:
  [[nodiscard]] std::vector<CsvColumn> columns() const;
  [[nodiscard]] bool row();
  [[nodiscard]] std::optional<size_t> combination();
  [[nodiscard]] bool dates(WrittenEntry& written);
  [[nodiscard]] bool value(WrittenEntry& written);
  [[nodiscard]] bool block(size_t index, WrittenEntry written);
  [[nodiscard]] bool end_of_ladder(const WrittenEntry& written);
  [[nodiscard]] bool close_ladder();
  [[nodiscard]] const CsvField* field(size_t column) const;  // none where the column is left out
  [[nodiscard]] const CsvField* filled(size_t column);       // reports an empty one
  [[nodiscard]] std::optional<int32_t> date(const CsvField& field);

  ParamReader& reader_;
  Session& session_;
  FileId file_;
  CsvReader csv_;
  CsvHeading heading_;
  std::vector<CsvField> fields_;
  std::vector<LiteralReader> keys_;
  std::optional<LiteralReader> value_;  // of a ladder: its rates
  std::optional<LiteralReader> limit_;
  bool ladder_ = false;
  // Columns follow the keys.
  size_t from_ = 0, value_at_ = 0, limit_at_ = 0, until_ = 0, published_ = 0;
  // The ladder that is being read, block by block.
  size_t open_index_ = 0;
  std::optional<WrittenEntry> open_ladder_;
  std::vector<WrittenStep> steps_;
};

CsvParamReader::CsvParamReader(ParamReader& reader, FileId file)
    : reader_(reader), session_(reader.session), file_(file), csv_(reader.session, file) {
  const ModuleId module = reader.symbol.module;
  for (const ir::EnumId key : reader.param.keys) keys_.emplace_back(session_, module, enum_type(session_, key));
  const ir::Type type = type_at(session_, reader.param.type);
  ladder_ = type.kind == ir::TypeKind::Ladder;
  value_.emplace(session_, module, ladder_ ? number_type(session_, type.unit, type.scale) : reader.param.type, true);
  if (ladder_) limit_.emplace(session_, module, number_type(session_, type.quantity_unit, limits::kScale));
}

std::vector<CsvColumn> CsvParamReader::columns() const {
  std::vector<CsvColumn> wanted;
  for (const ir::EnumId key : reader_.param.keys) {
    const std::string& name = session_.ir.enums[key.index()].name;
    const auto symbol = lookup(session_, reader_.symbol.module, name);
    const Span declared = symbol ? symbol_at(session_, *symbol).name_span : Span{};
    wanted.push_back({snake_case(name), true, false, declared});
  }
  wanted.push_back({"from"});
  wanted.push_back({ladder_ ? "rate" : "value", true, holds_text(session_, reader_.param.type)});
  wanted.push_back({"until", false});
  wanted.push_back({"published", false});
  if (ladder_) wanted.push_back({"up_to"});
  return wanted;
}

const CsvField* CsvParamReader::field(size_t column) const {
  const auto& at = heading_.columns[column];
  return at ? &fields_[*at] : nullptr;
}

const CsvField* CsvParamReader::filled(size_t column) {
  const CsvField* found = field(column);
  if (!found->text.empty()) return found;
  report(session_, DiagKind::CsvEmptyCell, found->span, {columns()[column].name});
  return nullptr;
}

std::optional<int32_t> CsvParamReader::date(const CsvField& field) {
  const auto read = numeric::parse_date(field.text);
  if (read) return read->days;
  report(session_, DiagKind::CsvDate, field.span, {str(field.text)});
  return std::nullopt;
}

std::optional<size_t> CsvParamReader::combination() {
  std::vector<uint32_t> members;
  for (size_t k = 0; k < keys_.size(); ++k) {
    const CsvField* cell = filled(k);
    if (cell == nullptr) return std::nullopt;
    const auto member = keys_[k].read(cell->text, cell->span);
    if (!member) return std::nullopt;
    members.push_back(static_cast<uint32_t>(member->number));
  }
  return combination_index(reader_, members);
}

bool CsvParamReader::dates(WrittenEntry& written) {
  const CsvField* from = filled(from_);
  if (from == nullptr) return false;
  const auto begin = date(*from);
  if (!begin) return false;
  written.entry.from = *begin;
  written.span = from->span;
  written.end_span = from->span;
  if (const CsvField* until = field(until_); until != nullptr && !until->text.empty()) {
    written.end_span = until->span;
    written.open = until->text == "open";
    if (!written.open) {
      written.entry.until = date(*until);
      if (!written.entry.until) return false;
    }
  }
  if (const CsvField* published = field(published_); published != nullptr && !published->text.empty()) {
    written.entry.published = date(*published);
    if (!written.entry.published) return false;
  }
  return true;
}

bool CsvParamReader::value(WrittenEntry& written) {
  const CsvField* cell = filled(value_at_);
  if (cell == nullptr) return false;
  const auto constant = value_->read_const(cell->text, cell->span);
  if (!constant) return false;
  warn_if_percent_meant(reader_, cell->text, cell->span);
  written.entry.value = *constant;
  return true;
}

bool CsvParamReader::close_ladder() {
  if (!open_ladder_) return true;
  WrittenEntry written = *std::move(open_ladder_);
  open_ladder_.reset();
  const bool good = judge_ladder(session_, steps_);
  for (const WrittenStep& step : steps_) written.entry.ladder.push_back({step.up_to, step.rate});
  steps_.clear();
  if (good) reader_.entries[open_index_].push_back(std::move(written));
  return good;
}

// A block goes on with the ladder before it if keys and dates are the same.
// Any block of the ladder may say its end, but all that do say the same.
bool CsvParamReader::end_of_ladder(const WrittenEntry& written) {
  if (!written.open && !written.entry.until) return true;
  WrittenEntry& ladder = *open_ladder_;
  const bool first = !ladder.open && !ladder.entry.until;
  if (!first && (ladder.open != written.open || ladder.entry.until != written.entry.until)) {
    report(session_, DiagKind::CsvLadderEnds, written.end_span,
           {str(session_.sources.text(ladder.end_span)), str(session_.sources.text(written.end_span))})
        .label(ladder.end_span, NoteKind::OtherEntry);
    return false;
  }
  ladder.open = written.open;
  ladder.entry.until = written.entry.until;
  ladder.end_span = written.end_span;
  return true;
}

bool CsvParamReader::block(size_t index, WrittenEntry written) {
  const bool same = open_ladder_ && open_index_ == index && open_ladder_->entry.from == written.entry.from &&
                    open_ladder_->entry.published == written.entry.published;
  if (!same && !close_ladder()) return false;
  WrittenStep step;
  step.span = written.span;
  if (const CsvField* limit = field(limit_at_); !limit->text.empty()) {
    const auto read = limit_->read(limit->text, limit->span);
    if (!read) return false;
    step.up_to = read->number;
    step.span = limit->span;
  }
  const CsvField* rate = filled(value_at_);
  if (rate == nullptr) return false;
  const auto read = value_->read(rate->text, rate->span);
  if (!read) return false;
  step.rate = read->number;
  if (!same) {
    open_index_ = index;
    open_ladder_ = std::move(written);
  } else if (!end_of_ladder(written)) {
    return false;
  }
  steps_.push_back(step);
  return true;
}

bool CsvParamReader::row() {
  if (!judge_record(session_, fields_, heading_)) return false;
  const auto index = combination();
  if (!index) return false;
  WrittenEntry written;
  if (!dates(written)) return false;
  const Span whole{file_, fields_.front().span.begin, fields_.back().span.end};
  written.entry.at = place_of(session_, whole);
  if (!reader_.first_seen[*index].valid()) reader_.first_seen[*index] = written.span;
  if (ladder_) return block(*index, std::move(written));
  if (!value(written)) return false;
  reader_.entries[*index].push_back(std::move(written));
  return true;
}

void CsvParamReader::read() {
  const size_t keys = keys_.size();
  from_ = keys;
  value_at_ = keys + 1;
  until_ = keys + 2;
  published_ = keys + 3;
  limit_at_ = keys + 4;
  const auto heading = read_heading(session_, csv_, file_, columns(), reader_.symbol.name, reader_.symbol.name_span);
  if (!heading) {
    reader_.ok = false;
    return;
  }
  heading_ = *heading;
  bool rows = false;
  while (csv_.next(fields_)) {
    rows = true;
    reader_.ok = row() && reader_.ok;
  }
  if (!rows && !csv_.failed()) {
    report_no_rows(session_, file_, reader_.symbol.name, reader_.symbol.name_span);
    reader_.ok = false;
  }
  reader_.ok = close_ladder() && reader_.ok && !csv_.failed();
}

}  // namespace

void read_csv_entries(ParamReader& reader, syntax::TokenId path) {
  const auto file = find_csv(reader.session, reader.symbol.module, path);
  if (!file) {
    reader.ok = false;
    return;
  }
  reader.param.csv = str(reader.session.sources.path(*file));
  CsvParamReader(reader, *file).read();
}

}  // namespace tarifa::check
