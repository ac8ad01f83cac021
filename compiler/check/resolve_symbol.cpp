// Resolving on demand, and the report of a cycle.
#include <algorithm>

#include "compiler/check/bills.h"
#include "compiler/check/declaration_log.h"
#include "compiler/check/declarations.h"
#include "compiler/check/facts.h"
#include "compiler/check/lets.h"
#include "compiler/check/replay.h"
#include "compiler/check/report.h"
#include "compiler/check/rules.h"
#include "compiler/check/symbols.h"
#include "compiler/check/tariffs.h"
#include "compiler/check/types.h"
#include "compiler/check/units.h"
#include "compiler/support/check.h"

namespace tarifa::check {
namespace {

// Declarations that may wait for each other; keeps the stack bounded whatever the source says.
constexpr size_t kMostWaiting = 2'000;

void report_cycle(Session& session, SymbolId again) {
  const auto& stack = session.resolving;
  const auto first = std::find(stack.begin(), stack.end(), again);
  std::string chain;
  for (auto it = first; it != stack.end(); ++it) chain += "`" + symbol_at(session, *it).name + "` -> ";
  chain += "`" + symbol_at(session, again).name + "`";
  const Symbol& head = symbol_at(session, again);
  Report cycle = report(session, DiagKind::CyclicDeclarations, head.name_span, {head.name, chain});
  for (auto it = first; it != stack.end(); ++it) {
    const Symbol& from = symbol_at(session, *it);
    const Symbol& to = symbol_at(session, it + 1 == stack.end() ? again : *(it + 1));
    cycle.label(from.name_span, NoteKind::DependsOn, {from.name, to.name});
  }
}

bool dispatch(Session& session, SymbolId id) {
  switch (symbol_at(session, id).kind) {
    case SymbolKind::Enum: return resolve_enum(session, id);
    case SymbolKind::Record:
    case SymbolKind::Entity: return resolve_record(session, id);
    case SymbolKind::Unit: return resolve_unit(session, id);
    case SymbolKind::Currency: return resolve_currency(session, id);
    case SymbolKind::Param: return resolve_param(session, id);
    case SymbolKind::Table: return resolve_table(session, id);
    case SymbolKind::Rule: return resolve_rule(session, id);
    case SymbolKind::Let: return resolve_let(session, id);
    case SymbolKind::Tariff: return resolve_tariff(session, id);
    case SymbolKind::Bill: return resolve_bill(session, id);
    case SymbolKind::Builtin: return true;
    case SymbolKind::Unavailable: return false;
  }
  return false;
}

// The type an editor shows for a name.
ir::TypeId type_of_symbol(Session& session, const Symbol& symbol) {
  if (symbol.ir_index == Id<struct None>::kNone) return {};
  switch (symbol.kind) {
    case SymbolKind::Enum: return enum_type(session, ir::EnumId(symbol.ir_index));
    case SymbolKind::Record:
    case SymbolKind::Entity: return record_type(session, ir::RecordId(symbol.ir_index));
    case SymbolKind::Param: return session.ir.params[symbol.ir_index].type;
    case SymbolKind::Table: return session.ir.tables[symbol.ir_index].type;
    case SymbolKind::Rule: return session.ir.rules[symbol.ir_index].type;
    case SymbolKind::Let: return session.ir.lets[symbol.ir_index].type;
    case SymbolKind::Unit:
    case SymbolKind::Currency:
    case SymbolKind::Tariff:
    case SymbolKind::Bill:
    case SymbolKind::Builtin:
    case SymbolKind::Unavailable: return {};
  }
  return {};
}

}  // namespace

bool resolve_symbol(Session& session, SymbolId id) {
  if (session.log != nullptr) session.log->ask(id);
  switch (symbol_at(session, id).state) {
    case SymbolState::Done: return true;
    case SymbolState::Failed: return false;
    case SymbolState::InProgress: report_cycle(session, id); return false;
    case SymbolState::Untouched: break;
  }
  if (session.resolving.size() >= kMostWaiting) {
    report(session, DiagKind::ChainTooLong, symbol_at(session, id).name_span,
           {symbol_at(session, id).name, std::to_string(kMostWaiting)});
    session.symbols[id.index()].state = SymbolState::Failed;
    return false;
  }
  if (session.replay != nullptr && session.replay->take(id)) return true;
  const LogScope log(session, id);
  const DeclarationScope scope(session, symbol_at(session, id).number);
  session.symbols[id.index()].state = SymbolState::InProgress;
  session.resolving.push_back(id);
  const bool ok = dispatch(session, id);
  session.resolving.pop_back();
  session.symbols[id.index()].state = ok ? SymbolState::Done : SymbolState::Failed;
  TARIFA_CHECK(ok || session.sink.error_count() > 0);  // nothing is dropped in silence
  const Symbol symbol = symbol_at(session, id);
  if (symbol.module.valid() && !session.module(symbol.module).standard) {
    add_definition(session, symbol.name_span, id, ok ? type_of_symbol(session, symbol) : ir::TypeId{});
  }
  return ok;
}

}  // namespace tarifa::check
