// Taxes on lists of lines or on an expression, and minimum and maximum lines (S10, S14, S16).
#include "compiler/check/builder.h"
#include "compiler/check/line_parts.h"
#include "compiler/check/narrowing.h"
#include "compiler/check/node_trees.h"
#include "compiler/check/number_nodes.h"
#include "compiler/check/round_clause.h"
#include "compiler/check/types.h"
#include "compiler/check/units.h"
#include "compiler/numeric/decimal_text.h"

namespace tarifa::check {
namespace {

using syntax::NodeKind;
using syntax::TokenKind;

// How a tax is written: `19% of a, b` or `rate(x) of all except c` (a rate and a list), or any
// expression.
struct TaxForm {
  syntax::NodeId percent;             // PercentOf whose operand is the first name
  syntax::NodeId rate;                // Name or Postfix before OF
  std::vector<syntax::NodeId> names;  // empty: `expression` is all there is
  std::vector<syntax::NodeId> except;
  syntax::NodeId expression;
};

TaxForm form_of(const LineScope& scope, syntax::NodeId base) {
  const syntax::Tree& tree = scope.session.module(scope.module).tree;
  TaxForm form;
  if (const syntax::NodeId list = tree.child(base, NodeKind::LineList); list.valid()) {
    const std::vector<syntax::NodeId> groups = tree.children(list, NodeKind::Names);
    if (!groups.empty()) form.names = tree.names(groups[0]);
    if (groups.size() > 1) form.except = tree.names(groups[1]);
    form.rate = tree.expression(base);
    return form;
  }
  const syntax::NodeId head = tree.expression(base);
  const syntax::NodeId tail = tree.child(base, NodeKind::LineTail);
  form.expression = head;
  if (!head.valid() || tree.kind(head) != NodeKind::PercentOf) return form;
  const syntax::NodeId first = tree.expression(head);
  if (!first.valid() || tree.kind(first) != NodeKind::Name) return form;
  const std::string_view name = tree.name_text(first);
  const auto own = scope.index.find(name);
  const bool is_let = own != scope.index.end() && scope.items[own->second].is_let;
  if (!tail.valid() && (is_let || (name != "all" && !has_line_name(scope, name)))) return form;
  form.percent = head;
  form.names = {first};
  if (!tail.valid()) return form;
  if (const syntax::NodeId names = tree.child(tail, NodeKind::Names); names.valid()) {
    form.except = tree.names(names);
  } else {
    for (syntax::NodeId more : tree.names(tail)) form.names.push_back(more);
  }
  return form;
}

// S10: two taxes that each say `all` would each take the other.
bool only_tax_of_all(LineScope& scope, uint32_t item) {
  if (!says_all(scope, item)) return true;
  for (uint32_t k = 0; k < item; ++k) {  // of each pair the later one is reported
    const LineItem& other = scope.items[k];
    if (other.is_let || other.kind != ir::LineKind::Tax || !says_all(scope, k)) continue;
    report(scope.session, DiagKind::TwoTaxesOfAll, scope.items[item].name_span, {scope.items[item].name, other.name})
        .label(other.name_span, NoteKind::OtherTax, {other.name});
    return false;
  }
  return true;
}

Typed percent_rate(ExprContext& ctx, syntax::NodeId percent_of) {
  const syntax::Tree& tree = tree_of(ctx);
  const syntax::TokenId token = tree.token(percent_of, TokenKind::PERCENT);
  const numeric::ParsedDecimal parsed = numeric::parse_literal(tree.text(token));
  if (!parsed.ok()) {
    report(ctx.session, DiagKind::NumberTooLong, tree.span(token), {str(tree.text(token))});
    return failed(tree.span(token));
  }
  return number_value(ctx, kPlainUnit, parsed.value.scale, parsed.value.mantissa, tree.span(token));
}

Typed line_sum(ExprContext& ctx, LineScope& scope, const NamedLines& lines, Span span) {
  int scale = type_at(ctx.session, amount_type(scope, false)).scale;
  for (ir::LineId line : lines.lines) {
    scale = std::max<int>(scale, ctx.session.ir.type(ctx.session.ir.lines[line.index()].type).scale);
  }
  const uint32_t imm = add_line_ref(ctx.session, lines.lines);
  ir::TypeId type = number_type(ctx.session, scope.clauses.currency, scale);
  if (lines.may_be_none) type = optional_of(ctx.session, type);
  return plain_node(ctx, ir::Op::LineSum, type, imm, {}, span);
}

// The sum of the bases times the rate; where all bases can be absent the tax is absent with them.
Typed tax_of_lines(LineScope& scope, ExprContext& ctx, const Typed& rate, const NamedLines& lines, Typed& when,
                   Span span) {
  Typed base = line_sum(ctx, scope, lines, span);
  if (lines.may_be_none) {
    const ir::TypeId bool_type = plain_type(ctx.session, ir::TypeKind::Bool);
    const Typed asked = line_sum(ctx, scope, lines, span);
    const Typed known = plain_node(ctx, ir::Op::IsKnown, bool_type, 0, {asked.node}, span);
    when = when.node.valid() ? plain_node(ctx, ir::Op::And, bool_type, 0, {when.node, known.node}, span) : known;
    base = node_like(ctx, ir::Op::Unwrap, required_of(ctx.session, base.type), 0, {base.node}, span, base);
  }
  Typed out = multiply(ctx, ir::Op::Mul, rate, base, span);
  return amount_of_value(scope, ctx, out);
}

}  // namespace

bool check_tax(LineScope& scope, uint32_t item) {
  Session& session = scope.session;
  const syntax::Tree& tree = session.module(scope.module).tree;
  const syntax::NodeId node = scope.items[item].node;
  const syntax::NodeId base = tree.child(node, NodeKind::TaxBase);
  if (!base.valid()) return false;
  std::optional<ir::Rounding> rounding = scope.clauses.rounding;
  if (const syntax::NodeId rounded = tree.child(node, NodeKind::Rounded); rounded.valid()) {
    rounding = rounding_of(session, scope.module, tree.child(rounded, NodeKind::ToStep), scope.clauses.currency);
  }
  if (!only_tax_of_all(scope, item)) return false;
  const TaxForm form = form_of(scope, base);
  ExprContext ctx = line_context(scope);
  Typed when = check_when(ctx, node);
  const bool conditional = when.node.valid();
  const KnownScope known(ctx, conditional ? when : Typed{}, true);
  Typed expr;
  bool optional = conditional;
  if (form.names.empty()) {
    expr = check_amount(scope, ctx, form.expression);
  } else {
    const Typed rate = form.rate.valid() ? check_expr(ctx, form.rate) : percent_rate(ctx, form.percent);
    const auto lines = resolve_line_list(scope, item, form.names, form.except);
    if (!lines || !when.ok || !require_number(ctx, rate, "of")) return false;
    optional |= lines->may_be_none;
    expr = tax_of_lines(scope, ctx, rate, *lines, when, tree.span(base));
  }
  if (!expr.ok || !when.ok || !rounding) return false;
  if (scope.clauses.blocks && reach_of(session, expr.node).tiers) {
    report(session, DiagKind::BlocksNotAlone, expr.span).help(NoteKind::BlocksOnALine);
    return false;
  }
  finish_line(scope, item, ctx, expr, when, optional);
  session.ir.lines[scope.items[item].line.index()].rounding = *rounding;
  return true;
}

bool check_limit_line(LineScope& scope, uint32_t item) {
  Session& session = scope.session;
  const syntax::Tree& tree = session.module(scope.module).tree;
  const syntax::NodeId node = scope.items[item].node;
  ExprContext ctx = line_context(scope);
  const Typed when = check_when(ctx, node);
  // The `when` is read at period.start (S16): what it shows of dated values says nothing of the
  // days the limit is read at.
  std::vector<ir::NodeId> shown;
  if (when.ok && when.node.valid()) {
    for (ir::NodeId known : shown_by(session.ir, when.node, true)) {
      if (!reach_of(session, known).effective_date) shown.push_back(known);
    }
  }
  const KnownScope known(ctx, shown);
  const Typed expr = check_amount(scope, ctx, node_after(tree, node, TokenKind::EQ));
  const syntax::NodeId list = tree.child(node, NodeKind::LineList);
  if (!list.valid()) return false;
  const std::vector<syntax::NodeId> groups = tree.children(list, NodeKind::Names);
  if (groups.empty()) return false;
  const auto lines = resolve_line_list(scope, item, tree.names(groups[0]),
                                       groups.size() > 1 ? tree.names(groups[1]) : std::vector<syntax::NodeId>{});
  if (!expr.ok || !when.ok || !lines) return false;
  finish_line(scope, item, ctx, expr, when, true);  // an amount of 0 is no line (S10)
  session.ir.lines[scope.items[item].line.index()].bases = lines->lines;
  return true;
}

}  // namespace tarifa::check
