// Warnings about what nothing uses: imports, declarations, modules.
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

using WordCounts = std::unordered_map<std::string_view, size_t>;

void add_words(WordCounts& counts, const syntax::Tree& tree) {
  for (uint32_t i = 0; i < tree.token_count(); ++i) {
    const std::string_view text = tree.text(syntax::TokenId(i));
    if (!text.empty()) ++counts[text];
  }
}

bool may_be_unused(const Session& session, SymbolId id) {
  const Symbol& symbol = symbol_at(session, id);
  return can_be_unused(symbol.kind) && !symbol.used;
}

// Most words are none of those that are counted: their first letter and length tell.
class WordFilter {
 public:
  void add(std::string_view word) { seen_[slot(word)] = true; }
  [[nodiscard]] bool may_hold(std::string_view word) const { return !word.empty() && seen_[slot(word)]; }

 private:
  static size_t slot(std::string_view word) {
    return (static_cast<unsigned char>(word.front()) * size_t{31} +
            static_cast<unsigned char>(word.back()) * size_t{7} + word.size()) %
           1024;
  }
  std::bitset<1024> seen_;
};

// How often the names that nothing was seen to use stand in the texts of the package: a name that stands only where it
// is declared is used by nothing.
WordCounts count_words(const Session& session) {
  WordCounts counts;
  WordFilter filter;
  for (const auto& module : session.modules) {
    if (module->standard || !module->folder.empty()) continue;
    for (const auto& [name, id] : module->own) {
      if (!may_be_unused(session, id)) continue;
      const std::string_view word = session.sources.text(symbol_at(session, id).name_span);
      counts.emplace(word, 0);
      filter.add(word);
    }
  }
  if (counts.empty()) return counts;
  for (const auto& module : session.modules) {
    if (module->standard) continue;
    for (uint32_t i = 0; i < module->tree.token_count(); ++i) {
      const std::string_view text = module->tree.text(syntax::TokenId(i));
      if (!filter.may_hold(text)) continue;
      if (const auto found = counts.find(text); found != counts.end()) ++found->second;
    }
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
  const auto found = words.find(word);
  return found != words.end() && found->second > listed;
}

void warn_imports(Session& session, const ModuleUnit& module) {
  WordCounts words;  // counted when they are asked for
  const bool all_checked = module.reachable && session.sink.error_count() == 0;
  for (const Use& use : module.uses) {
    for (const UsedName& name : use.names) {
      const auto found = module.imported.find(name.name);
      if (found == module.imported.end() || module.uses_symbols.contains(found->second)) continue;
      if (symbol_at(session, found->second).kind == SymbolKind::Unavailable) continue;
      if (words.empty()) add_words(words, module.tree);
      bool member_used = false;
      for (const auto& [member, ref] : module.members) {
        member_used = member_used || (ref.enumeration == found->second && words.contains(member));
      }
      if (!all_checked && stands_elsewhere(session, module, words, name.span)) continue;
      if (!member_used) report(session, DiagKind::UnusedImport, name.span, {name.name});
    }
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
  const WordCounts counts = count_words(session);
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
      const auto count = counts.find(session.sources.text(symbol.name_span));
      if (count == counts.end() || count->second <= 1) {
        report(session, DiagKind::UnusedDeclaration, symbol.name_span, {name});
      }
    }
  }
}

}  // namespace tarifa::check
