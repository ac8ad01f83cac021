// Unit names where they are used, and the declarations `unit` and `currency`.
#include <string>

#include "compiler/check/declarations.h"
#include "compiler/check/facts.h"
#include "compiler/check/imports.h"
#include "compiler/check/literal_text.h"
#include "compiler/check/report.h"
#include "compiler/check/symbols.h"
#include "compiler/check/unit_interning.h"
#include "compiler/numeric/decimal_text.h"

namespace tarifa::check {
namespace {

bool is_blank(char c) { return c == ' ' || c == '\t' || c == '\r' || c == '\n'; }

void report_unknown(Session& session, ModuleId module, std::string_view name, Span span) {
  Report unknown = report(session, DiagKind::UnknownUnit, span, {str(name)});
  if (offer_import(session, unknown, module, name)) return;
  std::vector<std::string> units;
  for (const std::string& visible : visible_names(session, module)) {
    const auto symbol = lookup(session, module, visible);
    const SymbolKind kind = symbol_at(session, *symbol).kind;
    if (kind == SymbolKind::Unit || kind == SymbolKind::Currency) units.push_back(visible);
  }
  for (const std::string_view path : {"std.units", "std.money"}) {
    for (const auto& [known, symbol] : standard_names(session, path)) units.push_back(known);
  }
  if (const auto near = nearest_name(name, units)) {
    unknown.help(NoteKind::DidYouMean, {*near}).fix(NoteKind::ReplaceBy, {*near}, span, *near);
  }
}

// The literal after `unit NAME =`, as a factor of a unit.
struct Factor {
  numeric::Fraction factor;
  ir::UnitId unit;
};

std::optional<Factor> read_factor(Session& session, const Symbol& symbol, syntax::NodeId literal) {
  const syntax::Tree& tree = session.module(symbol.module).tree;
  const Span span = tree.span(literal);
  const std::string_view text = tree.text(literal);
  const bool number = tree.kind(literal) == syntax::NodeKind::Quantity && !text.empty();
  const QuantityText parts = number ? split_quantity(text) : QuantityText{};
  const numeric::ParsedDecimal value = numeric::parse_literal(parts.number);
  std::optional<ir::UnitId> unit = kPlainUnit;
  if (!parts.unit.empty()) {
    unit = resolve_unit_text(session, symbol.module, parts.unit, {span.file, span.begin + parts.unit_offset, span.end});
  }
  if (!number || !value.ok() || value.value.mantissa <= 0) {  // after the unit, whose import is used
    report(session, DiagKind::UnitDefinition, span);
    return std::nullopt;
  }
  if (!unit) return std::nullopt;
  return Factor{numeric::to_fraction(value.value), *unit};
}

}  // namespace

std::optional<ir::UnitId> resolve_unit_name(Session& session, ModuleId module, std::string_view name, Span span) {
  const auto symbol = lookup(session, module, name);
  if (!symbol) {
    if (name == "ratio" || name == "count") return kPlainUnit;
    report_unknown(session, module, name, span);
    return std::nullopt;
  }
  const SymbolKind kind = symbol_at(session, *symbol).kind;
  if (kind == SymbolKind::Builtin && (name == "ratio" || name == "count")) return kPlainUnit;
  if (kind != SymbolKind::Unit && kind != SymbolKind::Currency) {
    if (kind != SymbolKind::Unavailable) {
      report(session, DiagKind::WrongKindOfName, span,
             {str(name), str(symbol_kind_word(kind)), str(symbol_kind_word(SymbolKind::Unit))})
          .label(symbol_at(session, *symbol).name_span, NoteKind::DeclaredHere);
    }
    return std::nullopt;
  }
  note_use(session, *symbol, span);
  if (!resolve_symbol(session, *symbol)) return std::nullopt;
  return ir::UnitId(symbol_at(session, *symbol).ir_index);
}

std::optional<ir::UnitId> resolve_unit_text(Session& session, ModuleId module, std::string_view text, Span span) {
  std::optional<ir::UnitId> unit;
  bool ok = true;
  size_t begin = 0;
  while (begin <= text.size()) {
    const size_t slash = std::min(text.find('/', begin), text.size());
    size_t first = begin;
    size_t last = slash;
    while (first < last && is_blank(text[first])) ++first;
    while (last > first && is_blank(text[last - 1])) --last;
    const Span where{span.file, span.begin + static_cast<uint32_t>(first), span.begin + static_cast<uint32_t>(last)};
    const auto word = resolve_unit_name(session, module, text.substr(first, last - first), where);
    ok = ok && word.has_value();
    if (ok) unit = unit ? divide_units(session, *unit, *word) : word;
    if (ok && !unit) {
      report(session, DiagKind::UnitOverflow, span, {str(text)});
      ok = false;
    }
    begin = slash + 1;
  }
  return ok ? unit : std::nullopt;
}

bool resolve_unit(Session& session, SymbolId id) {
  const Symbol symbol = symbol_at(session, id);
  const syntax::Tree& tree = session.module(symbol.module).tree;
  if (tree.has_error(symbol.declaration)) return false;
  const auto literals = tree.expressions(symbol.declaration);
  // The name is an expression to the tree as well: the literal is the last child.
  const syntax::NodeId literal = literals.empty() ? syntax::NodeId{} : literals.back();
  const bool base = !literal.valid() || tree.kind(literal) == syntax::NodeKind::Name;
  std::optional<ir::UnitId> unit;
  if (base) {
    unit = declare_base_unit(session, symbol.name);
  } else {
    const auto factor = read_factor(session, symbol, literal);
    if (!factor) return false;
    unit = declare_derived_unit(session, symbol.name, factor->factor, factor->unit);
    if (!unit) report(session, DiagKind::UnitOverflow, symbol.name_span, {symbol.name});
  }
  if (!unit) return false;
  session.symbols[id.index()].ir_index = unit->index();
  return true;
}

bool resolve_currency(Session& session, SymbolId id) {
  const Symbol symbol = symbol_at(session, id);
  const syntax::Tree& tree = session.module(symbol.module).tree;
  const syntax::TokenId token = tree.token(symbol.declaration, syntax::TokenKind::NUMBER);
  if (!token.valid() || tree.has_error(symbol.declaration)) return false;
  const std::string_view digits = tree.text(token);
  if (digits.size() != 1 || digits[0] < '0' || digits[0] > '6') {
    report(session, DiagKind::CurrencyDigits, tree.span(token), {str(digits)});
    return false;
  }
  const ir::UnitId unit = declare_base_unit(session, symbol.name);
  session.ir.units[unit.index()].currency_digits = static_cast<int8_t>(digits[0] - '0');
  session.symbols[id.index()].ir_index = unit.index();
  return true;
}

}  // namespace tarifa::check
