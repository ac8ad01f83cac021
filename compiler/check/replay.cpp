#include "compiler/check/replay.h"

#include <algorithm>

#include "compiler/check/builder.h"
#include "compiler/check/package_memory.h"
#include "compiler/check/symbols.h"
#include "compiler/support/check.h"

namespace tarifa::check {
namespace {

constexpr uint32_t kNone = Id<struct None>::kNone;
constexpr size_t kRoom = 1'000;  // for what is new

void put(std::vector<SymbolId>& list, uint32_t index, SymbolId symbol) {
  if (list.size() <= index) list.resize(index + 1);
  list[index] = symbol;
}

}  // namespace

std::unique_ptr<Replay> Replay::begin(Session& session) {
  if (session.memory == nullptr || session.memory->last() == nullptr) return nullptr;
  std::unique_ptr<Replay> replay(new Replay(session, *session.memory->last(), session.memory->last_logs()));
  return replay->delta_ == nullptr ? nullptr : std::move(replay);
}

Replay::Replay(Session& session, const CheckResult& last, std::vector<DeclarationLog>& logs)
    : session_(session),
      last_(last),
      logs_(logs),
      delta_(PackageDelta::compare(session, last, logs)),
      by_place_(last.modules.size()),
      types_(last.module.types.size(), kNone),
      consts_(last.module.consts.size(), kNone),
      units_(last.module.units.size(), kNone) {
  for (size_t i = 0; i < last.symbols.size(); ++i) {
    const Symbol& symbol = last.symbols[i];
    const SymbolId id(i);
    if (symbol.module.valid() && symbol.declaration.valid()) by_place_[symbol.module.index()].push_back(id);
    if (symbol.state != SymbolState::Done || symbol.ir_index == kNone) continue;
    put(declared_[static_cast<size_t>(symbol.kind)], symbol.ir_index, id);
    if (symbol.kind != SymbolKind::Table) continue;
    const ir::RecordId results = last.module.tables[symbol.ir_index].result_record;
    if (results.valid()) put(tables_of_records_, results.value, id);
  }
  session.ir.nodes.reserve(last.module.nodes.size() + kRoom);
  session.ir.operands.reserve(last.module.operands.size() + kRoom);
  for (size_t i = 0; i < last.modules.size(); ++i) {
    const uint32_t file = last.modules[i]->file.value;
    if (module_of_file_.size() <= file) module_of_file_.resize(file + 1);
    module_of_file_[file] = ModuleId(i);
  }
}

const DeclarationLog* Replay::last_log(SymbolId id) const {
  if (!delta_->same(id)) return nullptr;
  const SymbolId before = delta_->before(id);
  return before.index() < logs_.size() && logs_[before.index()].known ? &logs_[before.index()] : nullptr;
}

bool Replay::take(SymbolId id) {
  if (last_log(id) == nullptr) return false;
  DeclarationLog& log = logs_[delta_->before(id).index()];
  if (!log.replayable || !all_done(log)) return false;
  Taking taking{id, delta_->before(id), log, {}, 0, 0, 0, 0, 0, 0, {}};
  // What is interned here would be interned first of all if the declaration were resolved after all.
  place(taking);
  if (!map_interned(log) || !map_nodes(taking) || !add_facts(taking)) return false;
  add_nodes(taking);
  add_rule(taking);
  note_uses(taking);
  keep_log(taking);
  return true;
}

// Another symbol may have to be resolved in the middle of this one: then it is resolved from the text.
bool Replay::all_done(const DeclarationLog& log) const {
  return std::all_of(log.asked.begin(), log.asked.end(), [&](SymbolId before) {
    const SymbolId now = delta_->now(before);
    return now.valid() && symbol_at(session_, now).state == SymbolState::Done;
  });
}

void Replay::place(Taking& taking) const {
  const Symbol& now = symbol_at(session_, taking.now);
  const Symbol& before = last_.symbols[taking.before.index()];
  const syntax::Tree& old = last_.modules[before.module.index()]->tree;
  taking.span = old.span(before.declaration);
  const Span span = session_.module(now.module).tree.span(now.declaration);
  taking.bytes = int64_t{span.begin} - taking.span.begin;
  const ir::Place& at = last_.module.rules[before.ir_index].at;
  const std::string_view head = old.source().substr(taking.span.begin, before.name_span.begin - taking.span.begin);
  taking.file_before = at.file;
  taking.lines = int64_t{session_.sources.line_column(span.file, now.name_span.begin).line} - at.line;
  taking.first_line = at.line - static_cast<uint32_t>(std::count(head.begin(), head.end(), '\n'));
  const std::string_view text = old.text(before.declaration);
  taking.last_line = taking.first_line + static_cast<uint32_t>(std::count(text.begin(), text.end(), '\n'));
}

bool Replay::map_interned(const DeclarationLog& log) {
  for (const Interned& one : log.interned) {
    switch (one.kind) {
      case InternedKind::Type:
        if (!type(ir::TypeId(one.id))) return false;
        break;
      case InternedKind::Const:
        if (!constant(ir::ConstId(one.id))) return false;
        break;
      case InternedKind::Unit:
        if (!unit(ir::UnitId(one.id))) return false;
        break;
    }
  }
  return true;
}

std::optional<Span> Replay::moved(const Taking& taking, Span before) const {
  if (!before.valid()) return before;
  const auto shifted = [&](FileId file, int64_t bytes) {
    return Span{file, static_cast<uint32_t>(before.begin + bytes), static_cast<uint32_t>(before.end + bytes)};
  };
  if (before.file == taking.span.file && taking.span.begin <= before.begin && before.end <= taking.span.end) {
    return shifted(session_.module(symbol_at(session_, taking.now).module).file, taking.bytes);
  }
  // In another declaration: one that is the same, as this one asked for it.
  const ModuleId module =
      before.file.index() < module_of_file_.size() ? module_of_file_[before.file.index()] : ModuleId{};
  if (!module.valid()) return std::nullopt;
  const syntax::Tree& old = last_.modules[module.index()]->tree;
  const std::vector<SymbolId>& symbols = by_place_[module.index()];
  const auto after = std::partition_point(symbols.begin(), symbols.end(), [&](SymbolId id) {
    return old.span(last_.symbols[id.index()].declaration).begin <= before.begin;
  });
  if (after == symbols.begin()) return std::nullopt;
  const Span span = old.span(last_.symbols[(after - 1)->index()].declaration);
  const SymbolId now = delta_->now(*(after - 1));
  if (before.end > span.end || !now.valid() || !delta_->same(now)) return std::nullopt;
  const ModuleUnit& unit = session_.module(symbol_at(session_, now).module);
  return shifted(unit.file, int64_t{unit.tree.span(symbol_at(session_, now).declaration).begin} - span.begin);
}

bool Replay::map_fact(const Taking& taking, Fact& fact) {
  if (fact.declaration != last_.symbols[taking.before.index()].number) return false;
  const auto span = moved(taking, fact.span);
  const auto definition = fact.symbol.valid() ? std::optional(Span{}) : moved(taking, fact.definition);
  const auto type_now = fact.type.valid() ? type(fact.type) : std::optional(fact.type);
  if (!span || !definition || !type_now) return false;
  fact.span = *span;
  fact.definition = *definition;
  fact.type = *type_now;
  fact.declaration = symbol_at(session_, taking.now).number;
  if (fact.symbol.valid()) {
    fact.symbol = delta_->now(fact.symbol);
    if (!fact.symbol.valid()) return false;
    fact.definition = symbol_at(session_, fact.symbol).name_span;
  }
  if (!fact.node.valid()) return true;
  const bool own = taking.log.begin.nodes <= fact.node.value && fact.node.value < taking.log.end.nodes;
  if (own) fact.node.value += taking.node_shift;
  return own;
}

// The facts stand in order of the text by now; what orders equal places is their order, which stays.
bool Replay::add_facts(Taking& taking) {
  taking.node_shift = static_cast<uint32_t>(session_.ir.nodes.size()) - taking.log.begin.nodes;
  const uint32_t file = taking.span.file.value;
  if (file >= last_.facts_by_file.size()) return taking.log.facts == 0;
  const std::vector<Fact>& before = last_.facts_by_file[file];
  auto at = std::partition_point(before.begin(), before.end(),
                                 [&](const Fact& fact) { return fact.span.begin < taking.span.begin; });
  std::vector<Fact>& facts = facts_of(session_.module(symbol_at(session_, taking.now).module).file);
  const size_t known = facts.size();
  if (facts.capacity() < before.size()) facts.reserve(before.size() + kRoom);
  bool mapped = true;
  for (; mapped && at != before.end() && at->span.begin < taking.span.end; ++at) {
    facts.push_back(*at);
    mapped = map_fact(taking, facts.back());
  }
  if (mapped && facts.size() - known == taking.log.facts) return true;
  facts.erase(facts.begin() + static_cast<ptrdiff_t>(known), facts.end());
  return false;
}

std::vector<Fact>& Replay::facts_of(FileId file) {
  if (session_.facts_by_file.size() <= file.index()) session_.facts_by_file.resize(file.index() + size_t{1});
  return session_.facts_by_file[file.index()];
}

ir::Place Replay::moved(const Taking& taking, ir::Place before) const {
  if (before.line == 0) return before;
  before.file = session_.ir_file[symbol_at(session_, taking.now).name_span.file.index()];
  before.line = static_cast<uint32_t>(before.line + taking.lines);
  before.end_line = static_cast<uint32_t>(before.end_line + taking.lines);
  return before;
}

bool Replay::map_nodes(Taking& taking) {
  const DeclarationLog& log = taking.log;
  for (uint32_t i = log.begin.nodes; i < log.end.nodes; ++i) {
    const ir::Node& node = last_.module.nodes[i];
    const bool here =
        node.at.file == taking.file_before && taking.first_line <= node.at.line && node.at.end_line <= taking.last_line;
    if ((node.at.line != 0 && !here) || !node.divisors.empty() || !type(node.type)) return false;
    for (uint32_t k = 0; k < node.operand_count; ++k) {
      const uint32_t operand = last_.module.operands[node.first_operand + k].value;
      if (operand < log.begin.nodes || operand >= log.end.nodes) return false;
    }
    const auto imm = immediate(taking, node);
    if (!imm) return false;
    taking.imms.push_back(*imm);
  }
  return true;
}

void Replay::add_nodes(const Taking& taking) {
  const DeclarationLog& log = taking.log;
  ir::Module& module = session_.ir;
  const Symbol& symbol = symbol_at(session_, taking.now);
  (void)place_of(session_, symbol.name_span);  // the file is listed in the module when it is first mentioned
  const auto operands = static_cast<uint32_t>(module.operands.size());
  for (uint32_t i = log.begin.operands; i < log.end.operands; ++i) {
    module.operands.push_back(ir::NodeId(last_.module.operands[i].value + taking.node_shift));
  }
  for (uint32_t i = log.begin.nodes; i < log.end.nodes; ++i) {
    ir::Node node = last_.module.nodes[i];
    node.type = ir::TypeId(types_[node.type.index()]);
    node.imm = taking.imms[i - log.begin.nodes];
    node.first_operand = node.first_operand - log.begin.operands + operands;
    node.at = moved(taking, node.at);
    module.nodes.push_back(std::move(node));
  }
  for (uint32_t i = log.begin.ratios; i < log.end.ratios; ++i) module.ratios.push_back(last_.module.ratios[i]);
}

void Replay::add_rule(const Taking& taking) {
  Symbol& symbol = session_.symbols[taking.now.index()];
  const auto shifted = [&](ir::NodeId node) {
    return node.valid() ? ir::NodeId(node.value + taking.node_shift) : node;
  };
  ir::Rule rule = last_.module.rules[last_.symbols[taking.before.index()].ir_index];
  rule.entity = *record(rule.entity);
  rule.type = *type(rule.type);
  rule.base = shifted(rule.base);
  rule.doc = symbol.doc;
  rule.at = moved(taking, rule.at);
  for (ir::Exception& exception : rule.exceptions) {
    exception.when = shifted(exception.when);
    exception.value = shifted(exception.value);
    exception.at = moved(taking, exception.at);
    exception.disjoint_proved = false;  // for the analysis to say
    exception.agrees_with.clear();
  }
  symbol.ir_index = static_cast<uint32_t>(session_.ir.rules.size());
  symbol.state = SymbolState::Done;
  session_.ir.rules.push_back(std::move(rule));
}

void Replay::note_uses(const Taking& taking) {
  ModuleUnit& module = session_.module(symbol_at(session_, taking.now).module);
  for (const SymbolId before : taking.log.used) {
    const SymbolId symbol = delta_->now(before);
    session_.symbols[symbol.index()].used = true;
    module.uses_symbols.insert(symbol);
  }
  for (const SymbolId before : taking.log.marked) session_.symbols[delta_->now(before).index()].used = true;
}

void Replay::keep_log(const Taking& taking) {
  if (session_.log != nullptr) note_other_effect(session_);  // of the declaration around: it resolved this one
  const StoreSizes begin = taking.log.begin;
  const StoreSizes end = taking.log.end;
  DeclarationLog log = std::move(taking.log);  // what was found out about the rule stays where it was, too
  for (auto* list : {&log.asked, &log.used, &log.marked}) {
    for (SymbolId& symbol : *list) symbol = delta_->now(symbol);
  }
  for (Interned& one : log.interned) {
    switch (one.kind) {
      case InternedKind::Type: one.id = types_[one.id]; break;
      case InternedKind::Const: one.id = consts_[one.id]; break;
      case InternedKind::Unit: one.id = units_[one.id]; break;
    }
  }
  const ir::Module& m = session_.ir;
  log.end = {static_cast<uint32_t>(m.nodes.size()), static_cast<uint32_t>(m.operands.size()),
             static_cast<uint32_t>(m.ratios.size()), static_cast<uint32_t>(m.rules.size())};
  log.begin = {log.end.nodes - (end.nodes - begin.nodes), log.end.operands - (end.operands - begin.operands),
               log.end.ratios - (end.ratios - begin.ratios), log.end.rules - 1};
  session_.memory->keep(taking.now, std::move(log));
  session_.memory->note_replay();
}

}  // namespace tarifa::check
