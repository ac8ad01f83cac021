// The kinds of expressions, one function each; check_expr (exprs.cpp) dispatches to them. Each
// checks its own operands, reports its own errors and returns a failed Typed after one.
#pragma once

#include <string_view>
#include <vector>

#include "compiler/check/builtins.h"
#include "compiler/check/expr_support.h"

namespace tarifa::check {

using Expected = std::optional<ir::TypeId>;

// literals.cpp
[[nodiscard]] Typed check_literal(ExprContext& ctx, syntax::NodeId expr,
                                  Expected expected);  // all but quantities
[[nodiscard]] Typed check_quantity(ExprContext& ctx, syntax::NodeId expr, Expected expected);

// expr_arith.cpp, expr_divide.cpp
[[nodiscard]] Typed check_sum(ExprContext& ctx, syntax::NodeId expr, Expected expected);
[[nodiscard]] Typed check_product(ExprContext& ctx, syntax::NodeId expr, Expected expected);
[[nodiscard]] Typed check_negate(ExprContext& ctx, syntax::NodeId expr, Expected expected);
[[nodiscard]] Typed check_percent_of(ExprContext& ctx, syntax::NodeId expr);
[[nodiscard]] Typed multiply(ExprContext& ctx, ir::Op op, const Typed& a, const Typed& b, Span span);
[[nodiscard]] Typed divide(ExprContext& ctx, const Typed& a, const Typed& b, Span span);
[[nodiscard]] Typed add(ExprContext& ctx, bool minus, const Typed& a, const Typed& b, Span span);

// expr_scaled.cpp
[[nodiscard]] Typed check_scaled(ExprContext& ctx, syntax::NodeId expr, Expected expected);
// expr_round.cpp
[[nodiscard]] Typed check_round(ExprContext& ctx, syntax::NodeId expr);

// expr_dates.cpp
[[nodiscard]] bool is_date_or_length(const ExprContext& ctx, const Typed& value);
[[nodiscard]] Typed add_dates(ExprContext& ctx, bool minus, const Typed& a, const Typed& b, syntax::NodeId month_end,
                              Span span);
[[nodiscard]] Typed check_date_function(ExprContext& ctx, Builtin builtin, syntax::NodeId arguments, Span span);
[[nodiscard]] Typed period_member(ExprContext& ctx, const Typed& period, std::string_view name, Span name_span,
                                  Span span);
[[nodiscard]] Typed as_period(ExprContext& ctx, const Typed& value);  // of a period or a month

// expr_logic.cpp
[[nodiscard]] Typed check_if(ExprContext& ctx, syntax::NodeId expr, Expected expected);
[[nodiscard]] Typed check_and_or(ExprContext& ctx, syntax::NodeId expr, bool conjunction);
[[nodiscard]] Typed check_implies(ExprContext& ctx, syntax::NodeId expr);
[[nodiscard]] Typed check_not(ExprContext& ctx, syntax::NodeId expr);
[[nodiscard]] Typed check_coalesce(ExprContext& ctx, syntax::NodeId expr, Expected expected);
[[nodiscard]] Typed check_fail(ExprContext& ctx, syntax::NodeId expr, Expected expected);
[[nodiscard]] Typed if_node(ExprContext& ctx, const Typed& condition, const Typed& yes, const Typed& no, Span span);
// What several branches of `what` (`if`, `match`, ..) have in common; settles `fail`s; reports where they do not agree.
// None: reported, or nothing but `fail`s.
[[nodiscard]] Expected unify(ExprContext& ctx, std::string_view what, const std::vector<Typed*>& branches);

// expr_compare.cpp
[[nodiscard]] Typed check_comparison(ExprContext& ctx, syntax::NodeId expr);
// `word`: how the comparison is written, if not by its sign.
[[nodiscard]] Typed compare(ExprContext& ctx, ir::Op op, const Typed& a, const Typed& b, Span span,
                            std::string_view word = {});
[[nodiscard]] ir::Op comparison_op(const syntax::Tree& tree, syntax::NodeId cmp_op);
// `{S1, S2}`, a range, a list or a period, on the right of `in`.
[[nodiscard]] Typed member_test(ExprContext& ctx, const Typed& value, syntax::NodeId set, Span span);

// `d > 01/04/2020`, `d = "2020-04-01"`, `class = "Low"`: what was meant by the literal.
void help_with_literal(const ExprContext& ctx, const ir::Type& wanted, const Typed& other, Report& out);

// expr_ranges.cpp
// LOW..HIGH or LOW..<HIGH: an And, of times past midnight an Or, of two comparisons, where the ends are known.
// How two ends of one type stand to each other (-1, 0, 1), where both are known.
[[nodiscard]] std::optional<int> order_of_ends(const ExprContext& ctx, const Typed& low, const Typed& high);
[[nodiscard]] Typed range_test(ExprContext& ctx, Shared& value, syntax::NodeId range, Expected expected);

// expr_match.cpp
[[nodiscard]] Typed check_match(ExprContext& ctx, syntax::NodeId expr, Expected expected);

// expr_names.cpp, expr_postfix.cpp
[[nodiscard]] Typed check_name(ExprContext& ctx, syntax::NodeId expr, Expected expected);
[[nodiscard]] Typed check_postfix(ExprContext& ctx, syntax::NodeId expr, Expected expected);
[[nodiscard]] Typed narrowed(ExprContext& ctx,
                             Typed value);  // unwrapped where flow analysis has shown a value
[[nodiscard]] Typed member_of(ExprContext& ctx, const Typed& owner, std::string_view name, Span name_span, Span span);

[[nodiscard]] bool names_something_near(const ExprContext& ctx,
                                        std::string_view name);  // a local, line, let or field
[[nodiscard]] Typed rule_value(ExprContext& ctx, ir::RuleId rule, const Typed& subject, Span span, Span declared);

// expr_calls.cpp
struct Argument {
  syntax::NodeId node;
  std::string_view name;  // empty: by position
  Span name_span;
  syntax::NodeId value;
  syntax::NodeId for_clause;  // any of these may be invalid
  syntax::NodeId where;
  syntax::NodeId by;
};
[[nodiscard]] std::vector<Argument> arguments_of(const syntax::Tree& tree, syntax::NodeId arguments);
[[nodiscard]] Typed check_call(ExprContext& ctx, syntax::NodeId callee, syntax::NodeId arguments, Expected expected,
                               Span span);
// Reads of what has a timeline, without arguments: `unit_cost`.
[[nodiscard]] Typed read_param(ExprContext& ctx, SymbolId symbol, syntax::NodeId arguments, Span span);
[[nodiscard]] Typed call_let(ExprContext& ctx, SymbolId symbol, syntax::NodeId arguments, Span span);
// Exactly so many plain arguments by position, or reported.
[[nodiscard]] bool plain_arguments(ExprContext& ctx, const std::vector<Argument>& arguments, size_t least, size_t most,
                                   std::string_view function, Span span);

// expr_builtins.cpp, expr_lists.cpp
[[nodiscard]] Typed check_builtin(ExprContext& ctx, Builtin builtin, syntax::NodeId arguments, Expected expected,
                                  Span span);
[[nodiscard]] Typed check_aggregate(ExprContext& ctx, Builtin builtin, syntax::NodeId arguments, Span span);
[[nodiscard]] Typed check_list(ExprContext& ctx, syntax::NodeId expr, Expected expected);

// expr_records.cpp
[[nodiscard]] Typed make_record(ExprContext& ctx, SymbolId symbol, syntax::NodeId arguments, Span span);
[[nodiscard]] Typed check_with(ExprContext& ctx, const Typed& owner, syntax::NodeId op, Span span);

// expr_tiers.cpp
[[nodiscard]] Typed check_tiers(ExprContext& ctx, syntax::NodeId expr);

// bill_refs.cpp, line_names.cpp
[[nodiscard]] Typed check_bill_path(ExprContext& ctx, SymbolId head, Span head_span,
                                    const std::vector<syntax::NodeId>& names, Span span);
[[nodiscard]] Typed line_name(ExprContext& ctx, std::string_view name, Span span, bool& found);

}  // namespace tarifa::check
