#include "compiler/check/facts.h"

#include <algorithm>

#include "compiler/check/declaration_log.h"
#include "compiler/check/places.h"

namespace tarifa::check {
namespace {

// Facts are kept of files that an editor can show: not of std, which is no file on disk.
void keep(Session& session, Fact fact) {
  if (!fact.span.valid()) return;
  const size_t file = fact.span.file.index();
  if (file < session.module_of_file.size()) {
    const ModuleId module = session.module_of_file[file];
    if (module.valid() && session.module(module).standard) return;
  }
  if (session.facts_by_file.size() <= file) session.facts_by_file.resize(file + 1);
  fact.declaration = session.declaration;
  if (session.log != nullptr) ++session.log->facts;
  session.facts_by_file[file].push_back(std::move(fact));
}

// By begin, the longer ones first.
uint64_t key_of(const Fact& fact) { return uint64_t{fact.span.begin} << 32U | (UINT32_MAX - fact.span.end); }

// Facts come nearly in order, as declarations do: only stretches that no other fact belongs into are sorted, each
// alone.
void sort_file(std::vector<Fact>& facts) {
  const auto earlier = [](const Fact& a, const Fact& b) { return key_of(a) < key_of(b); };
  std::vector<uint64_t> keys;
  keys.reserve(facts.size());
  for (const Fact& fact : facts) keys.push_back(key_of(fact));
  if (std::is_sorted(keys.begin(), keys.end())) return;
  std::vector<uint64_t> least_after(facts.size() + 1, UINT64_MAX);
  for (size_t i = facts.size(); i > 0; --i) least_after[i - 1] = std::min(least_after[i], keys[i - 1]);
  uint64_t greatest = 0;
  size_t begin = 0;
  bool in_order = true;
  for (size_t i = 0; i < facts.size(); ++i) {
    const uint64_t key = keys[i];
    in_order = in_order && key >= greatest;
    greatest = std::max(greatest, key);
    if (greatest > least_after[i + 1]) continue;
    if (!in_order) {
      std::stable_sort(facts.begin() + static_cast<ptrdiff_t>(begin), facts.begin() + static_cast<ptrdiff_t>(i + 1),
                       earlier);
    }
    begin = i + 1;
    in_order = true;
  }
}

}  // namespace

void add_definition(Session& session, Span span, SymbolId symbol, ir::TypeId type) {
  keep(session, {FactKind::Definition, span, symbol, {}, span, type, {}, 0});
}

void add_use(Session& session, Span span, SymbolId symbol, ir::TypeId type) {
  keep(session, {FactKind::Use, span, symbol, {}, session.symbols[symbol.index()].name_span, type, {}, 0});
}

void add_local_definition(Session& session, Span span, std::string local, ir::TypeId type) {
  keep(session, {FactKind::Definition, span, {}, std::move(local), span, type, {}, 0});
}

void add_local_use(Session& session, Span span, std::string local, Span definition, ir::TypeId type) {
  keep(session, {FactKind::Use, span, {}, std::move(local), definition, type, {}, 0});
}

void add_expression_fact(Session& session, Span span, ir::TypeId type, ir::NodeId node) {
  keep(session, {FactKind::Expression, span, {}, {}, {}, type, node, 0});
}

void add_line_use(Session& session, Span span, ir::LineId id) {
  const ir::Line& line = session.ir.lines[id.index()];
  add_local_use(session, span, line.owner + "." + line.name, span_of(session, line.at), line.type);
}

void add_member_use(Session& session, Span span, ir::EnumId id, uint32_t member, ir::TypeId type) {
  const ir::Enum& enumeration = session.ir.enums[id.index()];
  add_local_use(session, span, enumeration.name + "." + enumeration.members[member], member_span(session, id, member),
                type);
}

Span field_span(const Session& session, ir::RecordId record, uint32_t field) {
  if (record.index() >= session.field_spans.size()) return {};
  const auto& spans = session.field_spans[record.index()];
  return field < spans.size() ? spans[field] : Span{};
}

Span member_span(const Session& session, ir::EnumId enumeration, uint32_t member) {
  if (enumeration.index() >= session.member_spans.size()) return {};
  const auto& spans = session.member_spans[enumeration.index()];
  return member < spans.size() ? spans[member] : Span{};
}

void sort_facts(Session& session) {
  for (auto& facts : session.facts_by_file) sort_file(facts);
}

}  // namespace tarifa::check
