#include "compiler/check/declaration_log.h"

#include "compiler/check/package_memory.h"
#include "compiler/check/symbols.h"

namespace tarifa::check {
namespace {

StoreSizes sizes_of(const ir::Module& module) {
  return {static_cast<uint32_t>(module.nodes.size()), static_cast<uint32_t>(module.operands.size()),
          static_cast<uint32_t>(module.ratios.size()), static_cast<uint32_t>(module.rules.size())};
}

std::vector<size_t> other_sizes(const Session& session) {
  const ir::Module& m = session.ir;
  return {m.units.size(),
          m.enums.size(),
          m.records.size(),
          m.divisors.size(),
          m.aggregates.size(),
          m.with_fields.size(),
          m.prorations.size(),
          m.tiers.size(),
          m.line_refs.size(),
          m.bill_refs.size(),
          m.params.size(),
          m.tables.size(),
          m.lets.size(),
          m.lines.size(),
          m.tariffs.size(),
          m.bills.size(),
          m.tests.size(),
          m.extends.size(),
          session.named_units.size(),
          session.field_guards.size(),
          session.defaulted.size(),
          session.let_instances.size(),
          session.told_hidden.size(),
          session.symbols.size(),
          session.modules.size(),
          session.sink.error_count(),
          session.sink.warning_count()};
}

}  // namespace

LogScope::LogScope(Session& session, SymbolId symbol) : session_(session), symbol_(symbol), outer_(session.log) {
  if (session.memory == nullptr) return;
  note_other_effect(session);  // of the declaration around: it resolves another one
  const Symbol& about = symbol_at(session, symbol);
  log_.extended = session.extensions.contains(symbol);
  log_.replayable = about.kind == SymbolKind::Rule && !log_.extended;
  log_.begin = sizes_of(session.ir);
  if (log_.replayable) others_ = other_sizes(session);
  session.log = &log_;
}

LogScope::~LogScope() {
  if (session_.memory == nullptr) return;
  session_.log = outer_;
  log_.known = true;
  log_.end = sizes_of(session_.ir);
  log_.replayable = log_.replayable && log_.end.rules == log_.begin.rules + 1 && others_ == other_sizes(session_);
  session_.memory->keep(symbol_, std::move(log_));
}

}  // namespace tarifa::check
