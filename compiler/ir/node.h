// Nodes of the typed IR: trees in one flat store. INVARIANT (verify.cpp): operands have smaller ids than their node;
// every node has one parent; every numeric node states scale (in its type) and denominator; calls are acyclic.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "compiler/ir/types.h"

namespace tarifa::ir {

enum class Op : uint8_t {
#define TARIFA_OP(name, meaning) name,
#include "compiler/ir/op.def"
#undef TARIFA_OP
};

enum class RowError : uint8_t {
  None = 0,
#define TARIFA_ROW_ERROR(code, name, english, spanish) name,
#include "compiler/ir/row_error.def"
};

inline constexpr uint32_t kNoText = 0xFFFFFF;  // of Op::Fail

enum class RoundMode : uint8_t {
  HalfUp,
  HalfEven,
  HalfDown,
  Up,
  Down,
  Floor,
  Ceiling
};  // half_up: ties away from zero;
    // up: away from zero
enum class MonthEnd : uint8_t { ToMonthEnd, ToNextMonth, Strict };

using DivisorId = Id<struct DivisorTag>;

// A numeric value is an exact rational whose denominator divides 10^scale * static_denominator * (the product of the
// row's values of the distinct divisors reached below the node), S24. A divisor's value is |mantissa| at its type's
// scale.
struct Node {
  Op op = Op::Const;
  TypeId type;
  uint32_t imm = 0;
  uint32_t first_operand = 0;  // into Module::operands
  uint32_t operand_count = 0;
  uint64_t static_denominator = 1;
  std::vector<DivisorId> divisors;  // distinct divisors of the row that may be below it, ascending
  Place at;
  template <class V>
  void fields(V& v) {
    v(op, type, imm, first_operand, operand_count, static_denominator, divisors, at);
  }
};

// A divisor of the row: the right operand of a Div that is no literal, the count below `avg`, period.days of a weighted
// line. Structurally equal divisors are one. Never depends on a local.
struct Divisor {
  NodeId node;              // evaluates to it (the Div's own right operand, or one structurally equal)
  bool reads_date = false;  // depends on the effective date: each part of a weighted line has its own
  template <class V>
  void fields(V& v) {
    v(node, reads_date);
  }
};

struct Ratio {  // Op::Scale; reduced, denominator positive
  Int128 numerator = 1;
  Int128 denominator = 1;
  template <class V>
  void fields(V& v) {
    v(numerator, denominator);
  }
};

// sum(BODY for ITEM in LIST where WHERE by BY) and its fellows. ITEM is locals[item].
enum class AggregateKind : uint8_t {
  Sum,    // of body; of an empty list 0
  Count,  // of items that pass `where`: int
  Min,
  Max,  // of body; optional result
  Avg,  // of body; a quotient with the divisor `divisor` (the count of what passed); optional result
  First,
  Last,  // body of the first / last item in order of `by` (stable, S39); optional result
  FirstN,
  LastN,  // list of at most `n` bodies, in the order of the sorted list
  Any,
  All,      // of the condition in `body`; lazy: stop when decided
  Collect,  // list of bodies (a mapped, filtered list)
  Median,   // of bodies; optional; even count: quotient of the two middle ones by 2 (exact: scale + 1)
};

struct Aggregate {
  AggregateKind kind = AggregateKind::Sum;
  NodeId list;
  uint32_t item = 0;
  NodeId body;
  NodeId where;       // may be none
  NodeId by;          // may be none: data order
  NodeId n;           // FirstN, LastN: an int; negative: R0201
  DivisorId divisor;  // Avg: stands for the count; its Divisor::node is an equal Count aggregate
  template <class V>
  void fields(V& v) {
    v(kind, list, item, body, where, by, n, divisor);
  }
};

// S23. Factor of a period: the sum over months of days/days of month, days / 30, days * 12 / 365, ...
enum class ProrationKind : uint8_t {
  WholeMonths,    // `per month`, `per n months`: (whole months) / n, else R0403
  WholeYears,     // `per year`: (whole months) / 12, whole years only, else R0403
  Days,           // `per day`, `per n days`: days / n
  MonthCalendar,  // `per month prorated calendar`; static denominator lcm(28..31) = 377580
  MonthDays,      // `per month prorated a/b days`: days * b / a  (30 days: a = 30, b = 1; 365/12: a = 365, b = 12)
  YearCalendar,   // `per year prorated calendar`: days in each civil year / 365 or 366; 133590
  YearDays,       // `per year prorated a/b days`: days * b / a
};

struct Proration {
  ProrationKind kind = ProrationKind::Days;
  uint32_t a = 1;
  uint32_t b = 1;
  bool has_full = false;  // `full from..to`: a period of so many days is exactly one month
  uint32_t full_from = 0;
  uint32_t full_to = 0;
  template <class V>
  void fields(V& v) {
    v(kind, a, b, has_full, full_from, full_to);
  }
};

enum class TierMode : uint8_t { Marginal, Whole, Table };

struct TierBlock {
  NodeId limit;  // none: `above`
  NodeId rate;   // none when `nested` holds a ladder
  std::vector<TierBlock> nested;
  NodeId plus;  // may be none
  Place at;
  template <class V>
  void fields(V& v) {
    v(limit, rate, nested, plus, at);
  }
};

// S25, S26. Either `blocks` or `ladder` (a ParamRead of a Ladder type) is given.
struct Tiers {
  TierMode mode = TierMode::Marginal;
  NodeId quantity;
  std::vector<TierBlock> blocks;
  NodeId ladder;
  template <class V>
  void fields(V& v) {
    v(mode, quantity, blocks, ladder);
  }
};

}  // namespace tarifa::ir
