// Every `extend` of the reachable modules, by what it extends (S8).
#include "compiler/check/declarations.h"
#include "compiler/check/report.h"
#include "compiler/check/symbols.h"

namespace tarifa::check {
namespace {

using syntax::NodeId;
using syntax::NodeKind;

bool can_be_extended(SymbolKind kind) {
  return kind == SymbolKind::Rule || kind == SymbolKind::Param || kind == SymbolKind::Table;
}

// What stands inside fits what is extended: exceptions a rule, entries a parameter, dated rows a
// table.
bool fits(SymbolKind kind, NodeKind item) {
  if (item == NodeKind::ExceptItem) return kind == SymbolKind::Rule;
  if (item == NodeKind::Entry || item == NodeKind::KeyedEntries) return kind == SymbolKind::Param;
  return kind == SymbolKind::Table && (item == NodeKind::DatedRows || item == NodeKind::TimelineEnd);
}

bool judge_items(Session& session, const syntax::Tree& tree, NodeId declaration, const Symbol& target) {
  for (const NodeId item : tree.children(declaration)) {
    const NodeKind kind = tree.kind(item);
    if (kind == NodeKind::Name || kind == NodeKind::Error || fits(target.kind, kind)) continue;
    report(session, DiagKind::ExtendsOtherThing, tree.span(item), {str(symbol_kind_word(target.kind))})
        .label(target.name_span, NoteKind::DeclaredHere)
        .help(target.kind == SymbolKind::Rule    ? NoteKind::ExtendRule
              : target.kind == SymbolKind::Param ? NoteKind::ExtendParam
                                                 : NoteKind::ExtendTable);
    return false;
  }
  return true;
}

void collect_extend(Session& session, ModuleId module, NodeId declaration) {
  const syntax::Tree& tree = session.module(module).tree;
  const NodeId name = tree.child(declaration, NodeKind::Name);
  if (!name.valid()) return;
  const Span span = tree.span(name);
  const auto symbol = use_symbol(session, module, tree.name_text(name), span);
  if (!symbol) return;
  const Symbol target = symbol_at(session, *symbol);
  if (target.kind == SymbolKind::Unavailable) return;
  if (!can_be_extended(target.kind)) {
    report(session, DiagKind::CannotExtend, span, {target.name, str(symbol_kind_word(target.kind))})
        .label(target.name_span, NoteKind::DeclaredHere);
    return;
  }
  if (!judge_items(session, tree, declaration, target)) return;
  session.extensions[*symbol].push_back({module, declaration});
  session.ir.extends.push_back(session.module(module).path + ": " + target.name);
}

}  // namespace

void collect_extends(Session& session, ModuleId module) {
  const syntax::Tree& tree = session.module(module).tree;
  for (const NodeId declaration : tree.declarations()) {
    if (tree.kind(declaration) == NodeKind::ExtendDecl) collect_extend(session, module, declaration);
  }
}

}  // namespace tarifa::check
