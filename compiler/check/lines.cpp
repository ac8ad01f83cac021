// Lines and subtotals of tariffs and bills.
#include "compiler/check/line_parts.h"
#include "compiler/check/narrowing.h"
#include "compiler/check/node_trees.h"
#include "compiler/check/number_nodes.h"
#include "compiler/check/types.h"
#include "compiler/check/units.h"

namespace tarifa::check {
namespace {

using syntax::NodeKind;
using syntax::TokenKind;

// `round lines and blocks` rounds each block: the blocks must be all there is of the line, turned
// or chosen between at most.
bool is_blocks_alone(const ir::Module& module, ir::NodeId id) {
  const ir::Node& node = module.node(id);
  if (node.op == ir::Op::Tiers) return true;
  if (node.op == ir::Op::Neg) return is_blocks_alone(module, module.operand(node, 0));
  if (node.op != ir::Op::If) return false;
  return is_blocks_alone(module, module.operand(node, 1)) && is_blocks_alone(module, module.operand(node, 2));
}

std::optional<bool> rounds_blocks(LineScope& scope, const Typed& expr) {
  if (!scope.clauses.blocks || !reach_of(scope.session, expr.node).tiers) return false;
  if (is_blocks_alone(scope.session.ir, expr.node)) return true;
  report(scope.session, DiagKind::BlocksNotAlone, expr.span).help(NoteKind::BlocksOnALine);
  return std::nullopt;
}

}  // namespace

ExprContext line_context(LineScope& scope) {
  ExprContext ctx{scope.session, scope.module, ExprPlace::Line, scope.entity};
  ctx.lines = &scope;
  return ctx;
}

Typed check_when(ExprContext& ctx, syntax::NodeId declaration) {
  const syntax::Tree& tree = tree_of(ctx);
  const syntax::NodeId when = tree.child(declaration, NodeKind::When);
  Typed out;
  out.ok = true;
  if (!when.valid()) return out;
  out = check_condition(ctx, tree.expression(when));
  if (!out.ok || ctx.session.ir.node(out.node).op != ir::Op::Const) return out;
  const bool always = ctx.session.ir.consts[ctx.session.ir.node(out.node).imm].number != 0;
  report(ctx.session, always ? DiagKind::AlwaysTrue : DiagKind::AlwaysFalse, out.span,
         {str(ctx.session.sources.text(out.span))});
  return out;
}

std::string because_of(const syntax::Tree& tree, syntax::NodeId declaration) {
  const syntax::NodeId because = tree.child(declaration, NodeKind::Because);
  if (!because.valid() || !tree.has_token(because, TokenKind::STRING)) return {};
  return tree.string_value(tree.token(because, TokenKind::STRING));
}

ir::TypeId amount_type(LineScope& scope, bool optional) {
  const int8_t digits = unit_at(scope.session, scope.clauses.currency).currency_digits;
  const ir::TypeId type = number_type(scope.session, scope.clauses.currency, digits < 0 ? 0 : digits);
  return optional ? optional_of(scope.session, type) : type;
}

Typed amount_of_value(LineScope& scope, ExprContext& ctx, const Typed& value) {
  if (!value.ok) return value;
  if (!value.never && is_kind(ctx, value, ir::TypeKind::Number) && type_of(ctx, value).unit != scope.clauses.currency) {
    Report wrong = report(scope.session, DiagKind::LineNotMoney, value.span,
                          {unit_text(ctx, scope.clauses.currency), unit_text(ctx, type_of(ctx, value).unit)});
    help_with_bare_number(ctx, value, scope.clauses.currency, wrong);
    wrong.label(value.unit_from.valid() && !(value.unit_from == value.span) ? value.unit_from : Span{},
                NoteKind::UnitComesFrom, {unit_text(ctx, type_of(ctx, value).unit)});
    return failed(value.span);
  }
  return convert_into(ctx, value, {amount_type(scope, false), true, true});
}

Typed check_amount(LineScope& scope, ExprContext& ctx, syntax::NodeId expr) {
  return amount_of_value(scope, ctx, check_expr(ctx, expr, amount_type(scope, false)));
}

void finish_line(LineScope& scope, uint32_t item, const ExprContext& ctx, const Typed& expr, const Typed& when,
                 bool optional) {
  const ir::TypeId type = amount_type(scope, optional);
  const syntax::Tree& tree = scope.session.module(scope.module).tree;
  ir::Line& line = scope.session.ir.lines[scope.items[item].line.index()];
  line.type = type;
  line.values = scope.clauses.values;
  line.expr = expr.node;
  line.when = when.node;
  line.rounding = scope.clauses.rounding;
  line.local_count = ctx.local_count;
  line.because = because_of(tree, scope.items[item].node);
}

std::optional<ir::ValuesKind> values_of(Session& session, ModuleId module, syntax::NodeId clause) {
  const syntax::Tree& tree = session.module(module).tree;
  const Span span = tree.span(clause);
  if (tree.has_token(clause, TokenKind::WEIGHTED)) {
    const syntax::NodeId by = tree.child(clause, NodeKind::Name);
    const std::string_view name = by.valid() ? tree.name_text(by) : "";
    if (name == "days") return ir::ValuesKind::WeightedByDays;
    if (name == "usage") {
      report(session, DiagKind::NotYetAvailable, span, {"values weighted by usage"});
    } else if (by.valid()) {
      report(session, DiagKind::ValuesAtWhat, span, {str(name)});
    }
    return std::nullopt;
  }
  const syntax::NodeId path = tree.child(clause, NodeKind::Path);
  if (!path.valid()) return std::nullopt;
  const std::string_view text = tree.text(path);
  if (text == "period.start") return ir::ValuesKind::PeriodStart;
  if (text == "period.last") return ir::ValuesKind::PeriodLast;
  if (text == "issued") return ir::ValuesKind::Issued;
  if (text == "period.end") {  // S2
    report(session, DiagKind::ReadAtPeriodEnd, tree.span(path))
        .help(NoteKind::PeriodEndIsAfter)
        .fix(NoteKind::ReplaceBy, {"period.last"}, tree.span(path), "period.last");
    return std::nullopt;
  }
  report(session, DiagKind::ValuesAtWhat, tree.span(path), {str(text)});
  return std::nullopt;
}

bool check_line(LineScope& scope, uint32_t item) {
  Session& session = scope.session;
  const syntax::Tree& tree = session.module(scope.module).tree;
  const syntax::NodeId node = scope.items[item].node;
  std::optional<ir::ValuesKind> values = scope.clauses.values;
  if (const syntax::NodeId clause = tree.child(node, NodeKind::ValuesClause); clause.valid()) {
    values = values_of(session, scope.module, clause);
  }
  ExprContext ctx = line_context(scope);
  const Typed when = check_when(ctx, node);
  const KnownScope known(ctx, when.node.valid() ? when : Typed{}, true);
  const Typed expr = check_amount(scope, ctx, node_after(tree, node, TokenKind::EQ));
  if (!values || !when.ok || !expr.ok) return false;
  const auto blocks = rounds_blocks(scope, expr);
  if (!blocks) return false;
  finish_line(scope, item, ctx, expr, when, when.node.valid());
  ir::Line& line = session.ir.lines[scope.items[item].line.index()];
  line.values = *values;
  line.round_blocks = *blocks;
  return true;
}

bool check_subtotal(LineScope& scope, uint32_t item) {
  Session& session = scope.session;
  const syntax::Tree& tree = session.module(scope.module).tree;
  const syntax::NodeId node = scope.items[item].node;
  ExprContext ctx = line_context(scope);
  const Typed when = check_when(ctx, node);
  const KnownScope known(ctx, when.node.valid() ? when : Typed{}, true);
  const Typed expr = check_amount(scope, ctx, node_after(tree, node, TokenKind::EQ));
  if (!when.ok || !expr.ok || !require_whole_fraction(ctx, expr)) return false;
  finish_line(scope, item, ctx, expr, when, when.node.valid());
  ir::Line& line = session.ir.lines[scope.items[item].line.index()];
  if (line.values == ir::ValuesKind::WeightedByDays) {
    Reach reach = reach_of(session, expr.node);
    if (when.node.valid()) reach.add(reach_of(session, when.node));
    if (reach.effective_date) return true;  // an average over days is a fraction: rounded as lines are
    line.values = ir::ValuesKind::PeriodStart;
  }
  line.rounded = false;  // an exact sum, with the digits of its expression
  line.type = when.node.valid() ? optional_of(session, expr.type) : expr.type;
  return true;
}

}  // namespace tarifa::check
