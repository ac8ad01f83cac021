// Warnings about what nothing uses: imports, declarations, modules.
#include <algorithm>
#include <bitset>
#include <unordered_map>

#include "compiler/check/module_header.h"
#include "compiler/check/package.h"
#include "compiler/check/report.h"
#include "compiler/check/symbols.h"

namespace tarifa::check {
namespace {

using syntax::NodeKind;

// What a package is for (entities, tariffs, bills) is never unused.
bool can_be_unused(SymbolKind kind) {
  switch (kind) {
    case SymbolKind::Enum:
    case SymbolKind::Record:
    case SymbolKind::Unit:
    case SymbolKind::Currency:
    case SymbolKind::Param:
    case SymbolKind::Table:
    case SymbolKind::Rule:
    case SymbolKind::Let: return true;
    case SymbolKind::Entity:
    case SymbolKind::Tariff:
    case SymbolKind::Bill:
    case SymbolKind::Builtin:
    case SymbolKind::Unavailable: return false;
  }
  return false;
}

bool may_be_unused(const Session& session, SymbolId id) {
  const Symbol& symbol = symbol_at(session, id);
  return can_be_unused(symbol.kind) && !symbol.used;
}

// Counts some words in texts. Most words are none of those: their length tells, and their first and last letter.
class WordCounts {
 public:
  void add(std::string_view word) {
    counts_.emplace(word, 0);
    lengths_[word.size() % kLengths] = true;
    seen_[slot(word)] = true;
  }
  void count(const syntax::Tree& tree) {
    if (counts_.empty()) return;
    for (uint32_t i = 0; i < tree.token_count(); ++i) {
      const std::string_view text = tree.text(syntax::TokenId(i));
      if (text.empty() || !lengths_[text.size() % kLengths] || !seen_[slot(text)]) continue;
      if (const auto found = counts_.find(text); found != counts_.end()) ++found->second;
    }
  }
  [[nodiscard]] size_t of(std::string_view word) const {
    const auto found = counts_.find(word);
    return found == counts_.end() ? 0 : found->second;
  }

 private:
  static size_t slot(std::string_view word) {
    return (static_cast<unsigned char>(word.front()) * size_t{31} +
            static_cast<unsigned char>(word.back()) * size_t{7} + word.size()) %
           1024;
  }

  static constexpr size_t kLengths = 64;
  std::unordered_map<std::string_view, size_t> counts_;
  std::bitset<kLengths> lengths_;
  std::bitset<1024> seen_;
};

// How often the names that nothing was seen to use stand in the texts of the package: a name that stands only where it
// is declared is used by nothing.
WordCounts count_declared(const Session& session) {
  WordCounts counts;
  for (const auto& module : session.modules) {
    if (module->standard || !module->folder.empty()) continue;
    for (const auto& [name, id] : module->own) {
      if (may_be_unused(session, id)) counts.add(session.sources.text(symbol_at(session, id).name_span));
    }
  }
  for (const auto& module : session.modules) {
    if (!module->standard) counts.count(module->tree);
  }
  return counts;
}

// Whether the word stands in the module outside of its `use` lists. Where something failed, or an `extend` does not
// apply, what uses a name was perhaps not checked: then the word decides.
bool stands_elsewhere(const Session& session, const ModuleUnit& module, const WordCounts& words, Span name) {
  const std::string_view word = session.sources.text(name);
  size_t listed = 0;
  for (const Use& use : module.uses) {
    for (const UsedName& used : use.names) listed += session.sources.text(used.span) == word ? 1 : 0;
  }
  return words.of(word) > listed;
}

// What a module imports and was not seen to use.
std::vector<std::pair<const UsedName*, SymbolId>> doubtful_imports(const Session& session, const ModuleUnit& module) {
  std::vector<std::pair<const UsedName*, SymbolId>> doubtful;
  for (const Use& use : module.uses) {
    for (const UsedName& name : use.names) {
      const auto found = module.imported.find(name.name);
      if (found == module.imported.end() || module.uses_symbols.contains(found->second)) continue;
      if (symbol_at(session, found->second).kind == SymbolKind::Unavailable) continue;
      doubtful.emplace_back(&name, found->second);
    }
  }
  return doubtful;
}

void warn_imports(Session& session, const ModuleUnit& module) {
  const auto doubtful = doubtful_imports(session, module);
  if (doubtful.empty()) return;
  WordCounts words;
  for (const auto& [name, id] : doubtful) {
    words.add(session.sources.text(name->span));
    for (const auto& [member, ref] : module.members) {
      if (ref.enumeration == id) words.add(member);
    }
  }
  words.count(module.tree);
  const bool all_checked = module.reachable && session.sink.error_count() == 0;
  for (const auto& [name, id] : doubtful) {
    const bool member_used = std::any_of(module.members.begin(), module.members.end(), [&](const auto& entry) {
      return entry.second.enumeration == id && words.of(entry.first) > 0;
    });
    if (!all_checked && stands_elsewhere(session, module, words, name->span)) continue;
    if (!member_used) report(session, DiagKind::UnusedImport, name->span, {name->name});
  }
}

// Tests alone need no entry module.
bool only_tests(const syntax::Tree& tree) {
  for (const syntax::NodeId declaration : tree.declarations()) {
    const NodeKind kind = tree.kind(declaration);
    if (kind != NodeKind::TestDecl && kind != NodeKind::LetDecl) return false;
  }
  return true;
}

}  // namespace

void warn_unused(Session& session) {
  const WordCounts counts = count_declared(session);
  for (const auto& module : session.modules) {
    if (module->standard || !module->folder.empty()) continue;
    if (!module->reachable && !only_tests(module->tree)) {
      report(session, DiagKind::UnreachableModule, header_span(*module), {module->path});
    }
    if (module->tree.has_errors()) continue;
    warn_imports(session, *module);
    for (const auto& [name, id] : module->own) {
      if (!may_be_unused(session, id)) continue;
      const Symbol& symbol = symbol_at(session, id);
      if (counts.of(session.sources.text(symbol.name_span)) <= 1) {
        report(session, DiagKind::UnusedDeclaration, symbol.name_span, {name});
      }
    }
  }
}

}  // namespace tarifa::check
