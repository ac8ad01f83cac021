#include "compiler/check/bills.h"

#include <algorithm>

#include "compiler/check/builder.h"
#include "compiler/check/expr_kinds.h"
#include "compiler/check/line_clauses.h"
#include "compiler/check/line_parts.h"
#include "compiler/check/round_clause.h"
#include "compiler/check/symbols.h"
#include "compiler/check/types.h"
#include "compiler/check/units.h"

namespace tarifa::check {
namespace {

using syntax::NodeKind;
using syntax::TokenKind;

struct NamedTariff {
  SymbolId symbol;
  Span span;
  ir::TariffId tariff;
};

// One tariff of a `one of` or `all of`; reports.
std::optional<NamedTariff> named_tariff(LineScope& scope, syntax::NodeId name, const std::vector<NamedTariff>& before) {
  Session& session = scope.session;
  const syntax::Tree& tree = session.module(scope.module).tree;
  const Span span = tree.span(name);
  const auto index = use_resolved(session, scope.module, tree.name_text(name), span, SymbolKind::Tariff);
  if (!index) return std::nullopt;
  const auto symbol = lookup(session, scope.module, tree.name_text(name));
  const ir::Tariff& tariff = session.ir.tariffs[*index];
  for (const NamedTariff& other : before) {
    if (other.tariff.index() != *index) continue;
    report(session, DiagKind::TariffTwice, span, {tariff.name}).label(other.span, NoteKind::FirstDeclaredHere);
    return std::nullopt;
  }
  if (tariff.entity != scope.entity) {
    report(
        session, DiagKind::TariffOfOtherEntity, span,
        {tariff.name, session.ir.records[tariff.entity.index()].name, session.ir.records[scope.entity.index()].name});
    return std::nullopt;
  }
  return NamedTariff{*symbol, span, ir::TariffId(*index)};
}

// S20: one currency a bill.
bool same_currency(LineScope& scope, const std::vector<NamedTariff>& tariffs, std::optional<ir::UnitId> own) {
  Session& session = scope.session;
  bool ok = true;
  for (const NamedTariff& one : tariffs) {
    const ir::UnitId currency = session.ir.tariffs[one.tariff.index()].currency;
    const ir::UnitId wanted = own ? *own : session.ir.tariffs[tariffs[0].tariff.index()].currency;
    if (currency == wanted) continue;
    report(session, DiagKind::TwoCurrencies, one.span,
           {session.ir.tariffs[one.tariff.index()].name, unit_name(session, currency), unit_name(session, wanted)});
    ok = false;
  }
  return ok;
}

bool read_groups(LineScope& scope, syntax::NodeId declaration, std::vector<NamedTariff>& tariffs) {
  const syntax::Tree& tree = scope.session.module(scope.module).tree;
  bool ok = true;
  for (syntax::NodeId choice : tree.children(declaration, NodeKind::ChoiceItem)) {
    ir::TariffGroup group;
    group.one_of = tree.has_token(choice, TokenKind::ONE);
    group.at = place_of(scope.session, tree.span(choice));
    const syntax::NodeId names = tree.child(choice, NodeKind::Names);
    if (!names.valid()) return false;
    for (syntax::NodeId name : tree.names(names)) {
      const auto tariff = named_tariff(scope, name, tariffs);
      ok &= tariff.has_value();
      if (!tariff) continue;
      tariffs.push_back(*tariff);
      group.tariffs.push_back(tariff->tariff);
    }
    scope.groups.push_back(std::move(group));
  }
  return ok;
}

bool has_own_lines(const syntax::Tree& tree, syntax::NodeId declaration) {
  for (NodeKind kind : {NodeKind::LineDecl, NodeKind::TaxDecl, NodeKind::SubtotalDecl, NodeKind::LimitDecl,
                        NodeKind::LetDecl, NodeKind::CarryDecl}) {
    if (tree.child(declaration, kind).valid()) return true;
  }
  return false;
}

bool read_total(LineScope& scope, syntax::NodeId declaration, ir::Bill& bill) {
  const syntax::Tree& tree = scope.session.module(scope.module).tree;
  const syntax::NodeId total = tree.child(declaration, NodeKind::RoundTotal);
  if (!total.valid()) return true;
  const auto rounding =
      rounding_of(scope.session, scope.module, tree.child(total, NodeKind::ToStep), scope.clauses.currency);
  if (!rounding) return false;
  bill.round_total = true;
  bill.total_rounding = *rounding;
  bill.total_at = place_of(scope.session, tree.span(total));
  return true;
}

bool read_due(LineScope& scope, syntax::NodeId declaration, ir::Bill& bill) {
  const syntax::Tree& tree = scope.session.module(scope.module).tree;
  const syntax::NodeId due = tree.child(declaration, NodeKind::DueItem);
  if (!due.valid()) return true;
  ExprContext ctx = line_context(scope);
  ctx.place = ExprPlace::Condition;
  const Typed date = check_into(ctx, tree.expression(due), {plain_type(scope.session, ir::TypeKind::Date)});
  if (!date.ok) return false;
  bill.due = date.node;
  bill.local_count = ctx.local_count;
  return true;
}

// The bill's clauses: its own, or the tariffs' currency where it has no lines of its own.
// False: there is no currency to go on with. `ok`: nothing was wrong.
bool settle_clauses(LineScope& scope, const Symbol& symbol, const std::vector<NamedTariff>& tariffs, bool& ok) {
  Session& session = scope.session;
  const syntax::Tree& tree = session.module(symbol.module).tree;
  const bool own_lines = has_own_lines(tree, symbol.declaration);
  if (own_lines || has_clauses(tree, symbol.declaration)) {
    const auto clauses = read_clauses(scope, symbol.declaration, symbol.name_span, ok);
    if (!clauses) return false;
    scope.clauses = *clauses;
    return same_currency(scope, tariffs, clauses->currency);
  }
  if (tariffs.empty() && !scope.groups.empty()) return false;  // its tariffs have failed
  if (tariffs.empty()) {
    report(session, DiagKind::BillIsEmpty, symbol.name_span, {symbol.name});
    return false;
  }
  scope.clauses.currency = session.ir.tariffs[tariffs[0].tariff.index()].currency;
  return same_currency(scope, tariffs, std::nullopt);
}

}  // namespace

bool resolve_bill(Session& session, SymbolId id) {
  const Symbol symbol = symbol_at(session, id);
  const syntax::Tree& tree = session.module(symbol.module).tree;
  const syntax::NodeId entity = node_after(tree, symbol.declaration, TokenKind::FOR);
  if (!entity.valid()) return false;
  LineScope scope{session, symbol.module, symbol.name, {}};
  scope.is_bill = true;
  bool ok = one_of_each(scope, symbol.declaration);
  const auto record =
      use_resolved(session, symbol.module, tree.name_text(entity), tree.span(entity), SymbolKind::Entity);
  if (!record) return false;
  scope.entity = ir::RecordId(*record);
  std::vector<NamedTariff> tariffs;
  ok &= read_groups(scope, symbol.declaration, tariffs);
  bool sound = true;
  const bool settled = settle_clauses(scope, symbol, tariffs, sound);
  ir::Bill bill;
  if (ok && settled) {  // own lines name lines of the tariffs
    ok = collect_items(scope, symbol.declaration);
    ok &= check_items(scope);
  }
  ok &= settled && sound;
  if (settled) ok &= read_total(scope, symbol.declaration, bill);
  ok &= read_due(scope, symbol.declaration, bill);
  warn_unused_lets(scope);
  if (!ok || tree.has_error(symbol.declaration)) return false;
  bill.name = symbol.name;
  bill.module = session.module(symbol.module).path;
  bill.entity = scope.entity;
  bill.currency = scope.clauses.currency;
  bill.groups = scope.groups;
  bill.doc = symbol.doc;
  bill.at = place_of(session, symbol.name_span);
  for (const LineItem& item : scope.items) {
    if (!item.is_let) bill.lines.push_back(item.line);
  }
  bill.order = order_of(scope);
  session.symbols[id.index()].ir_index = static_cast<uint32_t>(session.ir.bills.size());
  session.ir.bills.push_back(std::move(bill));
  return true;
}

}  // namespace tarifa::check
