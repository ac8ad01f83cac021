// What the diagrams of table_cover.h say about every table, as diagnostics (S38).
#include "compiler/check/analysis.h"
#include "compiler/check/argument_ranges.h"
#include "compiler/check/places.h"
#include "compiler/check/report.h"
#include "compiler/check/row_subsumption.h"
#include "compiler/check/table_cover.h"

namespace tarifa::check {
namespace {

class TableAnalysis {
 public:
  // `called`: the heading of the table with the ranges that its calls pass where a column declares
  // none.
  TableAnalysis(Session& session, const ir::Table& table, const ir::Table& called, const ir::TableVersion& version)
      : session_(session), table_(table), called_(called), version_(version), space_(session.ir, table, version) {
    for (const ir::Row& row : version.rows) {
      if (row.otherwise)
        otherwise_ = &row;
      else
        rows_.push_back(&row);
    }
  }

  void run() {
    if (!space_.followed()) return;
    warn_outside();
    const bool unique = table_.policy == ir::TablePolicy::Unique;
    const bool first_match = table_.policy == ir::TablePolicy::FirstMatch;
    if (!unique && !first_match) return;  // rows that collect may overlap, and may leave out what they want
    const TableCover cover = cover_of(space_, {true, unique, first_match});
    if (cover.gap && otherwise_ == nullptr) judge_gap();
    for (const RowOverlap& overlap : cover.overlaps) report_overlap(overlap);
    if (!cover.complete) {
      if (unique || otherwise_ == nullptr) report(session_, DiagKind::CoverNotProved, whole(), {table_.name});
      return;
    }
    if (!cover.gap && otherwise_ != nullptr) {
      report(session_, DiagKind::OtherwiseNotReached, span_of(session_, otherwise_->at), {table_.name})
          .fix(NoteKind::RemoveRow, {}, span_of(session_, otherwise_->at), "");
    }
    if (!first_match) return;
    for (size_t row = 0; row < rows_.size(); ++row) {
      if (!cover.reached[row] && !outside(row)) report_masked(row);
    }
    for (const RowOverlap& subsumed : subsumed_rows(session_.ir, space_, rows_, cover.reached)) {
      report_subsumed(subsumed);
    }
  }

 private:
  [[nodiscard]] Span whole() const {
    const Span span = span_of(session_, table_.dated ? version_.at : table_.at);
    return span.valid() ? span : span_of(session_, table_.at);
  }
  [[nodiscard]] Span at(size_t row) const { return span_of(session_, rows_[row]->at); }

  // The column whose cell takes nothing of the range that the parameter declares.
  [[nodiscard]] std::optional<size_t> outside(size_t row) const {
    for (size_t column = 0; column < space_.columns(); ++column) {
      const ir::TableColumn& about = table_.params[column];
      if ((about.least || about.greatest) && space_.cell(row, column).empty()) return column;
    }
    return std::nullopt;
  }

  void warn_outside() {
    for (size_t row = 0; row < rows_.size(); ++row) {
      const auto column = outside(row);
      if (!column) continue;
      report(session_, DiagKind::RowOutsideRange, at(row), {table_.params[*column].name, space_.range_words(*column)});
    }
  }

  // A gap that no call can reach is none: `usage in 0..1_000` never passes -1.
  void judge_gap() {
    const TableSpace reached(session_.ir, called_, version_);
    const TableCover cover = cover_of(reached, {true, false, false});
    if (!cover.gap) {
      if (!cover.complete) report(session_, DiagKind::CoverNotProved, whole(), {table_.name});
      return;
    }
    Report gap = report(session_, DiagKind::TableHasGap, whole(), {table_.name, reached.example(*cover.gap)});
    if (at_midnight(*cover.gap)) gap.help(NoteKind::MidnightIsItsOwn);
    gap.help(NoteKind::AddOtherwise);
  }

  // Only 24:00 is left of a column of times.
  [[nodiscard]] bool at_midnight(const TableBox& box) const {
    constexpr Int128 kMidnight = Int128{24} * 60;
    for (size_t column = 0; column < box.size(); ++column) {
      const bool time = session_.ir.type(table_.params[column].type).kind == ir::TypeKind::Time;
      if (time && box[column].low == kMidnight) return true;
    }
    return false;
  }

  void report_overlap(const RowOverlap& overlap) {
    report(session_, DiagKind::TableRowsOverlap, at(overlap.second), {table_.name, space_.example(overlap.where)})
        .label(at(overlap.first), NoteKind::OtherRow)
        .help(NoteKind::SayFirstMatch);
  }

  void report_masked(size_t row) {
    for (size_t before = 0; before < row; ++before) {
      const auto taken = space_.common(before, row);
      if (!taken) continue;
      report(session_, DiagKind::RowMasked, at(row))
          .label(at(before), NoteKind::OtherRow)
          .help(NoteKind::TakenByOtherRow, {space_.example(*taken)})
          .fix(NoteKind::RemoveRow, {}, at(row), "");
      return;
    }
    report(session_, DiagKind::RowMasked, at(row));
  }

  void report_subsumed(const RowOverlap& subsumed) {
    report(session_, DiagKind::RowSubsumed, at(subsumed.first))
        .label(at(subsumed.second), NoteKind::OtherRow)
        .help(NoteKind::GivesTheSame, {space_.example(subsumed.where)})
        .fix(NoteKind::RemoveRow, {}, at(subsumed.first), "");
  }

  Session& session_;
  const ir::Table& table_;
  const ir::Table& called_;
  const ir::TableVersion& version_;
  TableSpace space_;
  std::vector<const ir::Row*> rows_;  // as TableSpace counts them
  const ir::Row* otherwise_ = nullptr;
};

}  // namespace

namespace {

ir::Table called_heading(const Session& session, const ArgumentRanges& arguments, ir::TableId id) {
  const ir::Table& table = session.ir.tables[id.index()];
  ir::Table heading;
  heading.name = table.name;
  heading.params = table.params;
  for (size_t k = 0; k < heading.params.size(); ++k) {
    const auto passed = arguments.of(id, k);
    ir::TableColumn& column = heading.params[k];
    if (column.least || column.greatest || !passed || !passed->bounded()) continue;
    column.least = passed->low();
    column.greatest = passed->high();
  }
  return heading;
}

}  // namespace

void analyze_tables(Session& session) {
  const ArgumentRanges arguments(session.ir);
  for (size_t i = 0; i < session.ir.tables.size(); ++i) {
    const ir::Table& table = session.ir.tables[i];
    const ir::Table called = called_heading(session, arguments, ir::TableId(i));
    for (const ir::TableVersion& version : table.versions) TableAnalysis(session, table, called, version).run();
  }
}

}  // namespace tarifa::check
