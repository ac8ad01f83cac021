// Checking of expressions: syntax to typed nodes of the IR. One context for one declaration's
// expression, one Typed for each result. INVARIANT: a Typed with ok = false has been reported
// already (or stands on something that was) and whoever gets one reports nothing more about it. Not
// here: which declarations exist (symbols.h) and how types are interned (types.h).
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "compiler/check/session.h"

namespace tarifa::check {

// A name bound here: parameter of a let or table, item of a list, name of a test's rows.
struct LocalName {
  std::string name;
  ir::TypeId type;
  uint32_t slot = 0;  // of Op::Local
  Span span;          // where it is bound
  bool used = false;
};

// Whose expression it is. It decides which names of the context (dates, period, lines) mean
// something.
enum class ExprPlace : uint8_t {
  Constant,     // parameter entry, cell of a table, range: no subject and no dates
  TableResult,  // locals are the table's parameters
  Rule,
  Let,        // of a module
  Line,       // line, tax, subtotal, minimum and maximum, let of a tariff or bill: fractions may stand
  Condition,  // applies when, due: of a tariff or bill, read at period.start
  Test,
};

struct LineScope;  // lets and lines of a tariff or bill that an expression sees (line_scope.h)
struct TestScope;  // what a test has said so far (tests.h)

struct ExprContext {
  Session& session;
  ModuleId module;
  ExprPlace place = ExprPlace::Constant;
  ir::RecordId subject;           // none: no fields without a dot
  std::vector<LocalName> locals;  // the innermost last
  uint32_t local_count = 0;       // slots given so far in this declaration
  LineScope* lines = nullptr;
  TestScope* test = nullptr;
  bool equals_missing = false;    // S40: in `expect` an optional value may be compared
  bool bare_numbers = false;      // S35: numbers without a unit take the expected one
  std::vector<ir::NodeId> known;  // optional expressions that flow analysis has shown to have a value

  // Binds a name to a new slot; the caller pops it with unbind.
  uint32_t bind(std::string name, ir::TypeId type, Span span);
  void unbind();
};

struct Typed {
  bool ok = false;
  ir::NodeId node;
  ir::TypeId type;
  Span span;
  Span quotient;         // valid: a written quotient that no rounding has taken yet (S32)
  Span unit_from;        // where its unit was written: a literal, or the declaration of a field,
                         // parameter or rule
  bool literal = false;  // a number as written, perhaps negated
  bool never = false;    // `fail`: its type is whatever is wanted; `type` means nothing until settled
};

// Any expression; `expected` only guides (enum members, bare numbers, record fields), it is not
// enforced.
[[nodiscard]] Typed check_expr(ExprContext& ctx, syntax::NodeId expr,
                               std::optional<ir::TypeId> expected = std::nullopt);

// What may flow into a place of a declared type: units, scale and optionality are enforced, values
// are widened or wrapped.
struct Target {
  ir::TypeId type;
  bool scale_open = false;  // S33: its scale was left out and is that of the value
  bool fractions = false;   // an exact fraction may flow in (lines, lets of tariffs)
  Span declared;            // where the type was written, for the message
};
[[nodiscard]] Typed check_into(ExprContext& ctx, syntax::NodeId expr, const Target& target);
// The second half of check_into, for a value that has been checked already.
[[nodiscard]] Typed convert_into(ExprContext& ctx, const Typed& value, const Target& target);

// A condition: bool, not optional.
[[nodiscard]] Typed check_condition(ExprContext& ctx, syntax::NodeId expr);

}  // namespace tarifa::check
