// What the diagrams of table_cover.h say about every table, as diagnostics (S38).
#include "compiler/check/analysis.h"
#include "compiler/check/places.h"
#include "compiler/check/report.h"
#include "compiler/check/row_subsumption.h"
#include "compiler/check/table_cover.h"

namespace tarifa::check {
namespace {

class TableAnalysis {
 public:
  TableAnalysis(Session& session, const ir::Table& table, const ir::TableVersion& version)
      : session_(session), table_(table), version_(version), space_(session.ir, table, version) {
    for (const ir::Row& row : version.rows) {
      if (row.otherwise) otherwise_ = &row;
      else rows_.push_back(&row);
    }
  }

  void run() {
    if (!space_.followed()) return;
    const bool unique = table_.policy == ir::TablePolicy::Unique;
    const bool first_match = table_.policy == ir::TablePolicy::FirstMatch;
    if (!unique && !first_match) return;  // rows that collect may overlap, and may leave out what they want
    const TableCover cover = cover_of(space_, {true, unique, first_match});
    if (cover.gap && otherwise_ == nullptr) report_gap(*cover.gap);
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
      if (!cover.reached[row]) report_masked(row);
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

  void report_gap(const TableBox& where) {
    report(session_, DiagKind::TableHasGap, whole(), {table_.name, space_.example(where)})
        .help(NoteKind::AddOtherwise);
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
  const ir::TableVersion& version_;
  TableSpace space_;
  std::vector<const ir::Row*> rows_;  // as TableSpace counts them
  const ir::Row* otherwise_ = nullptr;
};

}  // namespace

void analyze_tables(Session& session) {
  for (const ir::Table& table : session.ir.tables) {
    for (const ir::TableVersion& version : table.versions) TableAnalysis(session, table, version).run();
  }
}

}  // namespace tarifa::check
