// Warnings about what nothing uses: imports, declarations, modules.
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

// How often each word stands in the texts of the package: a name that stands only where it is
// declared is used by nothing.
WordCounts count_words(const Session& session) {
  WordCounts counts;
  for (const auto& module : session.modules) {
    if (!module->standard) add_words(counts, module->tree);
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
  WordCounts words;
  add_words(words, module.tree);
  const bool all_checked = module.reachable && session.sink.error_count() == 0;
  for (const Use& use : module.uses) {
    for (const UsedName& name : use.names) {
      const auto found = module.imported.find(name.name);
      if (found == module.imported.end() || module.uses_symbols.contains(found->second)) continue;
      if (symbol_at(session, found->second).kind == SymbolKind::Unavailable) continue;
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
      const Symbol symbol = symbol_at(session, id);
      const auto count = counts.find(session.sources.text(symbol.name_span));
      const bool alone = count == counts.end() || count->second <= 1;
      if (can_be_unused(symbol.kind) && !symbol.used && alone) {
        report(session, DiagKind::UnusedDeclaration, symbol.name_span, {name});
      }
    }
  }
}

}  // namespace tarifa::check
