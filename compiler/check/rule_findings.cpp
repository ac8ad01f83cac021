#include "compiler/check/rule_findings.h"

#include "compiler/check/package_memory.h"
#include "compiler/check/replay.h"
#include "compiler/check/symbols.h"

namespace tarifa::check {

RuleFindings::RuleFindings(Session& session) : session_(session) {
  if (session.memory == nullptr) return;
  symbols_.resize(session.ir.rules.size());
  std::vector<DeclarationLog>& logs = session.memory->logs();
  for (size_t i = 0; i < session.symbols.size() && i < logs.size(); ++i) {
    const Symbol& symbol = session.symbols[i];
    if (symbol.kind != SymbolKind::Rule || symbol.state != SymbolState::Done) continue;
    symbols_[symbol.ir_index] = SymbolId(i);
    const DeclarationLog* before = session.replay == nullptr ? nullptr : session.replay->last_log(SymbolId(i));
    if (before == nullptr) continue;
    logs[i].found.no_conflict |= before->found.no_conflict;
    logs[i].found.undecided |= before->found.undecided;
    logs[i].found.fits |= before->found.fits;
    if (!logs[i].found.range) logs[i].found.range = before->found.range;
  }
}

DeclarationLog* RuleFindings::log(ir::RuleId rule) const {
  if (rule.index() >= symbols_.size() || !symbols_[rule.index()].valid()) return nullptr;
  return &session_.memory->logs()[symbols_[rule.index()].index()];
}

const ir::Rule* RuleFindings::last(ir::RuleId rule) const {
  if (session_.replay == nullptr || log(rule) == nullptr) return nullptr;
  const SymbolId symbol = symbols_[rule.index()];
  if (session_.replay->last_log(symbol) == nullptr) return nullptr;
  const CheckResult& last = session_.replay->last();
  const Symbol& before = last.symbols[session_.replay->delta().before(symbol).index()];
  return before.state == SymbolState::Done ? &last.module.rules[before.ir_index] : nullptr;
}

}  // namespace tarifa::check
