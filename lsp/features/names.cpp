#include "lsp/features/names.h"

#include <algorithm>

#include "compiler/check/csv.h"

namespace tarifa::lsp {
namespace {

using check::Fact;
using check::FactKind;

bool holds(Span span, uint32_t offset) { return span.begin <= offset && offset <= span.end; }

// Names in `use` lists are no facts: they are read off the module.
std::optional<NameAt> used_name_at(const Snapshot& snapshot, const check::ModuleUnit& module, uint32_t offset) {
  for (const check::Use& use : module.uses) {
    for (const check::UsedName& name : use.names) {
      if (!holds(name.span, offset)) continue;
      const auto found = module.imported.find(name.name);
      if (found == module.imported.end()) return std::nullopt;
      return NameAt{name.span, snapshot.symbol(found->second).name_span, nullptr, found->second};
    }
  }
  return std::nullopt;
}

void add_used_names(const Snapshot& snapshot, Span definition, std::vector<Mention>& mentions) {
  for (const auto& module : snapshot.result().modules) {
    if (module->standard) continue;
    for (const check::Use& use : module->uses) {
      for (const check::UsedName& name : use.names) {
        const auto found = module->imported.find(name.name);
        if (found != module->imported.end() && snapshot.symbol(found->second).name_span == definition)
          mentions.push_back({name.span, false});
      }
    }
  }
}

}  // namespace

std::optional<NameAt> name_at(const Snapshot& snapshot, FileId file, uint32_t offset) {
  std::optional<NameAt> best;
  for (const Fact& fact : snapshot.facts(file)) {
    if (fact.span.begin > offset) break;
    if (fact.kind == FactKind::Expression || !holds(fact.span, offset)) continue;
    // The innermost; of two that touch, the one that begins here.
    const bool better = !best || fact.span.begin > best->span.begin || fact.span.end < best->span.end;
    if (better) best = NameAt{fact.span, fact.definition, &fact, fact.symbol};
  }
  if (best) return best;
  const check::ModuleUnit* module = snapshot.module(file);
  return module == nullptr ? std::nullopt : used_name_at(snapshot, *module, offset);
}

std::vector<Span> definitions_of(const Snapshot& snapshot, const NameAt& name) {
  std::vector<Span> definitions;
  if (name.definition.valid()) definitions.push_back(name.definition);
  for (const Fact& fact : snapshot.facts(name.span.file)) {
    if (fact.span.begin > name.span.begin) break;
    const bool other = fact.kind != FactKind::Expression && fact.span == name.span && fact.definition.valid();
    if (other && std::find(definitions.begin(), definitions.end(), fact.definition) == definitions.end())
      definitions.push_back(fact.definition);
  }
  return definitions;
}

std::vector<Mention> mentions_of(const Snapshot& snapshot, Span definition) {
  std::vector<Mention> mentions;
  if (!definition.valid()) return mentions;
  for (const auto& facts : snapshot.result().facts_by_file) {
    for (const Fact& fact : facts) {
      if (fact.kind == FactKind::Expression || fact.definition != definition) continue;
      mentions.push_back({fact.span, fact.span == definition});
    }
  }
  add_used_names(snapshot, definition, mentions);
  const auto before = [](const Mention& a, const Mention& b) {
    return std::pair(a.span.file, a.span.begin) < std::pair(b.span.file, b.span.begin);
  };
  std::sort(mentions.begin(), mentions.end(), before);
  const auto same = [](const Mention& a, const Mention& b) { return a.span == b.span; };
  mentions.erase(std::unique(mentions.begin(), mentions.end(), same), mentions.end());
  return mentions;
}

std::vector<Span> linked_definitions(const Snapshot& snapshot, Span definition) {
  std::vector<Span> linked = {definition};
  for (size_t k = 0; k < linked.size(); ++k) {
    for (const Mention& mention : mentions_of(snapshot, linked[k])) {
      for (const Span other : definitions_of(snapshot, {mention.span, linked[k], nullptr, {}})) {
        if (std::find(linked.begin(), linked.end(), other) == linked.end()) linked.push_back(other);
      }
    }
  }
  return linked;
}

std::string renamed_text(const Snapshot& snapshot, const Mention& mention, Span definition, const std::string& wanted) {
  if (snapshot.module(mention.span.file) != nullptr) return wanted;
  const bool quoted = wanted.size() > 2 && wanted.front() == '`' && wanted.back() == '`';
  const std::string plain = quoted ? wanted.substr(1, wanted.size() - 2) : wanted;
  const std::string_view before = snapshot.sources().text(definition);
  const std::string_view written = snapshot.sources().text(mention.span);
  const bool heading = written != before && written == check::snake_case(before);
  return heading ? check::snake_case(plain) : plain;
}

}  // namespace tarifa::lsp
