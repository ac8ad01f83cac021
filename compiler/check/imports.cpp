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

// Functions of the library (language.md, section 11) that this version lacks.
constexpr std::string_view kLaterFunctions[] = {
    "used",           "rolled_over",      "estimated",        "fill",         "missing",  "present",
    "peak",           "daily_peaks",      "largest",          "roll",         "total",    "percentile",
    "is_working_day", "add_working_days", "next_working_day", "working_days", "schedule", "bucket"};

// What a `use` could not bring, once that is reported: its uses report nothing more.
void bind_unavailable(Session& session, ModuleId module, const std::string& name, Span span) {
  if (!session.module(module).imported.emplace(name, SymbolId(session.symbols.size())).second) return;
  Symbol symbol;
  symbol.kind = SymbolKind::Unavailable;
  symbol.name = name;
  symbol.module = module;
  symbol.name_span = span;
  symbol.state = SymbolState::Failed;
  session.symbols.push_back(std::move(symbol));
}

// A module of std that this version lacks.
bool report_later_module(Session& session, const Use& use) {
  if (std::find(std::begin(kLater), std::end(kLater), use.path) == std::end(kLater)) return false;
  report(session, DiagKind::NotYetAvailable, use.span, {use.path});
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

// What may stand in an expression: under the name of a function of the language it would replace it.
bool is_value(SymbolKind kind) {
  return kind == SymbolKind::Param || kind == SymbolKind::Let || kind == SymbolKind::Table || kind == SymbolKind::Rule;
}

void bind_name(Session& session, ModuleId module_id, const std::string& name, SymbolId symbol, Span span) {
  ModuleUnit& module = session.module(module_id);
  const auto own = module.own.find(name);
  auto before = module.imported.find(name);
  if (before != module.imported.end() && symbol_at(session, before->second).kind == SymbolKind::Unavailable) {
    module.imported.erase(before);  // an earlier `use` could not bring it
    before = module.imported.end();
  }
  const auto built_in = session.prelude.find(name);
  SymbolId known = symbol;
  if (built_in != session.prelude.end() && is_value(symbol_at(session, symbol).kind)) known = built_in->second;
  if (before != module.imported.end()) known = before->second;
  if (own != module.own.end()) known = own->second;
  if (known != symbol) {
    if (symbol_at(session, symbol).kind == SymbolKind::Unavailable) return;  // where it is declared it was refused
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

// A name that the module does not declare. If a near one does, that is unavailable too: the text uses one or the other.
void report_not_in_module(Session& session, ModuleId module, const std::string& path, const UsedName& used,
                          const std::map<std::string, SymbolId, std::less<>>& names) {
  std::vector<std::string> known;
  for (const auto& [name, symbol] : names) known.push_back(name);
  Report unknown = report(session, DiagKind::NotInModule, used.span, {path, used.name});
  if (const auto near = nearest_name(used.name, known)) {
    unknown.help(NoteKind::DidYouMean, {*near}).fix(NoteKind::ReplaceBy, {*near}, used.span, *near);
    bind_unavailable(session, module, *near, used.span);
  }
}

void bind_use(Session& session, ModuleId module, const Use& use) {
  const auto from = find_module(session, use.path);
  if (!from) {
    if (!report_later_module(session, use)) report_unknown_module(session, use);
    for (const UsedName& used : use.names) bind_unavailable(session, module, used.name, used.span);
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
    if (!session.module(*from).doubled) report_not_in_module(session, module, use.path, used, names);
    bind_unavailable(session, module, used.name, used.span);
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

bool is_later_function(const Session& session, std::string_view name) {
  for (const auto& [path, module] : session.module_by_path) {
    if (session.module(module).own.contains(name)) return false;  // its `use` is missing
  }
  return std::find(std::begin(kLaterFunctions), std::end(kLaterFunctions), name) != std::end(kLaterFunctions);
}

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
