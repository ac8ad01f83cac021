// What the files of expressions share: access to the syntax of the module, failed results, leaf
// nodes, and the demands that one operand must meet. Not here: arithmetic (number_nodes.h), flow
// analysis (narrowing.h).
#pragma once

#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "compiler/check/exprs.h"
#include "compiler/check/report.h"

namespace tarifa::check {

[[nodiscard]] inline const syntax::Tree& tree_of(const ExprContext& ctx) { return ctx.session.module(ctx.module).tree; }

[[nodiscard]] Typed failed(Span span);

// The first child node after the first direct token of this kind; invalid if there is none.
[[nodiscard]] syntax::NodeId node_after(const syntax::Tree& tree, syntax::NodeId parent, syntax::TokenKind token);
// `a` of `((a))`.
[[nodiscard]] syntax::NodeId without_parens(const syntax::Tree& tree, syntax::NodeId expr);

// A node that is no number, with a place of `span`.
[[nodiscard]] Typed plain_node(ExprContext& ctx, ir::Op op, ir::TypeId type, uint32_t imm,
                               const std::vector<ir::NodeId>& operands, Span span);
// The same, taking over whatever fraction `like` carries: calls, unwraps, wraps.
[[nodiscard]] Typed node_like(ExprContext& ctx, ir::Op op, ir::TypeId type, uint32_t imm,
                              const std::vector<ir::NodeId>& operands, Span span, const Typed& like);
[[nodiscard]] Typed const_value(ExprContext& ctx, ir::ConstId value, Span span);
[[nodiscard]] Typed bool_value(ExprContext& ctx, bool value, Span span);

[[nodiscard]] const ir::Type& type_of(const ExprContext& ctx, const Typed& value);
[[nodiscard]] inline bool is_kind(const ExprContext& ctx, const Typed& value, ir::TypeKind kind) {
  return !value.never && type_of(ctx, value).kind == kind;  // a `fail` is of no kind
}
[[nodiscard]] std::string type_text(const ExprContext& ctx, const Typed& value);
// `kWh`, `COP/kWh`; `decimal` of a plain number: for messages about units.
[[nodiscard]] std::string unit_text(const ExprContext& ctx, ir::UnitId unit);

// Demands. Each reports and returns false; a failed Typed returns false silently.
[[nodiscard]] bool require_present(ExprContext& ctx, const Typed& value);  // not optional
[[nodiscard]] bool require_value(ExprContext& ctx, const Typed& value);    // nor a bare `fail`
[[nodiscard]] bool require_number(ExprContext& ctx, const Typed& value, std::string_view what);
// The step that the message of an unrounded value offers.
struct StepOffered {
  std::optional<int> digits;  // of the type that is declared for the value
  bool none = false;          // rounding here would round every item on its own
};
[[nodiscard]] bool require_rounded(ExprContext& ctx, const Typed& value,
                                   StepOffered step = {});  // no written quotient below (S32)
[[nodiscard]] bool require_whole_fraction(ExprContext& ctx, const Typed& value,
                                          StepOffered step = {});  // no fraction of any kind
// Help, and a fix where the step is not a guess.
void offer_rounding(const ExprContext& ctx, const Typed& value, const StepOffered& step, Report& out);
// `round(x, STEP MODE)` with a step of so many digits; without a unit it is in x's own (S34).
[[nodiscard]] std::string rounded_text(const ExprContext& ctx, const Typed& value, int digits,
                                       std::string_view unit = {});
[[nodiscard]] bool require_same_unit(ExprContext& ctx, const Typed& a, const Typed& b, std::string_view operation);
// `5` where an amount or a quantity is needed: offers the unit, if the value is a bare literal.
void help_with_bare_number(const ExprContext& ctx, const Typed& value, ir::UnitId unit, Report& out);
[[nodiscard]] bool has_fraction(const ExprContext& ctx, const Typed& value);

// A `fail` takes the type that is wanted of it.
void settle(ExprContext& ctx, Typed& value, ir::TypeId type);

[[nodiscard]] bool is_simple_path(const ExprContext& ctx,
                                  ir::NodeId node);  // cheap, cannot fail: may be evaluated twice

// Evaluates a value once and lets its parts be used several times: a simple path is copied,
// anything else bound by Op::Let.
class Shared {
 public:
  Shared(ExprContext& ctx, const Typed& value);
  [[nodiscard]] Typed use(ExprContext& ctx);
  // Wraps the whole expression that used it.
  [[nodiscard]] Typed finish(ExprContext& ctx, const Typed& body);

 private:
  Typed value_;
  bool simple_;
  bool first_ = true;
  uint32_t slot_ = 0;
};

}  // namespace tarifa::check
