// Cells whose alternatives together take every value. Commas mean "or", so `!= Home, != Shop` and
// `>= 100 kWh, <= 200 kWh` say nothing, where the author meant "neither" or "between".
#include <algorithm>
#include <set>

#include "compiler/check/report.h"
#include "compiler/check/table_reader.h"
#include "compiler/check/types.h"
#include "compiler/ir/print.h"

namespace tarifa::check {
namespace {

// Values that one test takes; an end that is missing is open.
struct Run {
  std::optional<ir::Int128> low;
  std::optional<ir::Int128> high;
};

Run run_of(const ir::Module& module, const ir::CellTest& test) {
  const ir::Int128 a = module.consts[test.a.index()].number;
  switch (test.kind) {
    case ir::CellKind::Equal: return {a, a};
    case ir::CellKind::Less: return {std::nullopt, a - 1};
    case ir::CellKind::LessEqual: return {std::nullopt, a};
    case ir::CellKind::Greater: return {a + 1, std::nullopt};
    case ir::CellKind::GreaterEqual: return {a, std::nullopt};
    case ir::CellKind::Range: return {a, module.consts[test.b.index()].number};
    case ir::CellKind::RangeExclusive: return {a, module.consts[test.b.index()].number - 1};
  }
  return {};
}

bool runs_take_all(const ir::Module& module, const std::vector<ir::CellTest>& tests) {
  std::vector<Run> runs;
  for (const ir::CellTest& test : tests) runs.push_back(run_of(module, test));
  std::sort(runs.begin(), runs.end(),
            [](const Run& a, const Run& b) { return a.low && b.low ? *a.low < *b.low : !a.low && b.low; });
  std::optional<ir::Int128> taken;  // everything up to it
  for (const Run& run : runs) {
    const bool joins = !run.low || (taken && *run.low <= *taken + 1);
    if (!joins) return false;
    if (!run.high) return true;
    taken = taken ? std::max(*taken, *run.high) : *run.high;
  }
  return false;
}

bool takes_all(const Session& session, const ir::Type& type, const std::vector<ir::CellTest>& tests) {
  const ir::Module& module = session.ir;
  if (type.kind == ir::TypeKind::Text) return false;
  if (type.kind != ir::TypeKind::Bool && type.kind != ir::TypeKind::Enum) return runs_take_all(module, tests);
  std::set<ir::Int128> members;
  for (const ir::CellTest& test : tests) members.insert(module.consts[test.a.index()].number);
  return members.size() ==
         (type.kind == ir::TypeKind::Bool ? 2 : module.enums[type.enumeration.index()].members.size());
}

// `100 kWh..200 kWh` of `>= 100 kWh, <= 200 kWh`.
std::optional<std::string> range_between(const ir::Module& module, const std::vector<ir::CellTest>& tests) {
  std::optional<ir::ConstId> low;
  std::optional<ir::ConstId> high;
  for (const ir::CellTest& test : tests) {
    if (test.kind == ir::CellKind::Greater || test.kind == ir::CellKind::GreaterEqual) low = test.a;
    if (test.kind == ir::CellKind::Less || test.kind == ir::CellKind::LessEqual) high = test.a;
  }
  if (!low || !high || module.consts[low->index()].number >= module.consts[high->index()].number) return std::nullopt;
  return ir::const_text(module, *low) + ".." + ir::const_text(module, *high);
}

}  // namespace

bool judge_cell(Session& session, ir::TypeId type, const CellItems& items, const std::vector<ir::CellTest>& tests,
                Span span) {
  // A list of all values is what it says; only comparisons are likely meant together.
  if (items.count < 2 || !items.compares || !takes_all(session, type_at(session, type), tests)) return true;
  Report all = report(session, DiagKind::CellTakesAll, span, {str(session.sources.text(span))});
  const auto range = items.excludes ? std::nullopt : range_between(session.ir, tests);
  if (range) {
    all.help(NoteKind::WriteRangeOrAny, {*range});
  } else {
    all.help(NoteKind::WriteListOrAny);
  }
  return false;
}

}  // namespace tarifa::check
