// `match x { | S1, S2 => a | otherwise => b }`: rows in order, the first that matches; together
// they match everything.
#include <algorithm>

#include "compiler/check/builder.h"
#include "compiler/check/expr_kinds.h"
#include "compiler/check/match_cover.h"
#include "compiler/check/types.h"

namespace tarifa::check {
namespace {

using syntax::NodeKind;
using syntax::TokenKind;

constexpr size_t kMostRows = 500;

struct MatchedRow {
  Typed condition;  // meaningless for the one without
  Typed value;
  bool otherwise = false;
  Span span;
};

Typed or_node(ExprContext& ctx, const Typed& a, const Typed& b) {
  return plain_node(ctx, ir::Op::Or, plain_type(ctx.session, ir::TypeKind::Bool), 0, {a.node, b.node},
                    {a.span.file, a.span.begin, b.span.end});
}

// One of the comma separated tests of a cell, noted in the cover.
Typed cell_item(ExprContext& ctx, Shared& value, syntax::NodeId item, ir::TypeId type, MatchCover& cover) {
  const syntax::Tree& tree = tree_of(ctx);
  const Span span = tree.span(item);
  if (tree.kind(item) == NodeKind::Interval) {
    const Typed test = range_test(ctx, value, item, type);
    if (test.ok) cover.add_range(ctx.session.ir, test.node);
    return test;
  }
  ir::Op op = ir::Op::Eq;
  syntax::NodeId operand = item;
  if (tree.kind(item) == NodeKind::CellCompare) {
    op = comparison_op(tree, tree.child(item, NodeKind::CmpOp));
    operand = tree.expression(item);
  }
  const Typed wanted = check_expr(ctx, operand, type);
  if (!wanted.ok) return failed(span);
  const Typed test = compare(ctx, op, value.use(ctx), wanted, span);
  if (test.ok) cover.add_comparison(ctx.session.ir, test.node);
  return test;
}

MatchedRow check_row(ExprContext& ctx, Shared& value, syntax::NodeId row, ir::TypeId type, Expected expected,
                     MatchCover& cover) {
  const syntax::Tree& tree = tree_of(ctx);
  MatchedRow out;
  out.span = tree.span(row);
  cover.begin_row();
  const syntax::NodeId cell = tree.child(row, NodeKind::Cell);
  out.otherwise = !cell.valid() || tree.has_token(cell, TokenKind::ANY);
  if (out.otherwise) {
    cover.add_everything();
  } else {
    bool ok = true;
    size_t count = 0;
    for (syntax::NodeId item : tree.children(cell)) {
      if (tree.kind(item) == NodeKind::Error) continue;
      const Typed test = cell_item(ctx, value, item, type, cover);
      ok &= test.ok;
      out.condition = count++ == 0 || !ok ? test : or_node(ctx, out.condition, test);
    }
    out.condition.ok = ok && count > 0;
  }
  out.value = check_expr(ctx, node_after(tree, row, TokenKind::FAT), expected);
  return out;
}

// In the order of the text, so that the row that differs from those before it is named.
bool rows_agree(ExprContext& ctx, std::vector<MatchedRow>& rows) {
  std::vector<Typed*> values;
  bool some = false;
  for (MatchedRow& row : rows) {
    values.push_back(&row.value);
    some |= !row.value.never;
  }
  return !some || unify(ctx, "match", values).has_value();
}

// From the last row to the first, each before the rest.
Typed chain(ExprContext& ctx, const std::vector<MatchedRow>& rows, Span span) {
  bool ok = true;
  for (const MatchedRow& row : rows) ok &= row.value.ok && (row.otherwise || row.condition.ok);
  if (!ok) return failed(span);
  Typed out = rows.back().value;
  for (size_t k = rows.size() - 1; k > 0; --k) {
    out = if_node(ctx, rows[k - 1].condition, rows[k - 1].value, out, span);
    if (!out.ok) return out;
  }
  return out;
}

bool judge_cover(ExprContext& ctx, const MatchCover& cover, const std::vector<MatchedRow>& rows, Span span) {
  for (size_t k : cover.unreachable_rows()) {
    report(ctx.session, DiagKind::MatchRowUnreachable, rows[k].span);
  }
  const auto missing = cover.missing(ctx.session);
  if (!missing) return true;
  report(ctx.session, DiagKind::MatchNotComplete, span, {*missing}).help(NoteKind::AddOtherwiseRow);
  return false;
}

}  // namespace

Typed check_match(ExprContext& ctx, syntax::NodeId expr, Expected expected) {
  const syntax::Tree& tree = tree_of(ctx);
  const Span span = tree.span(expr);
  const std::vector<syntax::NodeId> rows = tree.children(expr, NodeKind::MatchRow);
  const Typed subject = check_expr(ctx, tree.expression(expr));
  if (!require_value(ctx, subject) || rows.empty()) return failed(span);
  if (rows.size() > kMostRows) {
    report(ctx.session, DiagKind::TooManyOperands, span, {std::to_string(kMostRows)}).help(NoteKind::SplitOrTable);
    return failed(span);
  }
  if (is_kind(ctx, subject, ir::TypeKind::Number) && !require_rounded(ctx, subject)) return failed(span);
  Shared value(ctx, subject);
  MatchCover cover(ctx.session, subject.node);
  std::vector<MatchedRow> checked;
  bool ok = true;
  for (syntax::NodeId row : rows) {
    checked.push_back(check_row(ctx, value, row, subject.type, expected, cover));
    ok &= checked.back().value.ok && (checked.back().otherwise || checked.back().condition.ok);
  }
  if (!ok || !judge_cover(ctx, cover, checked, tree.span(tree.expression(expr)))) return failed(span);
  // What follows the row that completes the cover is never reached.
  checked.resize(cover.rows_needed());
  if (!rows_agree(ctx, checked)) return failed(span);
  Typed out = chain(ctx, checked, span);
  out.span = span;
  return value.finish(ctx, out);
}

}  // namespace tarifa::check
