// `use` clauses: what they bring into a module, and what they could have brought.
#include "compiler/check/imports.h"

#include <algorithm>

#include "compiler/check/package.h"
#include "compiler/check/symbols.h"

namespace tarifa::check {
namespace {

using syntax::NodeId;
using syntax::NodeKind;

constexpr std::string_view kStandard[] = {"std.units", "std.money", "std.dates", "std.tiers"};

std::optional<ModuleId> find_module(Session& session, std::string_view path) {
  if (path.starts_with("std.")) return standard_module(session, path);
  const auto found = session.module_by_path.find(path);
  if (found == session.module_by_path.end()) return std::nullopt;
  return found->second;
}

constexpr std::string_view kLater[] = {"std.tou",      "std.demand",  "std.taxes",
                                       "std.interest", "std.billing", "std.dunning"};

// A module of std that this version lacks: what it would bring is known as unavailable and reported
// here only.
bool bind_later_module(Session& session, ModuleId module, const Use& use) {
  if (std::find(std::begin(kLater), std::end(kLater), use.path) == std::end(kLater)) return false;
  report(session, DiagKind::NotYetAvailable, use.span, {use.path});
  for (const UsedName& used : use.names) {
    Symbol symbol;
    symbol.kind = SymbolKind::Unavailable;
    symbol.name = used.name;
    symbol.module = module;
    symbol.name_span = used.span;
    symbol.state = SymbolState::Failed;
    session.module(module).imported.emplace(used.name, SymbolId(session.symbols.size()));
    session.symbols.push_back(std::move(symbol));
  }
  return true;
}

void report_unknown_module(Session& session, const Use& use) {
  std::vector<std::string> paths(std::begin(kStandard), std::end(kStandard));
  for (const auto& [path, module] : session.module_by_path) paths.push_back(path);
  Report unknown = report(session, DiagKind::UnknownModule, use.span, {use.path});
  if (const auto near = nearest_name(use.path, paths)) {
    unknown.help(NoteKind::DidYouMean, {*near}).fix(NoteKind::ReplaceBy, {*near}, use.span, *near);
  }
}

void bind_name(Session& session, ModuleId module_id, const std::string& name, SymbolId symbol, Span span) {
  ModuleUnit& module = session.module(module_id);
  const auto own = module.own.find(name);
  const auto before = module.imported.find(name);
  const bool clash = own != module.own.end() || (before != module.imported.end() && before->second != symbol);
  if (clash) {
    const SymbolId known = own != module.own.end() ? own->second : before->second;
    report(session, DiagKind::ImportClash, span, {name})
        .label(symbol_at(session, known).name_span, NoteKind::KnownFromHere);
    return;
  }
  if (!module.imported.emplace(name, symbol).second) return;
  if (symbol_at(session, symbol).kind != SymbolKind::Enum) return;
  const ModuleUnit& from = session.module(symbol_at(session, symbol).module);
  for (const auto& [member, ref] : from.members) {
    if (ref.enumeration == symbol) module.members.emplace(member, ref);
  }
}

void bind_use(Session& session, ModuleId module, const Use& use) {
  const auto from = find_module(session, use.path);
  if (!from) {
    if (!bind_later_module(session, module, use)) report_unknown_module(session, use);
    return;
  }
  const auto names = session.module(*from).own;  // a copy: reports may load further modules
  if (use.all) {
    for (const auto& [name, symbol] : names) bind_name(session, module, name, symbol, use.span);
    return;
  }
  for (const UsedName& used : use.names) {
    const auto found = names.find(used.name);
    if (found != names.end()) {
      bind_name(session, module, used.name, found->second, used.span);
      continue;
    }
    std::vector<std::string> known;
    for (const auto& [name, symbol] : names) known.push_back(name);
    Report unknown = report(session, DiagKind::NotInModule, used.span, {use.path, used.name});
    if (const auto near = nearest_name(used.name, known)) {
      unknown.help(NoteKind::DidYouMean, {*near}).fix(NoteKind::ReplaceBy, {*near}, used.span, *near);
    }
  }
}

// Where `, NAME` or a new `use` would be inserted.
void add_use_fix(Report& unknown, const ModuleUnit& module, const std::string& path, const std::string& name) {
  const syntax::Tree& tree = module.tree;
  const NodeId header = tree.header();
  if (!header.valid()) return;
  for (const NodeId use : tree.children(header, NodeKind::Use)) {
    if (tree.text(tree.child(use, NodeKind::Path)) != path) continue;
    const auto names = tree.names(use);
    if (names.empty()) return;
    const Span last = tree.span(names.back());
    unknown.fix(NoteKind::AddUse, {path, name}, {last.file, last.end, last.end}, ", " + name);
    return;
  }
  const NodeId after = tree.child(header, NodeKind::Path);
  const auto uses = tree.children(header, NodeKind::Use);
  const Span place = tree.span(uses.empty() ? after : uses.back());
  unknown.fix(NoteKind::AddUse, {path, name}, {place.file, place.end, place.end}, "\nuse " + path + ".{" + name + "}");
}

}  // namespace

void bind_imports(Session& session, ModuleId module) {
  const std::vector<Use> uses = session.module(module).uses;
  for (const Use& use : uses) bind_use(session, module, use);
}

const std::map<std::string, SymbolId, std::less<>>& standard_names(Session& session, std::string_view path) {
  static const std::map<std::string, SymbolId, std::less<>> kNone;
  const auto module = standard_module(session, path);
  return module ? session.module(*module).own : kNone;
}

bool offer_import(Session& session, Report& unknown, ModuleId module_id, std::string_view name) {
  std::string path;
  for (const std::string_view standard : kStandard) {
    if (path.empty() && standard_names(session, standard).contains(name)) path = standard;
  }
  for (const auto& [other, id] : session.module_by_path) {
    if (path.empty() && id != module_id && session.module(id).own.contains(name)) path = other;
  }
  if (path.empty()) return false;
  unknown.help(NoteKind::ImportIt, {path, std::string(name)});
  add_use_fix(unknown, session.module(module_id), path, std::string(name));
  return true;
}

}  // namespace tarifa::check
