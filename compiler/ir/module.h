// A linked package as typed IR: what a module file carries and all that interpreter, kernels and proofs read.
// Overloads, units, defaults, exceptions, timelines and the order of lines are resolved. Owned stores; ids index the
// vectors below.
#pragma once

#include <string>
#include <vector>

#include "compiler/ir/node.h"

namespace tarifa::ir {

using ParamId = Id<struct ParamTag>;
using TableId = Id<struct TableTag>;
using RuleId = Id<struct RuleTag>;
using LetId = Id<struct LetTag>;
using LineId = Id<struct LineTag>;
using TariffId = Id<struct TariffTag>;
using BillId = Id<struct BillTag>;

// ---- parameters (7.2, S5)
struct LadderStep {
  std::optional<Int128> up_to;  // at Param::ladder_scale; none: above
  Int128 rate = 0;              // at the type's scale
  template <class V>
  void fields(V& v) {
    v(up_to, rate);
  }
};

struct TimelineEntry {
  int32_t from = 0;
  std::optional<int32_t> until;      // excluded; its own end, when written or read from CSV
  std::optional<int32_t> published;  // S5
  ConstId value;                     // none for ladders
  std::vector<LadderStep> ladder;
  std::string because;
  Place at;
  template <class V>
  void fields(V& v) {
    v(from, until, published, value, ladder, because, at);
  }
};

// Unpublished entries first, ascending by `from`; then the published ones, by (published, from). An unpublished entry
// ends at its `until`, else at the next unpublished `from`, else never (`open`).
struct Timeline {
  std::vector<ConstId> keys;  // one enum constant a key
  std::vector<TimelineEntry> entries;
  template <class V>
  void fields(V& v) {
    v(keys, entries);
  }
};

struct Param {
  std::string name;
  std::string module;
  std::vector<EnumId> keys;
  TypeId type;                      // may be optional (then nothing covering the date is missing, not R0301)
  uint8_t ladder_scale = 0;         // scale of LadderStep::up_to
  std::vector<Timeline> timelines;  // every combination of keys, first key slowest, members in order; one without keys
  std::string doc;
  std::string csv;  // path it was read from, or empty
  Place at;
  template <class V>
  void fields(V& v) {
    v(name, module, keys, type, ladder_scale, timelines, doc, csv, at);
  }
};

// ---- decision tables (7.3, S38)
enum class CellKind : uint8_t { Equal, Less, LessEqual, Greater, GreaterEqual, Range, RangeExclusive };

struct CellTest {
  CellKind kind = CellKind::Equal;
  ConstId a;
  ConstId b;  // upper end of a range
  template <class V>
  void fields(V& v) {
    v(kind, a, b);
  }
};

struct Row {
  bool otherwise = false;
  std::vector<std::vector<CellTest>> cells;  // a column: any of its tests; empty: `any`
  std::vector<NodeId> results;               // locals 0.. are the table's parameters
  Place at;
  template <class V>
  void fields(V& v) {
    v(otherwise, cells, results, at);
  }
};

enum class TablePolicy : uint8_t { Unique, FirstMatch, CollectSum, CollectMin, CollectMax, CollectList };

struct TableVersion {
  int32_t from = 0;
  std::vector<Row> rows;
  Place at;
  template <class V>
  void fields(V& v) {
    v(from, rows, at);
  }
};

struct TableColumn {
  std::string name;
  TypeId type;
  std::optional<Int128> least;  // declared range
  std::optional<Int128> greatest;
  template <class V>
  void fields(V& v) {
    v(name, type, least, greatest);
  }
};

struct Table {
  std::string name;
  std::string module;
  std::vector<TableColumn> params;
  std::vector<TableColumn> results;
  RecordId result_record;  // of several results
  TypeId type;             // of a call
  TablePolicy policy = TablePolicy::Unique;
  bool dated = false;
  std::vector<TableVersion> versions;  // ascending; one with from = 0 when not dated
  std::optional<int32_t> until;        // of the last version, excluded
  uint32_t local_count = 0;
  std::string doc;
  Place at;
  template <class V>
  void fields(V& v) {
    v(name, module, params, results, result_record, type, policy, dated, versions, until, local_count, doc, at);
  }
};

// ---- rules and lets (7.4, S6-S8)
enum class DateKind : uint8_t { Effective, PeriodStart, PeriodLast, Issued, AsOf };

struct Window {
  bool present = false;
  std::optional<int32_t> from;
  std::optional<int32_t> until;  // excluded
  DateKind read_at = DateKind::Effective;
  template <class V>
  void fields(V& v) {
    v(present, from, until, read_at);
  }
};

inline constexpr uint32_t kBase = Id<struct None>::kNone;

struct Exception {
  std::string name;
  std::string module;       // where it was written (the rule's, or that of an `extend`)
  uint32_t parent = kBase;  // index into Rule::exceptions
  bool cumulative = false;
  Window window;
  NodeId when;  // none: always
  NodeId value;
  std::string because;
  bool disjoint_proved = false;       // from all its siblings: R0402 cannot happen
  std::vector<uint32_t> agrees_with;  // siblings with a provably equal value: both may apply, no conflict
  Place at;
  template <class V>
  void fields(V& v) {
    v(name, module, parent, cumulative, window, when, value, because, disjoint_proved, agrees_with, at);
  }
};

struct Rule {
  std::string name;
  std::string module;
  RecordId entity;
  TypeId type;
  NodeId base;
  std::string because;
  std::vector<Exception> exceptions;  // parents before children
  uint32_t local_count = 0;
  std::string doc;
  Place at;
  template <class V>
  void fields(V& v) {
    v(name, module, entity, type, base, because, exceptions, local_count, doc, at);
  }
};

// A `let` of a module (with or without parameters) or of a tariff or bill (no parameters; sees lines).
struct Let {
  std::string name;
  std::string module;
  std::string owner;  // tariff or bill, or empty
  std::vector<TypeId> params;
  std::vector<std::string> param_names;
  TypeId type;
  NodeId body;
  uint32_t local_count = 0;  // parameters are locals 0..
  Place at;
  template <class V>
  void fields(V& v) {
    v(name, module, owner, params, param_names, type, body, local_count, at);
  }
};

// ---- tariffs and bills (7.6, 7.8, S9, S10, S14, S16, S20, S21)
enum class LineKind : uint8_t { Line, Tax, Minimum, Maximum, Subtotal, Rounding };
enum class ValuesKind : uint8_t { PeriodStart, PeriodLast, Issued, WeightedByDays };

struct Rounding {
  Int128 step = 0;  // mantissa at `scale`; positive
  uint8_t scale = 0;
  RoundMode mode = RoundMode::HalfUp;
  template <class V>
  void fields(V& v) {
    v(step, scale, mode);
  }
};

// Amount of Line, Tax, Subtotal: round(expr). WeightedByDays: expr and `when` per part, one fraction (S21):
// denominators of expr times the divisor period.days. Minimum: round(limit - sum(bases)) if positive; Maximum:
// round(limit - sum) if negative; absent ones count 0; an amount of 0 is no line (S10). A missing value of expr (a tax
// whose bases are all absent) makes the line absent.
struct Line {
  LineKind kind = LineKind::Line;
  std::string owner;  // tariff or bill: the printed name is owner.name
  std::string name;
  std::string label;
  TypeId type;  // money at the currency's digits; optional when it can be absent
  ValuesKind values = ValuesKind::PeriodStart;
  NodeId expr;
  NodeId when;                // none: always. Minimum and maximum read it at period.start
  std::vector<LineId> bases;  // Minimum, Maximum
  Rounding rounding;
  bool rounded = true;  // false: a subtotal keeps its exact value (it is a Number without fraction then)
  bool round_blocks =
      false;  // expr is Tiers, Neg of it or If over such: each block is weighted, then rounded, then summed
  uint32_t local_count = 0;
  std::string because;
  Place at;
  template <class V>
  void fields(V& v) {
    v(kind, owner, name, label, type, values, expr, when, bases, rounding, rounded, round_blocks, local_count, because,
      at);
  }
};

struct Tariff {
  std::string name;
  std::string module;
  RecordId entity;
  UnitId currency;
  Window window;              // read at period.start
  NodeId applies_when;        // none: always; read at period.start
  std::vector<LineId> lines;  // in text order: the order on the bill
  std::vector<LineId> order;  // the order of evaluation and of errors (S9)
  uint32_t local_count = 0;
  std::string doc;
  Place at;
  template <class V>
  void fields(V& v) {
    v(name, module, entity, currency, window, applies_when, lines, order, local_count, doc, at);
  }
};

struct TariffGroup {
  bool one_of = true;  // exactly one applies, else R0401; false: all that apply
  std::vector<TariffId> tariffs;
  Place at;
  template <class V>
  void fields(V& v) {
    v(one_of, tariffs, at);
  }
};

struct Bill {
  std::string name;
  std::string module;
  RecordId entity;
  UnitId currency;
  std::vector<TariffGroup> groups;
  std::vector<LineId> lines;  // its own, in text order
  std::vector<LineId> order;
  bool round_total = false;
  Rounding total_rounding;
  Place total_at;
  NodeId due;  // date; none: no due date. Read at period.start
  uint32_t local_count = 0;
  std::string doc;
  Place at;
  template <class V>
  void fields(V& v) {
    v(name, module, entity, currency, groups, lines, order, round_total, total_rounding, total_at, due, local_count,
      doc, at);
  }
};

// Op::LineAmount: the one of `lines` that is there. Op::LineSum: all that are there.
struct LineRef {
  std::vector<LineId> lines;
  template <class V>
  void fields(V& v) {
    v(lines);
  }
};

enum class BillRefKind : uint8_t { Line, Total, Due };

// In tests. `bill` or, for `Tariff.line` rated alone, `tariff`. Line: the one of `lines` that is there.
struct BillRef {
  BillRefKind kind = BillRefKind::Total;
  BillId bill;
  TariffId tariff;
  std::vector<LineId> lines;
  template <class V>
  void fields(V& v) {
    v(kind, bill, tariff, lines);
  }
};

// ---- tests (7.13)
struct TestRow {
  std::vector<ConstId> values;  // of the row's names: locals 0..
  Place at;
  template <class V>
  void fields(V& v) {
    v(values, at);
  }
};

struct Expectation {
  NodeId condition;   // bool, or none with `error`
  std::string error;  // "R0301"
  Place at;
  BillId bill{};  // of `error`: the bill that fails so
  template <class V>
  void fields(V& v) {
    v(condition, error, at, bill);
  }
};

struct Test {
  std::string name;
  std::string module;
  NodeId subject;  // none: no `for`
  NodeId period;   // Period; none: no `over`
  NodeId issued;
  NodeId as_of;
  std::vector<std::string> row_names;
  std::vector<TestRow> rows;
  std::vector<Expectation> expects;
  std::vector<std::string> defaulted;  // fields of the subject that were not given (S45), `name = value`
  uint32_t local_count = 0;
  Place at;
  template <class V>
  void fields(V& v) {
    v(name, module, subject, period, issued, as_of, row_names, rows, expects, defaulted, local_count, at);
  }
};

struct SourceFile {
  std::string path;    // relative to the package
  std::string sha256;  // hex
  template <class V>
  void fields(V& v) {
    v(path, sha256);
  }
};

struct Module {
  std::string package;
  std::string version;
  std::string edition;
  std::string locale;
  std::vector<std::string> entries;
  std::vector<std::string> extends;  // S8: `module: rule` of every extend that applies
  std::vector<SourceFile> files;
  std::vector<std::string> base_dimensions;
  std::vector<Unit> units;  // [0] is dimensionless
  std::vector<Type> types;
  std::vector<Enum> enums;
  std::vector<Record> records;
  std::vector<Const> consts;
  std::vector<Node> nodes;
  std::vector<NodeId> operands;
  std::vector<Divisor> divisors;
  std::vector<Ratio> ratios;
  std::vector<Aggregate> aggregates;
  std::vector<std::vector<uint32_t>> with_fields;
  std::vector<Proration> prorations;
  std::vector<Tiers> tiers;
  std::vector<LineRef> line_refs;
  std::vector<BillRef> bill_refs;
  std::vector<Param> params;
  std::vector<Table> tables;
  std::vector<Rule> rules;
  std::vector<Let> lets;
  std::vector<Line> lines;
  std::vector<Tariff> tariffs;
  std::vector<Bill> bills;
  std::vector<Test> tests;

  [[nodiscard]] const Node& node(NodeId id) const { return nodes[id.index()]; }
  [[nodiscard]] const Type& type(TypeId id) const { return types[id.index()]; }
  [[nodiscard]] const Type& type_of(NodeId id) const { return types[nodes[id.index()].type.index()]; }
  [[nodiscard]] NodeId operand(const Node& node, uint32_t k) const { return operands[node.first_operand + k]; }

  template <class V>
  void fields(V& v) {
    v(package, version, edition, locale, entries, extends, files, base_dimensions, units, types, enums, records, consts,
      nodes, operands, divisors, ratios, aggregates, with_fields, prorations, tiers, line_refs, bill_refs, params,
      tables, rules, lets, lines, tariffs, bills, tests);
  }
};

}  // namespace tarifa::ir
