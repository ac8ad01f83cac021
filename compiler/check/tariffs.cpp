#include "compiler/check/tariffs.h"

#include "compiler/check/builder.h"
#include "compiler/check/expr_kinds.h"
#include "compiler/check/line_clauses.h"
#include "compiler/check/line_parts.h"
#include "compiler/check/node_trees.h"
#include "compiler/check/symbols.h"
#include "compiler/check/windows.h"

namespace tarifa::check {
namespace {

using syntax::NodeKind;
using syntax::TokenKind;

// The line that a condition names; the condition, where it names a `let` that does.
std::string line_in(const Session& session, const Typed& condition) {
  std::string name = str(session.sources.text(condition.span));
  bool found = false;
  for_each_node(session.ir, condition.node, [&](ir::NodeId id) {
    const ir::Node& node = session.ir.node(id);
    if (found || (node.op != ir::Op::LineAmount && node.op != ir::Op::LineSum)) return;
    name = session.ir.lines[session.ir.line_refs[node.imm].lines.front().index()].name;
    found = true;
  });
  return name;
}

bool check_applies(LineScope& scope, syntax::NodeId declaration, ir::Tariff& tariff) {
  const syntax::Tree& tree = scope.session.module(scope.module).tree;
  const syntax::NodeId applies = tree.child(declaration, NodeKind::Applies);
  if (!applies.valid()) return true;
  ExprContext ctx = line_context(scope);
  ctx.place = ExprPlace::Condition;
  const Typed condition = check_condition(ctx, tree.expression(applies));
  if (!condition.ok) return false;
  if (reach_of(scope.session, condition.node).lines) {
    report(scope.session, DiagKind::LinesBeforeTariff, condition.span, {line_in(scope.session, condition)})
        .help(NoteKind::ConditionOnLines);
    return false;
  }
  tariff.applies_when = condition.node;
  tariff.local_count = ctx.local_count;
  return true;
}

bool check_window(LineScope& scope, syntax::NodeId declaration, ir::Tariff& tariff) {
  const syntax::Tree& tree = scope.session.module(scope.module).tree;
  const syntax::NodeId window = tree.child(declaration, NodeKind::TariffWindow);
  if (!window.valid()) return true;
  auto read = window_of(scope.session, scope.module, window);
  if (!read) return false;
  read->read_at = ir::DateKind::PeriodStart;  // S20
  tariff.window = *read;
  return true;
}

}  // namespace

bool resolve_tariff(Session& session, SymbolId id) {
  const Symbol symbol = symbol_at(session, id);
  const syntax::Tree& tree = session.module(symbol.module).tree;
  const syntax::NodeId entity = node_after(tree, symbol.declaration, TokenKind::FOR);
  if (!entity.valid()) return false;
  const auto record =
      use_resolved(session, symbol.module, tree.name_text(entity), tree.span(entity), SymbolKind::Entity);
  LineScope scope{session, symbol.module, symbol.name, {}};
  bool ok = one_of_each(scope, symbol.declaration);
  const auto clauses = read_clauses(scope, symbol.declaration, symbol.name_span, ok);
  if (!record || !clauses) return false;
  scope.entity = ir::RecordId(*record);
  scope.clauses = *clauses;
  ok &= collect_items(scope, symbol.declaration);
  ok &= check_items(scope);
  ir::Tariff tariff;
  ok &= check_applies(scope, symbol.declaration, tariff);
  ok &= check_window(scope, symbol.declaration, tariff);
  warn_unused_lets(scope);
  if (!ok || tree.has_error(symbol.declaration)) return false;
  tariff.name = symbol.name;
  tariff.module = session.module(symbol.module).path;
  tariff.entity = scope.entity;
  tariff.currency = scope.clauses.currency;
  tariff.doc = symbol.doc;
  tariff.at = place_of(session, symbol.name_span);
  for (const LineItem& item : scope.items) {
    if (!item.is_let) tariff.lines.push_back(item.line);
  }
  tariff.order = order_of(scope);
  session.symbols[id.index()].ir_index = static_cast<uint32_t>(session.ir.tariffs.size());
  session.ir.tariffs.push_back(std::move(tariff));
  return true;
}

}  // namespace tarifa::check
