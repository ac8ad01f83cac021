#include "compiler/check/replay.h"

#include <algorithm>
#include <utility>

#include "compiler/check/builder.h"
#include "compiler/check/package_memory.h"
#include "compiler/check/symbols.h"
#include "compiler/support/check.h"

namespace tarifa::check {
namespace {

constexpr uint32_t kNone = Id<struct None>::kNone;
constexpr size_t kRoom = 1'000;  // for what is new

Span shifted(Span before, FileId file, int64_t bytes) {
  return {file, static_cast<uint32_t>(before.begin + bytes), static_cast<uint32_t>(before.end + bytes)};
}

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
      next_facts_(last.facts_by_file.size()),
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
  Taking taking{id, delta_->before(id), log};
  // What is interned here would be interned first of all if the declaration were resolved after all.
  place(taking);
  if (!map_interned(log)) return false;
  if (!add_nodes(taking) || !add_facts(taking)) {
    drop_nodes(taking);
    return false;
  }
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
  const ir::Module& m = session_.ir;
  taking.file = span.file;
  taking.stores = {static_cast<uint32_t>(m.nodes.size()), static_cast<uint32_t>(m.operands.size()),
                   static_cast<uint32_t>(m.ratios.size()), static_cast<uint32_t>(m.rules.size())};
  taking.node_shift = taking.stores.nodes - taking.log.begin.nodes;
  taking.operand_shift = taking.stores.operands - taking.log.begin.operands;
  taking.bytes = int64_t{span.begin} - taking.span.begin;
  const ir::Place& at = last_.module.rules[before.ir_index].at;
  const std::string_view head = old.source().substr(taking.span.begin, before.name_span.begin - taking.span.begin);
  taking.file_before = at.file;
  taking.lines = int64_t{session_.sources.line(span.file, now.name_span.begin)} - at.line;
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
  if (before.file == taking.span.file && taking.span.begin <= before.begin && before.end <= taking.span.end) {
    return shifted(before, taking.file, taking.bytes);
  }
  return moved_elsewhere(before);
}

// In another declaration: one that is the same, as the rule asked for it.
std::optional<Span> Replay::moved_elsewhere(Span before) const {
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
  return shifted(before, unit.file, int64_t{unit.tree.span(symbol_at(session_, now).declaration).begin} - span.begin);
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

// The facts stand in order of the text by now. Rules are mostly taken in that order, too.
std::span<const Fact> Replay::facts_before(const Taking& taking) {
  const uint32_t file = taking.span.file.value;
  if (file >= last_.facts_by_file.size()) return {};
  const std::vector<Fact>& all = last_.facts_by_file[file];
  const auto before = [&](const Fact& fact) { return fact.span.begin < taking.span.begin; };
  size_t& begin = next_facts_[file];
  const bool next = (begin == 0 || before(all[begin - 1])) && (begin == all.size() || !before(all[begin]));
  if (!next) begin = static_cast<size_t>(std::partition_point(all.begin(), all.end(), before) - all.begin());
  size_t end = begin;
  while (end < all.size() && all[end].span.begin < taking.span.end) ++end;
  const size_t first = std::exchange(begin, end);
  return std::span(all).subspan(first, end - first);
}

// What orders facts of equal places is their order, which stays.
bool Replay::add_facts(const Taking& taking) {
  const std::span<const Fact> before = facts_before(taking);
  if (before.size() != taking.log.facts) return false;
  std::vector<Fact>& facts = facts_of(taking.file);
  const size_t wanted = before.empty() ? 0 : last_.facts_by_file[taking.span.file.index()].size();
  if (facts.capacity() < wanted) facts.reserve(wanted + kRoom);
  const auto first = facts.insert(facts.end(), before.begin(), before.end());
  if (std::all_of(first, facts.end(), [&](Fact& fact) { return map_fact(taking, fact); })) return true;
  facts.erase(first, facts.end());
  return false;
}

std::vector<Fact>& Replay::facts_of(FileId file) {
  if (session_.facts_by_file.size() <= file.index()) session_.facts_by_file.resize(file.index() + size_t{1});
  return session_.facts_by_file[file.index()];
}

ir::Place Replay::moved(const Taking& taking, ir::Place before) const {
  if (before.line == 0) return before;
  before.file = session_.ir_file[taking.file.index()];
  before.line = static_cast<uint32_t>(before.line + taking.lines);
  before.end_line = static_cast<uint32_t>(before.end_line + taking.lines);
  return before;
}

std::optional<ir::Node> Replay::node_now(const Taking& taking, const ir::Node& before) {
  const DeclarationLog& log = taking.log;
  const ir::Place& at = before.at;
  const bool here = at.file == taking.file_before && taking.first_line <= at.line && at.end_line <= taking.last_line;
  const bool own_operands =
      before.operand_count == 0 ||
      (before.first_operand >= log.begin.operands && before.first_operand + before.operand_count <= log.end.operands);
  if ((at.line != 0 && !here) || !own_operands || !before.divisors.empty()) return std::nullopt;
  const auto type_now = type(before.type);
  const auto imm = type_now ? immediate(taking, before) : std::nullopt;
  if (!imm) return std::nullopt;
  return ir::Node{before.op,
                  *type_now,
                  *imm,
                  before.first_operand + taking.operand_shift,
                  before.operand_count,
                  before.static_denominator,
                  {},
                  moved(taking, at)};
}

bool Replay::add_operands(const Taking& taking) {
  const DeclarationLog& log = taking.log;
  for (uint32_t i = log.begin.operands; i < log.end.operands; ++i) {
    const uint32_t operand = last_.module.operands[i].value;
    if (operand < log.begin.nodes || operand >= log.end.nodes) return false;
    session_.ir.operands.emplace_back(operand + taking.node_shift);
  }
  return true;
}

bool Replay::add_nodes(const Taking& taking) {
  const DeclarationLog& log = taking.log;
  // The file is listed in the module when it is first mentioned: all that the rule asks for is done, so it is now.
  (void)place_of(session_, symbol_at(session_, taking.now).name_span);
  if (!add_operands(taking)) return false;
  for (uint32_t i = log.begin.nodes; i < log.end.nodes; ++i) {
    auto node = node_now(taking, last_.module.nodes[i]);
    if (!node) return false;
    session_.ir.nodes.push_back(std::move(*node));
  }
  for (uint32_t i = log.begin.ratios; i < log.end.ratios; ++i) {
    session_.ir.ratios.push_back(last_.module.ratios[i]);
  }
  return true;
}

void Replay::drop_nodes(const Taking& taking) {
  const auto drop = [](auto& store, uint32_t kept) { store.erase(store.begin() + kept, store.end()); };
  drop(session_.ir.nodes, taking.stores.nodes);
  drop(session_.ir.operands, taking.stores.operands);
  drop(session_.ir.ratios, taking.stores.ratios);
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
