#include "compiler/check/line_clauses.h"

#include <algorithm>

#include "compiler/check/expr_support.h"
#include "compiler/check/line_parts.h"
#include "compiler/check/round_clause.h"
#include "compiler/check/symbols.h"
#include "compiler/check/units.h"

namespace tarifa::check {
namespace {

using syntax::NodeKind;
using syntax::TokenKind;

std::optional<ir::UnitId> currency_of(LineScope& scope, syntax::NodeId item) {
  Session& session = scope.session;
  const syntax::Tree& tree = session.module(scope.module).tree;
  const syntax::NodeId name = tree.child(item, NodeKind::Name);
  if (!name.valid()) return std::nullopt;
  const auto index = use_resolved(session, scope.module, tree.name_text(name), tree.span(name), SymbolKind::Currency);
  if (!index) return std::nullopt;
  return ir::UnitId(*index);
}

void report_missing(LineScope& scope, Span name, std::string_view clause, std::string_view example) {
  report(scope.session, DiagKind::ClauseMissing, name, {scope.owner, str(clause)})
      .help(NoteKind::WriteClause, {str(example)});
}

// For examples: the currency that is written, else one that the module knows.
std::string currency_name(const LineScope& scope, syntax::NodeId item) {
  const ModuleUnit& module = scope.session.module(scope.module);
  const syntax::NodeId name = item.valid() ? module.tree.child(item, NodeKind::Name) : syntax::NodeId{};
  if (name.valid()) return str(module.tree.name_text(name));
  for (const auto* known : {&module.own, &module.imported}) {
    for (const auto& [word, symbol] : *known) {
      if (symbol_at(scope.session, symbol).kind == SymbolKind::Currency) return word;
    }
  }
  return "COP";
}

bool has_syntax_error(const Session& session, Span within) {
  for (const Diagnostic& d : session.sink.all()) {
    const bool inside = d.span.file == within.file && d.span.begin >= within.begin && d.span.begin <= within.end;
    if (inside && diag_code(d.kind).starts_with("E01")) return true;
  }
  return false;
}

std::string_view unavailable_word(NodeKind kind) {
  if (kind == NodeKind::InCalendar) return "calendar";
  if (kind == NodeKind::During) return "during";
  if (kind == NodeKind::EachItem) return "each";
  if (kind == NodeKind::SplitItem) return "split at changes";
  return {};
}

// For a clause that is wrong, so that the lines are checked all the same.
constexpr ir::Rounding kStandIn{1, 2, ir::RoundMode::HalfUp};

bool stands_once(NodeKind kind) {
  return kind == NodeKind::CurrencyItem || kind == NodeKind::TariffWindow || kind == NodeKind::RoundLines ||
         kind == NodeKind::ValuesClause || kind == NodeKind::Applies || kind == NodeKind::RoundTotal ||
         kind == NodeKind::DueItem;
}

// No measures of relief exist yet, so `none` and `all` of them are the same.
bool reliefs_are_plain(const syntax::Tree& tree, syntax::NodeId item) {
  return tree.has_token(item, TokenKind::NONE) || tree.has_token(item, TokenKind::ALL);
}

}  // namespace

bool has_clauses(const syntax::Tree& tree, syntax::NodeId declaration) {
  return tree.child(declaration, NodeKind::CurrencyItem).valid() ||
         tree.child(declaration, NodeKind::RoundLines).valid() ||
         tree.child(declaration, NodeKind::ValuesClause).valid();
}

std::optional<LineClauses> read_clauses(LineScope& scope, syntax::NodeId declaration, Span name, bool& ok) {
  const syntax::Tree& tree = scope.session.module(scope.module).tree;
  const syntax::NodeId currency = tree.child(declaration, NodeKind::CurrencyItem);
  const syntax::NodeId round = tree.child(declaration, NodeKind::RoundLines);
  const syntax::NodeId values = tree.child(declaration, NodeKind::ValuesClause);
  // What the parser left out may have said it.
  if (has_syntax_error(scope.session, tree.span(declaration)) &&
      !(currency.valid() && round.valid() && values.valid())) {
    ok = false;
    return std::nullopt;
  }
  const std::string money = currency_name(scope, currency);
  if (!currency.valid()) report_missing(scope, name, "currency", "currency " + money);
  if (!round.valid()) report_missing(scope, name, "round lines", "round lines to 0.01 " + money + " half_up");
  if (!values.valid()) report_missing(scope, name, "values", "values at period.start");
  const auto unit = currency.valid() ? currency_of(scope, currency) : std::nullopt;
  const auto kind = values.valid() ? values_of(scope.session, scope.module, values) : std::nullopt;
  ok &= unit && kind && round.valid();
  if (!unit) return std::nullopt;
  LineClauses clauses{*unit, kStandIn, false, kind.value_or(ir::ValuesKind::PeriodStart)};
  if (!round.valid()) return clauses;
  const auto rounding = rounding_of(scope.session, scope.module, tree.child(round, NodeKind::ToStep), *unit);
  ok &= rounding.has_value();
  clauses.rounding = rounding.value_or(kStandIn);
  clauses.blocks = tree.has_token(round, TokenKind::BLOCKS);
  return clauses;
}

bool one_of_each(LineScope& scope, syntax::NodeId declaration) {
  const syntax::Tree& tree = scope.session.module(scope.module).tree;
  bool ok = true;
  std::vector<syntax::NodeId> seen;
  for (syntax::NodeId child : tree.children(declaration)) {
    const NodeKind kind = tree.kind(child);
    std::string_view missing = unavailable_word(kind);
    if (kind == NodeKind::ReliefsItem && !reliefs_are_plain(tree, child)) missing = "reliefs";
    if (kind == NodeKind::RoundTotal && tree.has_token(child, TokenKind::CARRYING)) missing = "carrying difference";
    if (!missing.empty()) {
      report(scope.session, DiagKind::NotYetAvailable, tree.span(child), {str(missing)});
      ok = false;
    }
    if (!stands_once(kind)) continue;
    for (syntax::NodeId other : seen) {
      if (tree.kind(other) != kind) continue;
      report(scope.session, DiagKind::ClauseTwice, tree.span(child), {scope.owner})
          .label(tree.span(other), NoteKind::FirstDeclaredHere);
      ok = false;
    }
    seen.push_back(child);
  }
  return ok;
}

}  // namespace tarifa::check
