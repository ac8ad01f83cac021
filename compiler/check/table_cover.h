// The interval decision diagram of a table: one column a level, a node for each set of rows that
// can still match, memoised on that set. It is walked once and yields what is to be known: an input
// that no row takes, rows that take one input together, rows that are never the first. Past the
// budget (limits::kAnalysisNodes, kAnalysisSteps) nothing more is said: `complete` is false then,
// what was found stays true.
#pragma once

#include "compiler/check/table_space.h"

namespace tarifa::check {

struct RowOverlap {
  size_t first = 0;
  size_t second = 0;
  TableBox where;
};

struct CoverQuestions {
  bool gaps = false;         // look for one
  bool overlaps = false;     // look for some
  bool first_match = false;  // which rows are ever the first
};

struct TableCover {
  bool complete = true;
  std::optional<TableBox> gap;
  std::vector<RowOverlap> overlaps;  // each pair once, at most kMostOverlaps
  std::vector<bool> reached;         // of rows, where first_match was asked
};

inline constexpr size_t kMostOverlaps = 8;

[[nodiscard]] TableCover cover_of(const TableSpace& space, const CoverQuestions& questions);

}  // namespace tarifa::check
