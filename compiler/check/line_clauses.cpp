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

std::optional<LineClauses> read_clauses(LineScope& scope, syntax::NodeId declaration, Span name, bool required) {
  const syntax::Tree& tree = scope.session.module(scope.module).tree;
  if (!required && !has_clauses(tree, declaration)) return std::nullopt;
  const syntax::NodeId currency = tree.child(declaration, NodeKind::CurrencyItem);
  const syntax::NodeId round = tree.child(declaration, NodeKind::RoundLines);
  const syntax::NodeId values = tree.child(declaration, NodeKind::ValuesClause);
  // What the parser left out may have said it.
  if (has_syntax_error(scope.session, tree.span(declaration)) &&
      !(currency.valid() && round.valid() && values.valid())) {
    return std::nullopt;
  }
  if (!currency.valid()) report_missing(scope, name, "currency", "currency COP");
  if (!round.valid()) report_missing(scope, name, "round lines", "round lines to 0.01 COP half_up");
  if (!values.valid()) report_missing(scope, name, "values", "values at period.start");
  const auto unit = currency.valid() ? currency_of(scope, currency) : std::nullopt;
  const auto kind = values.valid() ? values_of(scope.session, scope.module, values) : std::nullopt;
  if (!unit) return std::nullopt;  // nothing can be said about an amount
  const auto rounding = round.valid()
                            ? rounding_of(scope.session, scope.module, tree.child(round, NodeKind::ToStep), *unit)
                            : std::nullopt;
  const auto digits = static_cast<uint8_t>(std::max<int8_t>(unit_at(scope.session, *unit).currency_digits, 0));
  LineClauses out;
  out.currency = *unit;
  out.rounding = rounding.value_or(ir::Rounding{1, digits, ir::RoundMode::HalfUp});
  out.blocks = round.valid() && tree.has_token(round, TokenKind::BLOCKS);
  out.values = kind.value_or(ir::ValuesKind::PeriodStart);
  out.sound = rounding && kind;
  return out;
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
