// The lines and lets of one tariff or bill while it is checked. Items are checked on demand, as one
// names another; an item that is asked for while it is being checked is a cycle, reported whole.
// INVARIANT: the LineId of every line is given before any is checked, in text order.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "compiler/check/session.h"

namespace tarifa::check {

// What a tariff, or a bill with lines of its own, says once for all its lines.
struct LineClauses {
  ir::UnitId currency;
  ir::Rounding rounding;
  bool blocks = false;  // `round lines and blocks`
  ir::ValuesKind values = ir::ValuesKind::PeriodStart;
};

struct LineItem {
  std::string name;
  Span name_span;
  syntax::NodeId node;  // LetDecl, LineDecl, TaxDecl, SubtotalDecl, LimitDecl
  bool is_let = false;
  ir::LineKind kind = ir::LineKind::Line;
  ir::LineId line;
  ir::LetId let;
  SymbolState state = SymbolState::Untouched;
  bool used = false;
  Span quotient;                // of a let: a written quotient it carries
  std::vector<uint32_t> needs;  // items it names
};

struct LineScope {
  Session& session;
  ModuleId module;
  std::string owner;
  ir::RecordId entity;
  LineClauses clauses;
  bool is_bill = false;
  std::vector<ir::TariffGroup> groups;  // of a bill
  std::vector<LineItem> items;
  std::map<std::string, uint32_t, std::less<>> index;
  std::vector<uint32_t> checking;  // outermost first
};

// Items of the declaration into the scope; duplicates are reported with both places. False if one
// was.
[[nodiscard]] bool collect_items(LineScope& scope, syntax::NodeId declaration);
// Checks one item, once. False if it failed, now or before.
bool check_item(LineScope& scope, uint32_t item);
// All of them, in text order.
[[nodiscard]] bool check_items(LineScope& scope);
// When all that can use a `let` is checked, also `applies when` and `due`.
void warn_unused_lets(const LineScope& scope);

[[nodiscard]] bool has_line_name(const LineScope& scope, std::string_view name);
void add_line_names(const LineScope& scope, std::vector<std::string>& names);

// lines.cpp, taxes.cpp: called by check_item only.
[[nodiscard]] bool check_line(LineScope& scope, uint32_t item);
[[nodiscard]] bool check_subtotal(LineScope& scope, uint32_t item);
[[nodiscard]] bool check_tax(LineScope& scope, uint32_t item);
[[nodiscard]] bool check_limit_line(LineScope& scope, uint32_t item);  // minimum, maximum

// line_lists.cpp: the lines that a list names, `all` and `except` resolved; marks and needs them.
// Reports.
struct NamedLines {
  std::vector<ir::LineId> lines;
  bool may_be_none = true;  // all of them can be absent at once
};
[[nodiscard]] std::optional<NamedLines> resolve_line_list(LineScope& scope, uint32_t item,
                                                          const std::vector<syntax::NodeId>& names,
                                                          const std::vector<syntax::NodeId>& except);
// counted_twice.cpp: warns where a subtotal of the list holds another line of it.
void warn_if_counted_twice(const LineScope& scope, const std::vector<syntax::NodeId>& names,
                           const std::vector<ir::LineId>& lines);
// The declaration's own list says `all`.
[[nodiscard]] bool says_all(const LineScope& scope, uint32_t item);
// `item` reaches `target` by names, through lets and lists.
[[nodiscard]] bool names_lead_to(const LineScope& scope, uint32_t item, uint32_t target);

// line_order.cpp: S9.
[[nodiscard]] std::vector<ir::LineId> order_of(const LineScope& scope);

// The lines of a bill's tariffs that have this name (S20).
struct TariffLines {
  std::vector<ir::LineId> lines;
  bool together = false;  // two of them can be there at once
  bool always = false;    // one of them is always there
};
// Whenever the bill is made this tariff applies: it is the only one of a `one of`, or one of `all
// of` without a condition.
[[nodiscard]] bool always_applies(const ir::Module& module, const ir::TariffGroup& group, ir::TariffId tariff);
[[nodiscard]] TariffLines tariff_lines(const Session& session, const std::vector<ir::TariffGroup>& groups,
                                       std::string_view name);
// The widest of their types; optional if none of them need be there.
[[nodiscard]] ir::TypeId type_of_lines(Session& session, const std::vector<ir::LineId>& lines, bool always);

}  // namespace tarifa::check
